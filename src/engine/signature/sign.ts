import { Buffer } from 'node:buffer';
import { randomUUID, type KeyObject } from 'node:crypto';
import type { ExpectedDigest } from '../../protocol/engine.ts';
import { digestOf, encodeDigest, hexHash, isPublicKey } from './digest.ts';
import { pairsOf } from './headers.ts';
import type { Key } from './keys.ts';
import { asSentIn, compileRule, type PreparedScheme } from './preparedScheme.ts';
import { RequestParts, type Fields, type SignedRequest } from './requestParts.ts';
import type { JwtRule, SignatureRule, TokenRule, VerifyRule } from './scheme.ts';
import { setJson } from './setJson.ts';
import { urlSpellings } from './signedUrl.ts';
import { fillTemplate } from './template.ts';
import { timeText } from './timestamp.ts';
import { signJwt } from './verifiers/jwt.ts';
import { statementsOf } from './verifiers/readSignature.ts';
import { withValue } from './withValue.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { Place } from '../../protocol/signature.ts';

export interface Signing {
  /** As it is sent, but for what belongs to the signature. */
  readonly request: SignedRequest;
  /** The public one. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of the secret that verified the request, or that a person chose; absent for the newest. */
  readonly secretLabel?: string | undefined;
}

/** What signing adds: headers to put behind those that are there; the target and the body, where it is in them. */
export interface SignedParts {
  readonly headers: readonly HeaderPair[];
  readonly target: string;
  readonly body: Uint8Array;
}

/**
 * Why there can be no signature: no usable secret is saved, only the provider has the key that signs, or it would
 * stand in the JSON or the form of a body that is none.
 */
export type SigningFault = 'noSecret' | 'privateKey' | 'noJson' | 'noForm';

/**
 * The names of the headers that are signed one by one: all of the sender's own. A list that is a header itself is in
 * it, with the time, in the order of the alphabet, as Contentful has it.
 */
function listedNames({ listed, timestamp }: SignatureRule, { rawHeaders }: SignedRequest): string {
  if (listed === undefined) {
    return '';
  }
  const own = pairsOf(rawHeaders).map(([name]) => name.toLowerCase());
  const places = 'header' in listed.names ? [listed.names, timestamp?.from] : [];
  const companions = places.flatMap((place) =>
    place !== undefined && 'header' in place ? [place.header.toLowerCase()] : [],
  );
  const names = [...own.filter((name) => /^(content-type$|x-)/.test(name)), ...companions];
  return [...new Set(names)].sort().join(listed.split);
}

/** What the provider sends beside the signature and a request lacks: ids, the time, the names of signed headers. */
function companions(rule: SignatureRule, { request, now }: Signing): HeaderPair[] {
  const { timestamp, listed, requires = [] } = rule;
  const wanted: [Place, string][] = [
    ...(timestamp === undefined ? [] : [[timestamp.from, timeText(now, timestamp.unit)] as [Place, string]]),
    ...(listed === undefined ? [] : [[listed.names, listedNames(rule, request)] as [Place, string]]),
    ...requires.map((place): [Place, string] => [place, randomUUID()]),
  ];
  const parts = new RequestParts(request);
  const headers = new Map<string, string>();
  for (const [place, value] of wanted) {
    if ('header' in place && !headers.has(place.header) && parts.valuesAt(place).length === 0) {
      headers.set(place.header, value);
    }
  }
  return [...headers];
}

/** The items of the signature header beside the signature itself. */
function ownFields(rule: SignatureRule, { request, now }: Signing): Fields {
  const { timestamp, listed } = rule;
  const fields = new Map<string, string>();
  if (timestamp !== undefined && 'field' in timestamp.from) {
    fields.set(timestamp.from.field, timeText(now, timestamp.unit));
  }
  if (listed !== undefined && 'field' in listed.names) {
    fields.set(listed.names.field, listedNames(rule, request));
  }
  return fields;
}

/** The digests of a request with a key, as it is spelled in the request; one for each item where items are signed. */
function digestText(
  rule: SignatureRule,
  key: Key,
  parts: RequestParts,
  [fields, url]: readonly [Fields, string],
): string {
  const { timestamp, listed, algorithm, encoding } = rule;
  const [time = ''] = timestamp === undefined ? [] : parts.valuesAt(timestamp.from, fields);
  const [spelling = url] = urlSpellings(url, rule.url);
  const filling = { parts, fields, timestamp: time, url: spelling, secret: key.text, listed };
  const pieces = fillTemplate(compileRule(rule).content, filling);
  return isPublicKey(algorithm) ? '' : encodeDigest(digestOf(algorithm, key.key, pieces), encoding);
}

/** The key of the signature: where it may be any, the one that the request has there. */
function ownKey(rule: SignatureRule, parts: RequestParts): string {
  const [key = ''] = rule.parse?.keys ?? [];
  const [sent = 'signature'] = key === '*' ? [...statementsOf(rule, parts).fields.keys()].toReversed() : [];
  return key === '*' ? sent : key;
}

function headerText(
  { parse }: SignatureRule,
  fields: Fields,
  [key, digest]: readonly [string, string],
): string {
  const items = [...fields, [key, digest] as const];
  return parse === undefined
    ? digest
    : items.map(([name, value]) => `${name}${parse.pair}${value}`).join(parse.items ?? '');
}

/** Puts the signature of each item into it. */
function signItems(rule: SignatureRule, key: Key, request: SignedRequest, path: string): Uint8Array {
  const each = rule.each ?? '';
  return new RequestParts(request)
    .itemsAt(each)
    .reduce(
      (body, item, index) =>
        setJson(body, `${each}.${index}.${path}`, digestText(rule, key, item, [new Map(), ''])),
      request.body,
    );
}

/** A request with the signature at its place, as what was added to it. */
function placed(
  request: SignedRequest,
  place: Place,
  text: string,
  headers: readonly HeaderPair[],
): SignedParts {
  const { target, body } = 'header' in place ? request : withValue(request, place, text);
  return { headers: 'header' in place ? [...headers, [place.header, text]] : headers, target, body };
}

function signWithKey(rule: SignatureRule, key: Key, signing: Signing): SignedParts {
  const headers = companions(rule, signing);
  const rawHeaders = [...signing.request.rawHeaders, ...headers.flat()];
  const request = { ...signing.request, rawHeaders };
  const fields = ownFields(rule, signing);
  const [place] = rule.signature;
  if (rule.each !== undefined && 'json' in place) {
    return { headers, target: request.target, body: signItems(rule, key, request, place.json) };
  }
  const parts = new RequestParts(request);
  const digest = digestText(rule, key, parts, [fields, signing.url]);
  return placed(request, place, headerText(rule, fields, [ownKey(rule, parts), digest]), headers);
}

function tokenText({ from, auth }: TokenRule, text: Uint8Array): string {
  const token = Buffer.from(text).toString('header' in from ? 'latin1' : 'utf8');
  const value = auth === 'Basic' ? Buffer.from(text).toString('base64') : token;
  return auth === undefined ? token : `${auth} ${value}`;
}

function jwtHeader(rule: JwtRule, key: KeyObject, { request, now }: Signing): HeaderPair {
  const { bodyHash, maxAge, claims, header } = rule;
  const hash = bodyHash === undefined ? '' : hexHash(bodyHash.algorithm, request.body);
  const all = {
    ...(maxAge === undefined ? {} : { iat: Math.floor(now / 1000) }),
    ...claims,
    ...(bodyHash === undefined
      ? {}
      : {
          [bodyHash.claim]:
            bodyHash.encoding === 'hex' ? hash : Buffer.from(hash, 'hex').toString(bodyHash.encoding),
        }),
  };
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: rule.algorithm, typ: 'JWT' })}.${part(all)}`;
  return [header, `${signed}.${signJwt(signed, key).toString('base64url')}`];
}

/** Why the proof has no place in a body; undefined where it has, or stands elsewhere. */
function bodyFault(rule: SignatureRule | TokenRule, request: SignedRequest): 'noJson' | 'noForm' | undefined {
  const place = rule.kind === 'token' ? rule.from : rule.signature[0];
  const parts = new RequestParts(request);
  if ('json' in place) {
    return parts.hasPlainJson ? undefined : 'noJson';
  }
  const hasField = 'form' in place && parts.isPlain && (parts.hasForm || parts.valuesAt(place).length > 0);
  return hasField || !('form' in place) ? undefined : 'noForm';
}

/** Whether the secret that verifies is also the one that signs; else only the provider has the key. */
export function canSign(rule: VerifyRule): boolean {
  switch (rule.kind) {
    case 'builtin':
      return false;
    case 'jwt':
      return rule.algorithm === 'HS256';
    case 'signature':
      return !isPublicKey(rule.algorithm);
    case 'token':
    case 'none':
      return true;
  }
}

/** Why no request of a scheme can be signed with what is saved; undefined where it can. */
export function signingFault({
  scheme: { verify: rule },
  keys,
}: PreparedScheme): 'noSecret' | 'privateKey' | undefined {
  if (!canSign(rule)) {
    return 'privateKey';
  }
  return rule.kind !== 'none' && keys.length === 0 ? 'noSecret' : undefined;
}

/**
 * The key that signs: that of the secret which verified the request, else the newest, as after a rotation the older
 * ones are only kept for what is still on its way.
 */
export function signingKey({ keys }: PreparedScheme, secretLabel: string | undefined): Key | undefined {
  return keys.find(({ label }) => label === secretLabel) ?? keys.at(-1);
}

/** The label of the secret that signs; undefined where none does. */
export function signerLabel(prepared: PreparedScheme, secretLabel: string | undefined): string | undefined {
  return signingFault(prepared) === undefined ? signingKey(prepared, secretLabel)?.label : undefined;
}

/** The row of a scheme run the other way: signs a request as its provider would, with the key of `signingKey`. */
export function signRequest(signing: Signing, prepared: PreparedScheme): SignedParts | SigningFault {
  const { verify: rule } = prepared.scheme;
  const key = signingKey(prepared, signing.secretLabel);
  const { request } = signing;
  const { target, body } = request;
  const fault = signingFault(prepared);
  if (fault !== undefined) {
    return fault;
  }
  if (key === undefined || rule.kind === 'none' || rule.kind === 'builtin') {
    return { headers: [], target, body };
  }
  if (rule.kind === 'jwt') {
    return { headers: [jwtHeader(rule, key.key, signing)], target, body };
  }
  const unplaced = bodyFault(rule, request);
  if (unplaced !== undefined) {
    return unplaced;
  }
  return rule.kind === 'token'
    ? placed(request, rule.from, tokenText(rule, key.text), [])
    : signWithKey(rule, key, signing);
}

/** What the digest of a stored request would be with each saved secret, as the request would spell it. */
export function expectedDigests(
  parts: RequestParts,
  prepared: PreparedScheme,
  url: string,
): ExpectedDigest[] {
  const { verify: rule } = asSentIn(prepared.scheme, parts);
  if (rule.kind !== 'signature' || isPublicKey(rule.algorithm)) {
    return [];
  }
  const [signed = parts] = rule.each === undefined ? [] : parts.itemsAt(rule.each);
  const { fields } = statementsOf(rule, signed);
  return prepared.keys.map((key) => ({
    secretLabel: key.label,
    digest: digestText(rule, key, signed, [fields, url]),
  }));
}
