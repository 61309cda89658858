import { createHash, createHmac } from 'node:crypto';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { diagnose } from '../../../../src/engine/diagnosis/diagnose.ts';
import { subjectOf } from '../../../../src/engine/diagnosis/subject.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { Diagnosis } from '../../../../src/protocol/diagnosis.ts';
import type { Secrets, Source } from '../../../../src/protocol/engine.ts';
import { capturedRequest } from '../store/events.ts';
import { readings } from '../../../support/clocks.ts';

/** How often a diagnosis asks for the time, at most: so the same is found on every machine. */
const steps = 200_000;

export const now = 1_760_000_000;
export const secret = 'sb_whsec_9f8e7d6c5b4a';

/** As PHP writes it, with what other runtimes write otherwise. */
export const original =
  '{"id":48213,"type":"backup","status":"success","path":"s3:\\/\\/acme\\/backups","name":"Z\\u00fcrich <1>","size":1.0,"none":{}}';

export type Bytes = string | Uint8Array;

export const hmac = (body: Bytes, key: Bytes = secret, hash = 'sha256'): Buffer =>
  createHmac(hash, key).update(body).digest();
export const plainHash = (...pieces: Bytes[]): Buffer => {
  const made = createHash('sha256');
  pieces.forEach((piece) => made.update(piece));
  return made.digest();
};

/** A request that went wrong, as the listener has it. */
export interface Patient {
  readonly provider?: string;
  /** As it came. */
  readonly body?: Bytes;
  readonly headers?: readonly string[];
  readonly secrets?: Secrets;
  readonly target?: string;
  readonly source?: Source;
  readonly complete?: boolean;
  /** That of the body where it is not given. */
  readonly declaredLength?: number;
  readonly clock?: Clock;
  /** Milliseconds since the epoch. */
  readonly seenAt?: number;
}

export const saved = (...values: string[]) =>
  values.map((value, index) => ({ label: `Secret ${index + 1}`, value }));

/** A SimpleBackups request whose signature is this text. */
export const signedWith = (signature: string, change: Patient = {}): Patient => ({
  headers: ['Content-Type', 'application/json', 'SB-Signature', signature],
  ...change,
});

export function diagnosed(patient: Patient): Diagnosis {
  const { provider = 'simplebackups', body = original, headers = [], secrets, source } = patient;
  const settings = {
    sources: source === undefined ? [] : [source],
    customProviders: [],
    ignoreTimestamps: false,
    answerHandshakes: true,
  };
  const knowledge = new Knowledge(settings, secrets ?? { [provider]: saved(secret) });
  const request = capturedRequest({
    receivedAt: now * 1000,
    target: patient.target ?? '/',
    rawHeaders: headers,
    body: Buffer.from(body),
    declaredLength: patient.declaredLength ?? Buffer.from(body).length,
    complete: patient.complete ?? true,
  });
  const subject = subjectOf(request, provider, knowledge, patient.seenAt ?? null);
  if (subject === undefined) {
    throw new Error(`There is no scheme ${provider}.`);
  }
  return diagnose(subject, patient.clock ?? new Clock(steps, undefined, readings()));
}
