import { Buffer } from 'node:buffer';
import type { Diagnosis, DiagnosisLevel } from '../../src/protocol/diagnosis.ts';
import type { Diagnosed, Patient } from '../diagnosis/patient.ts';

/** A request with what a diagnosis of it has to say. */
export interface HandedCase {
  readonly case: Patient;
  readonly expected: {
    readonly level: DiagnosisLevel | 'not proven';
    readonly orLevels?: readonly string[];
    /** Any of them is right; none: whatever is named. */
    readonly causes: readonly string[];
    /** One of each group is named. */
    readonly all?: readonly (readonly string[])[];
    /** What the sender signed. */
    readonly originalBodyBase64?: string;
    /** Whose copy of the secret is damaged. */
    readonly side?: 'saved' | 'sender';
  };
  readonly class: 'reversible' | 'pair' | 'likely' | 'not-proven' | 'valid';
  readonly made_by: string;
  readonly why: string;
  /** 1: met every week, 2: now and then, 3: rare. */
  readonly common: 1 | 2 | 3;
}

/** `wrong party`: the cause is right, and the wrong side is told to act. */
export type Fault =
  'level' | 'false proof' | 'wrong bytes' | 'wrong cause' | 'wrong party' | 'no cause' | 'valid one refused';

/** Ids that came after the cases were written, each with the one that was expected for the same finding. */
const alsoCalled: Readonly<Record<string, string>> = { 'time-form': 'framing-timestamp-unit' };

/** The ids of a diagnosis, and those under which the cases know the same. */
export function namedIds({ causes }: Diagnosis): ReadonlySet<string> {
  return new Set(causes.flatMap(({ id }) => [id, alsoCalled[id] ?? id]));
}

/** Whose copy the explanation says is damaged; null where it names no side, or both. */
function sideOf({ diagnosis, sentence }: Diagnosed): string | null {
  const secretCauses = diagnosis.causes.filter(({ id }) => id.startsWith('secret-'));
  const sides = new Set(secretCauses.map(({ detail }) => detail['in']));
  const [side] = sides;
  const namesBoth = /saved/i.test(sentence) && /sender (?:signed|took|used|decoded)/i.test(sentence);
  return side === undefined || sides.size > 1 || namesBoth ? null : side;
}

/** What was thought past proving is proven where its cause is named and a body that gives the digest was found. */
function isMoreThanExpected({ expected, class: kind }: HandedCase, { diagnosis }: Diagnosed): boolean {
  const named = namedIds(diagnosis);
  const isNamed = expected.causes.length > 0 && expected.causes.some((id) => named.has(id));
  return kind === 'likely' && diagnosis.level === 'proven' && diagnosis.recovered !== null && isNamed;
}

function levelFault({ expected, class: kind }: HandedCase, level: DiagnosisLevel): Fault[] {
  const main = expected.level === 'not proven' ? ['likely', 'unexplained'] : [expected.level];
  const accepted: readonly string[] = [...main, ...(expected.orLevels ?? [])];
  if (accepted.includes(level)) {
    return [];
  }
  if (kind === 'valid') {
    return ['valid one refused'];
  }
  return [level === 'proven' || level === 'verifies' ? 'false proof' : 'level'];
}

function bodyFault({ case: patient, expected }: HandedCase, { diagnosis }: Diagnosed): Fault[] {
  const { originalBodyBase64 } = expected;
  if (originalBodyBase64 === undefined || diagnosis.level !== 'proven') {
    return [];
  }
  const body = diagnosis.recovered?.body ?? Buffer.from(patient.bodyBase64, 'base64');
  return Buffer.compare(body, Buffer.from(originalBodyBase64, 'base64')) === 0 ? [] : ['wrong bytes'];
}

/** Of what is claimed as proven or likely. For a decoy any likely cause will do: nothing else is known of it. */
function causeFault({ expected, class: kind }: HandedCase, diagnosed: Diagnosed): Fault[] {
  const { level, causes } = diagnosed.diagnosis;
  const isProven = level === 'proven';
  if (isProven && causes.length === 0) {
    return ['no cause'];
  }
  if (!isProven && (level !== 'likely' || kind === 'not-proven')) {
    return [];
  }
  const named = namedIds(diagnosed.diagnosis);
  const groups = isProven && expected.all !== undefined ? expected.all : [expected.causes];
  if (!groups.every((group) => group.length === 0 || group.some((id) => named.has(id)))) {
    return ['wrong cause'];
  }
  const side = sideOf(diagnosed);
  return expected.side !== undefined && side !== null && side !== expected.side ? ['wrong party'] : [];
}

/** What a diagnosis does not meet of what is expected; empty where it meets all. */
export function faultsOf(handed: HandedCase, diagnosed: Diagnosed): readonly Fault[] {
  const level = isMoreThanExpected(handed, diagnosed) ? [] : levelFault(handed, diagnosed.diagnosis.level);
  return [...level, ...bodyFault(handed, diagnosed), ...causeFault(handed, diagnosed)];
}
