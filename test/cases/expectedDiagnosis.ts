import type { Diagnosis } from '../../src/protocol/diagnosis.ts';
import { diagnosisText } from '../../src/host/diagnosis/diagnosisText.ts';
import { stepsText } from '../unit/host/diagnosis/samples.ts';
import { english } from '../unit/host/fakes.ts';
import { namedIds } from './judge.ts';
import type { Comparison } from './outcome.ts';

/** What a report expects of an explanation. */
export interface ExpectedDiagnosis {
  readonly level: string | readonly string[];
  /** One of each group is named. */
  readonly causes: readonly (readonly string[])[];
  readonly notCauses?: readonly string[];
  readonly recoveredBodyBase64?: string;
  /** A pattern that the sentence, the steps or the evidence matches. */
  readonly sentence?: string;
}

const read = ['level', 'causes', 'notCauses', 'recoveredBodyBase64', 'sentence'];

/** Compares an explanation with what is expected; one that meets it, with no cause to expect, is to be read. */
export function compareDiagnosis(
  expected: ExpectedDiagnosis,
  diagnosis: Diagnosis,
  comparison: Comparison,
): void {
  const { sentence, steps, evidence } = diagnosisText(diagnosis, english);
  const said = `${diagnosis.level} ${diagnosis.causes.map(({ id }) => id).join(', ')}: ${sentence}`;
  const named = namedIds(diagnosis);
  const levels = [expected.level].flat();
  if (!levels.includes(diagnosis.level)) {
    comparison.unmet.push(`level: expected ${levels.join('|')}, got ${said}`);
  }
  for (const group of expected.causes) {
    if (!group.some((id) => named.has(id))) {
      comparison.unmet.push(`cause: expected ${group.join('|')}, got ${said}`);
    }
  }
  for (const id of expected.notCauses ?? []) {
    if (named.has(id)) {
      comparison.unmet.push(`cause: expected no ${id}, got ${said}`);
    }
  }
  const body = diagnosis.recovered?.body ?? null;
  comparison.bytes('recovered body', expected.recoveredBodyBase64, body);
  const all = [sentence, stepsText(steps), ...evidence.map(({ value }) => value)].join(' ');
  comparison.matches('sentence', expected.sentence, all);
  if (expected.causes.length === 0 && expected.sentence === undefined && comparison.unmet.length === 0) {
    comparison.toRead.push(said);
  }
  comparison.unread(expected, read);
}
