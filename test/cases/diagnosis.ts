import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { cpuMilliseconds } from '../support/clocks.ts';
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

function judged(handed: HandedCase): Judged {
  const start = cpuMilliseconds();
  const diagnosed = diagnosePatient(handed.case, new Clock(budget, undefined, cpuMilliseconds));
  const milliseconds = cpuMilliseconds() - start;
  return { handed, diagnosed, faults: faultsOf(handed, diagnosed), milliseconds };
}

function percent(part: number, whole: number): string {
  return `${part}/${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`}`;
}

/** How many of them are met in full. */
function met(all: readonly Judged[]): string {
  return percent(all.filter(({ faults }) => faults.length === 0).length, all.length);
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

function groupLines(title: string, all: readonly Judged[], keyOf: (one: Judged) => string): string[] {
  const groups = Object.entries(Object.groupBy(all, keyOf));
  return groups.map(([key, group = []]) => `${title} ${key}: ${met(group)}`);
}

/** The value below which that share of them is. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

function sums(all: readonly Judged[]): string[] {
  const isReversible = ({ handed }: Judged): boolean =>
    handed.class === 'reversible' || handed.class === 'pair';
  const reversible = all.filter(isReversible);
  const count = (...faults: readonly Fault[]): number =>
    all.filter((one) => one.faults.some((fault) => faults.includes(fault))).length;
  const times = all.map(({ milliseconds }) => milliseconds);
  return [
    ...groupLines('class', all, ({ handed }) => handed.class),
    ...groupLines('common', all, ({ handed }) => String(handed.common)),
    `reversible proven: ${met(reversible)}`,
    `reversible, met every week: ${met(reversible.filter(({ handed }) => handed.common === 1))}`,
    `others recognised: ${met(all.filter(({ handed }) => handed.class === 'likely'))}`,
    `false proofs: ${count('false proof')}; wrong bytes: ${count('wrong bytes')}; valid ones refused: ${count('valid one refused')}`,
    `wrong cause: ${count('wrong cause')}; wrong party: ${count('wrong party')}; none: ${count('no cause')}`,
    `CPU ms: median ${quantile(times, 0.5)}, p99 ${quantile(times, 0.99)}, most ${quantile(times, 1)}`,
  ];
}

/** Diagnoses the cases of a file; prints those that are not met, and the sums. */
export function runDiagnosis(file: string): void {
  const all = (readList(file) as readonly HandedCase[]).map(judged);
  for (const one of all.filter(({ faults }) => faults.length > 0)) {
    console.log(lineOf(one));
  }
  console.log(sums(all).join('\n'));
}
