import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { cpuMilliseconds, seldomRead } from '../support/clocks.ts';
import { diagnosePatient, readList, type Diagnosed } from '../diagnosis/patient.ts';
import { faultsOf, type Fault, type HandedCase } from './judge.ts';

/** Milliseconds of CPU time for each. */
const budget = 2000;

export interface Judged {
  readonly handed: HandedCase;
  readonly diagnosed: Diagnosed;
  readonly faults: readonly Fault[];
  /** Of CPU time. */
  readonly milliseconds: number;
}

/** `clockOf` gives each case its own clock. */
export function judge(
  handed: HandedCase,
  clockOf: () => Clock = () => new Clock(budget, undefined, seldomRead(cpuMilliseconds)),
): Judged {
  const start = cpuMilliseconds();
  const diagnosed = diagnosePatient(handed.case, clockOf());
  const milliseconds = cpuMilliseconds() - start;
  return { handed, diagnosed, faults: faultsOf(handed, diagnosed), milliseconds };
}

export function readCases(file: string): readonly HandedCase[] {
  return readList(file) as readonly HandedCase[];
}

function lineOf({ handed, diagnosed, faults }: Judged): string {
  const { level, orLevels = [], causes, all, side } = handed.expected;
  const groups = (all ?? [causes]).map((group) => group.join('|')).join(' + ');
  const { diagnosis, sentence } = diagnosed;
  const said = `${diagnosis.level} ${diagnosis.causes.map(({ id }) => id).join(', ')}`;
  return [
    `${handed.class} ${handed.common} [${faults.join(', ')}] ${handed.case.name}`,
    `    expected ${[level, ...orLevels].join('|')}: ${groups}${side === undefined ? '' : ` (${side})`}; ${handed.why}`,
    `    said     ${said}; ${sentence}`,
  ].join('\n');
}

/** Diagnoses the cases of a file whose names have a text in them, and prints each that is not met as it comes. */
export function runDiagnosis(file: string, text: string): readonly Judged[] {
  const chosen = readCases(file).filter(({ case: { name } }) => name.includes(text));
  return chosen.map((handed) => {
    const judged = judge(handed);
    if (judged.faults.length > 0) {
      console.log(lineOf(judged));
    }
    return judged;
  });
}
