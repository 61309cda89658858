import { Buffer } from 'node:buffer';
import { createHmac, timingSafeEqual, verify as verifySignature, type KeyObject } from 'node:crypto';
import { decodeDigest, hexHash } from '../digest.ts';
import { textOf, valueAt } from '../json.ts';
import type { Key } from '../keys.ts';
import type { PreparedScheme } from '../preparedScheme.ts';
import type { RequestParts } from '../requestParts.ts';
import type { JwtRule } from '../scheme.ts';
import { aheadOf, timeFault } from '../timestamp.ts';
import {
  invalid,
  malformed,
  matching,
  oneValue,
  withoutKey,
  type Circumstances,
  type Verification,
} from '../verification.ts';
import type { Place } from '../../../protocol/signature.ts';

/** A compact JWS (RFC 7515, section 7.1), taken apart. */
export interface Jwt {
  readonly algorithm: string;
  readonly claims: unknown;
  readonly signed: string;
  readonly signature: Buffer;
}

function jsonOf(part: string): unknown {
  const bytes = decodeDigest(part, 'base64url', null);
  return Buffer.isBuffer(bytes) ? (JSON.parse(bytes.toString('utf8')) as unknown) : undefined;
}

/** Undefined where a text is no compact JWT. */
export function readJwt(text: string): Jwt | undefined {
  const parts = text.split('.');
  const [header = '', claims = '', signature = ''] = parts;
  const signatureBytes = decodeDigest(signature, 'base64url', null);
  try {
    const algorithm = textOf(valueAt(jsonOf(header), 'alg'));
    const values = jsonOf(claims);
    const isJwt =
      parts.length === 3 && typeof values === 'object' && values !== null && !Array.isArray(values);
    return isJwt && algorithm !== undefined && Buffer.isBuffer(signatureBytes)
      ? { algorithm, claims: values, signed: `${header}.${claims}`, signature: signatureBytes }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The signature of the first two parts with a shared key. */
export function signJwt(signed: string, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(signed).digest();
}

/** Whether a key made the signature; one of ES256 is the two numbers side by side (RFC 7518, section 3.4). */
export function isSignedBy(
  algorithm: JwtRule['algorithm'],
  key: KeyObject,
  { signed, signature }: Pick<Jwt, 'signed' | 'signature'>,
): boolean {
  if (algorithm === 'HS256') {
    const expected = signJwt(signed, key);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
  try {
    return verifySignature('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}

/** What a claim says that it must not; undefined where all are as they should be. */
function claimFault(rule: JwtRule, { claims }: Jwt, parts: RequestParts): Verification | undefined {
  for (const [claim, expected] of Object.entries(rule.claims ?? {})) {
    const actual = textOf(valueAt(claims, claim)) ?? '';
    if (actual !== expected) {
      return invalid({ code: 'wrongClaim', claim, expected, actual });
    }
  }
  const { bodyHash, header } = rule;
  if (bodyHash === undefined) {
    return undefined;
  }
  const claimed = textOf(valueAt(claims, bodyHash.claim)) ?? '';
  const actual = hexHash(bodyHash.algorithm, parts.request.body);
  const spelled =
    bodyHash.encoding === 'hex' ? actual : Buffer.from(actual, 'hex').toString(bodyHash.encoding);
  const { algorithm } = bodyHash;
  return claimed === spelled ? undefined : invalid({ code: 'bodyHash', place: { header }, algorithm });
}

function ageFault(
  rule: JwtRule,
  { claims }: Jwt,
  at: Circumstances,
  label: string,
): Verification | undefined {
  const issued = valueAt(claims, 'iat');
  if (rule.maxAge === undefined) {
    return undefined;
  }
  if (typeof issued !== 'number') {
    const actual = textOf(issued) ?? '';
    return invalid({ code: 'wrongClaim', claim: 'iat', expected: 'seconds since 1970, as a number', actual });
  }
  return timeFault(issued * 1000, { tolerance: rule.maxAge }, at, label);
}

/** Holds the JWT of a request against the saved keys: its algorithm is the rule's, whatever it says itself. */
export function verifyJwt(
  rule: JwtRule,
  prepared: PreparedScheme,
  parts: RequestParts,
  at: Circumstances,
): Verification {
  const place: Place = { header: rule.header };
  const value = oneValue(place, parts, prepared);
  if (typeof value !== 'string') {
    return value;
  }
  const jwt = readJwt(value);
  if (jwt === undefined) {
    return malformed({ code: 'wrongForm', place, expectedForm: 'header.claims.signature' });
  }
  if (jwt.algorithm !== rule.algorithm) {
    const { algorithm: actual } = jwt;
    return invalid({ code: 'wrongAlgorithm', place, expected: rule.algorithm, actual });
  }
  if (prepared.keys.length === 0) {
    return withoutKey(place, prepared);
  }
  const key = prepared.keys.find((candidate) => isSignedBy(rule.algorithm, candidate.key, jwt));
  if (key === undefined) {
    const { secretLabels } = prepared;
    const digestCharacters = value.length;
    return invalid({ code: 'mismatch', place, proof: 'jwt', digestCharacters, encoding: null, secretLabels });
  }
  const fault = claimFault(rule, jwt, parts) ?? ageFault(rule, jwt, at, key.label);
  const issued = rule.maxAge === undefined ? undefined : valueAt(jwt.claims, 'iat');
  const sentAt = typeof issued === 'number' ? issued * 1000 : undefined;
  return fault ?? matched(rule, key, parts, aheadOf(sentAt, at));
}

function matched(
  rule: JwtRule,
  { label }: Key,
  { request }: RequestParts,
  ahead: ReturnType<typeof aheadOf>,
): Verification {
  return matching({
    code: 'matches',
    place: { header: rule.header },
    proof: 'jwt',
    algorithm: rule.algorithm,
    secretLabel: label,
    coverage:
      rule.bodyHash === undefined ? { kind: 'nothing' } : { kind: 'body', bytes: request.body.length },
    ...ahead,
  });
}
