import { verifySignature } from '../signature/verifiers/signature.ts';
import { RequestParts } from '../signature/requestParts.ts';
import type { SignatureRule } from '../signature/scheme.ts';
import type { Subject } from './subject.ts';

/** The rule of a request that is signed over a template; undefined for tokens, JWTs and what has no signature. */
export function signatureRuleOf({ prepared }: Subject): SignatureRule | undefined {
  const { verify } = prepared.scheme;
  return verify.kind === 'signature' ? verify : undefined;
}

/** What a signature stands in and is made over: the request with some body, or one item of an array in it. */
export type SignedPart = (body: Uint8Array) => RequestParts;

/** Where each item of an array is signed: the index of the first whose signature fails, 0 where all are right. */
export function failingItem(
  { case: { parts, request, url }, prepared }: Subject,
  { each, ...single }: SignatureRule,
): number {
  if (each === undefined) {
    return 0;
  }
  const at = { receivedAt: request.receivedAt, url, ignoreTimestamps: true };
  const verdicts = parts.itemsAt(each).map((item) => verifySignature(single, prepared, item, at).verdict);
  return Math.max(
    0,
    verdicts.findIndex((verdict) => verdict !== 'valid'),
  );
}

/** Bodies that were read before are not read again. */
export function signedPartOf(subject: Subject): SignedPart {
  const { request, parts } = subject.case;
  const rule = signatureRuleOf(subject);
  const index = rule === undefined ? 0 : failingItem(subject, rule);
  const known = new WeakMap<Uint8Array, RequestParts>();
  return (body) => {
    let part = known.get(body);
    if (part === undefined) {
      const whole = body === request.body ? parts : new RequestParts({ ...request, body });
      part = rule?.each === undefined ? whole : (whole.itemsAt(rule.each)[index] ?? whole);
      known.set(body, part);
    }
    return part;
  };
}
