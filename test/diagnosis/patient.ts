import { readFileSync } from 'node:fs';
import type { Clock } from '../../src/engine/diagnosis/clock.ts';
import { diagnose } from '../../src/engine/diagnosis/diagnose.ts';
import { subjectOf } from '../../src/engine/diagnosis/subject.ts';
import { inspect } from '../../src/engine/verification/inspect.ts';
import { diagnosisText } from '../../src/host/diagnosis/diagnosisText.ts';
import type { Diagnosis } from '../../src/protocol/diagnosis.ts';
import { english } from '../unit/host/fakes.ts';
import { knowledgeFor, requestOf, secretsOf, type Vector } from '../vectors/vector.ts';

/** A request as it came, and the secrets that are saved for it. */
export type Patient = Omit<Vector, 'scheme' | 'expected'> & { readonly scheme?: string };

export interface Diagnosed {
  readonly diagnosis: Diagnosis;
  /** As a user reads it, in English. */
  readonly sentence: string;
}

/** The list of a JSON file. */
export function readList(file: string): readonly unknown[] {
  const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(list)) {
    throw new Error(`${file} does not hold a list.`);
  }
  return list;
}

/** The scheme that is named, else the one that shows, else the first provider. */
function schemeOf(patient: Patient): string {
  const vector = { ...patient, scheme: '', expected: '' };
  const seen = inspect(requestOf(vector), knowledgeFor(vector, null, {})).findings.provider;
  return patient.scheme ?? seen ?? 'simplebackups';
}

/** Throws where no scheme has the id that is named. */
export function diagnosePatient(patient: Patient, clock: Clock): Diagnosed {
  const scheme = schemeOf(patient);
  const vector = { ...patient, scheme, expected: '' };
  const subject = subjectOf(requestOf(vector), scheme, knowledgeFor(vector, scheme, secretsOf(vector)));
  if (subject === undefined) {
    throw new Error(`There is no scheme "${scheme}".`);
  }
  const diagnosis = diagnose(subject, clock);
  return { diagnosis, sentence: diagnosisText(diagnosis, english).sentence };
}
