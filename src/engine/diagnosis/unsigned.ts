import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import { pairsOf } from '../signature/headers.ts';
import type { VerifyRule } from '../signature/scheme.ts';
import { cause } from './hypothesis.ts';
import type { Subject } from './subject.ts';

/** A shorter secret may stand in a request by chance. */
const leastSecret = 12;

/** A secret as a request may hold it: as it is, in JSON, in a URL or form, in hex and in Base64. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const encoded = encodeURIComponent(secret);
  const texts = [secret, JSON.stringify(secret).slice(1, -1), encoded, encoded.replaceAll('%20', '+')];
  const inBytes = texts.map((text) => Buffer.from(text, 'utf8').toString('latin1'));
  return [...new Set([...inBytes, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')])];
}

/** A saved secret that came itself, in a request without a signature: Gitea before 1.9 sent it in the payload. */
export function secretInside({ case: { request, parts }, secrets }: Subject, rule: VerifyRule): Cause[] {
  if (rule.kind === 'token') {
    return [];
  }
  const body = Buffer.from(parts.content).toString('latin1');
  const places = [['body', body], ['URL', request.target], ...pairsOf(request.rawHeaders)] as const;
  for (const { value, label, owner } of secrets.filter((secret) => secret.value.length >= leastSecret)) {
    const texts = spellings(value);
    const place = places.find(([, text]) => texts.some((spelling) => text.includes(spelling)));
    if (place !== undefined) {
      return [cause('token-scheme', { label, owner, at: place[0] })];
    }
  }
  return [];
}

/** Names of fields of the body that may be a signature, as Paddle Classic's `p_signature`: at most eight, as one text. */
export function signatureFields({ case: { parts } }: Subject): string {
  const { json } = parts;
  const ofJson = typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.keys(json) : [];
  const names = [...new Set([...parts.form.keys(), ...ofJson])];
  return names
    .filter((name) => name.length <= 64 && /(?:^|[_-])(?:signature|hmac|sign|sig)$/i.test(name))
    .slice(0, 8)
    .join(', ');
}
