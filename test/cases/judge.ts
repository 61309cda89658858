import { Buffer } from 'node:buffer';
import type { DiagnosisLevel } from '../../src/protocol/diagnosis.ts';
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

/** `party`: the cause is right, and the wrong side is told to act. */
export type Fault =
  'level' | 'false proof' | 'wrong bytes' | 'wrong cause' | 'wrong party' | 'no cause' | 'valid one refused';

/** Whose copy the explanation says is damaged; null where it names no side, or both. */
function sideOf({ diagnosis, sentence }: Diagnosed): string | null {
  const sides = new Set(
    diagnosis.causes.filter(({ id }) => id.startsWith('secret-')).map(({ detail }) => detail['in']),
  );
  const [side] = sides;
  const namesBoth = /saved/i.test(sentence) && /sender (?:signed|took|used|decoded)/i.test(sentence);
  return side === undefined || sides.size > 1 || namesBoth ? null : side;
}

function levelFault({ expected, class: kind }: HandedCase, level: DiagnosisLevel): Fault[] {
  const accepted: readonly string[] =
    expected.level === 'not proven'
      ? ['likely', 'unexplained', ...(expected.orLevels ?? [])]
      : [expected.level, ...(expected.orLevels ?? [])];
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
  const received = Buffer.from(patient.bodyBase64, 'base64');
  const said = diagnosis.recovered?.body ?? received;
  return Buffer.compare(said, Buffer.from(originalBodyBase64, 'base64')) === 0 ? [] : ['wrong bytes'];
}

function causeFault({ expected }: HandedCase, diagnosed: Diagnosed): Fault[] {
  const { level, causes } = diagnosed.diagnosis;
  const named: readonly string[] = causes.map(({ id }) => id);
  if (level === 'verifies' || level === 'unexplained') {
    return [];
  }
  if (level === 'proven' && named.length === 0) {
    return ['no cause'];
  }
  const groups = expected.all ?? (expected.causes.length === 0 ? [] : [expected.causes]);
  if (!groups.every((group) => group.some((id) => named.includes(id)))) {
    return ['wrong cause'];
  }
  const side = sideOf(diagnosed);
  return expected.side !== undefined && side !== null && side !== expected.side ? ['wrong party'] : [];
}

/** What a diagnosis does not meet of what is expected; empty where it meets all. */
export function faultsOf(handed: HandedCase, diagnosed: Diagnosed): readonly Fault[] {
  const level = levelFault(handed, diagnosed.diagnosis.level);
  // A cause that goes with another level than expected is no claim of its own.
  const rest = level.length > 0 ? [] : causeFault(handed, diagnosed);
  return [...level, ...bodyFault(handed, diagnosed), ...rest];
}
