import type { Cause } from '../../protocol/diagnosis.ts';
import { placeInside, searchedParts } from '../verification/exposedSecret.ts';
import { bodySigner } from '../signature/bodySigners.ts';
import type { VerifyRule } from '../signature/scheme.ts';
import { cause } from './hypothesis.ts';
import type { Subject } from './subject.ts';

/** A saved secret that came itself, in a request without a signature: Gitea before 1.9 sent it in the payload. */
export function secretInside({ case: { parts }, secrets }: Subject, rule: VerifyRule): Cause[] {
  if (rule.kind === 'token') {
    return [];
  }
  const searched = searchedParts(parts);
  for (const { value, label, owner } of secrets) {
    const at = placeInside(value, searched);
    if (at !== undefined) {
      return [cause('token-scheme', { label, owner, at: typeof at === 'string' ? at : at.header })];
    }
  }
  return [];
}

/** Names of fields of the body that may be a signature, at most eight, as one text. */
export function signatureFields({ case: { parts } }: Subject): string {
  const { json } = parts;
  const ofJson = typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.keys(json) : [];
  const names = [...new Set([...parts.fieldNames, ...ofJson])];
  return names
    .filter((name) => name.length <= 64 && /(?:^|[_-])(?:signature|hmac|sign|sig)$/i.test(name))
    .slice(0, 8)
    .join(', ');
}

/** Another sender that signs in the body as this request does, and the field; nothing where none is known. */
export function signerInBody({ case: { parts } }: Subject): Cause['detail'] {
  return { ...bodySigner(parts) };
}
