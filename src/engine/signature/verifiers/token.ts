import { Buffer } from 'node:buffer';
import { decodeDigest } from '../digest.ts';
import { trimmed } from '../headers.ts';
import type { PreparedScheme } from '../preparedScheme.ts';
import type { RequestParts } from '../requestParts.ts';
import { sameBytes } from '../sameBytes.ts';
import type { TokenRule } from '../scheme.ts';
import { invalid, malformed, matching, oneValue, withoutKey, type Verification } from '../verification.ts';

/** The token of a value; undefined where the authentication scheme in front of it is another one. */
function tokenOf(value: string, { from, auth }: TokenRule): Uint8Array | undefined {
  // Characters of headers are bytes; those of the query and the body have been decoded.
  const encoding = 'header' in from ? 'latin1' : 'utf8';
  if (auth === undefined) {
    return Buffer.from(value, encoding);
  }
  const space = value.indexOf(' ');
  const token = trimmed(value.slice(space + 1));
  // RFC 9110, section 11.1: names of authentication schemes compare without case.
  if (space < 0 || token === '' || value.slice(0, space).toLowerCase() !== auth.toLowerCase()) {
    return undefined;
  }
  if (auth === 'Bearer') {
    return Buffer.from(token, encoding);
  }
  const credentials = decodeDigest(token, 'base64', null);
  return Buffer.isBuffer(credentials) ? credentials : undefined;
}

/** Holds the token of a request against the saved ones. */
export function verifyToken(rule: TokenRule, prepared: PreparedScheme, parts: RequestParts): Verification {
  const place = rule.from;
  const value = oneValue(place, parts, prepared);
  if (typeof value !== 'string') {
    return value;
  }
  const token = tokenOf(value, rule);
  if (token === undefined) {
    const form = rule.auth === 'Basic' ? 'Basic <base64 of user:password>' : 'Bearer <token>';
    return malformed({ code: 'wrongForm', place, expectedForm: form });
  }
  if (prepared.keys.length === 0) {
    return withoutKey(place, prepared);
  }
  const match = prepared.keys.find(({ text }) => sameBytes(text, token));
  if (match === undefined) {
    const { secretLabels } = prepared;
    const digestCharacters = value.length;
    return invalid({
      code: 'mismatch',
      place,
      proof: 'token',
      digestCharacters,
      encoding: null,
      secretLabels,
    });
  }
  const coverage = { kind: 'nothing' } as const;
  const secretLabel = match.label;
  return matching({ code: 'matches', place, proof: 'token', algorithm: '', secretLabel, coverage });
}
