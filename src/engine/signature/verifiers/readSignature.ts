import { Buffer } from 'node:buffer';
import { algorithms, decodeDigest, digestLength } from '../digest.ts';
import type { CompiledRule, PreparedScheme } from '../preparedScheme.ts';
import { trimmed } from '../headers.ts';
import { isInBody, noFields, type Fields, type RequestParts } from '../requestParts.ts';
import type { ParseRule, SignatureRule } from '../scheme.ts';
import { timeOf } from '../timestamp.ts';
import { absent, malformed, oneValue, soleValue, type Verification } from '../verification.ts';
import type { Place } from '../../../protocol/signature.ts';

/** A signature that a request claims, decoded. */
export interface Claim {
  readonly place: Place;
  readonly bytes: Buffer;
  /** Characters as it was sent. */
  readonly characters: number;
}

/** All that is read of a request before a key is needed. */
export interface SignatureReading {
  readonly claims: readonly [Claim, ...Claim[]];
  readonly fields: Fields;
  /** The time as it was sent; empty where the scheme has none. */
  readonly timestamp: string;
  /** The same in milliseconds since the epoch. */
  readonly sentAt: number | undefined;
  /** A place in the body that holds nothing and has to: what changed the body may have changed that. */
  readonly lost: Place | undefined;
}

/** What a place claims, still text. */
interface Candidate {
  readonly place: Place;
  readonly text: string;
}

/** The keys and values of a value under a parse rule, in order. */
export function itemsOf(value: string, { items, pair }: ParseRule): [key: string, value: string][] {
  const list = items === undefined ? [value] : value.split(items).map(trimmed);
  return list.flatMap((item) => {
    const at = item.indexOf(pair);
    return at > 0 ? [[item.slice(0, at), item.slice(at + pair.length)]] : [];
  });
}

/** Whether a value with this key is a signature of the scheme. */
export function isSignatureKey(key: string, { keys }: ParseRule): boolean {
  return keys.includes(key) || keys.includes('*');
}

/** What a request says beside its signature, whatever else is wrong with it. */
export interface Statements {
  /** Items of the signature that is there first. */
  readonly fields: Fields;
  /** The time as it was sent; empty where none is there. */
  readonly timestamp: string;
}

export function statementsOf(
  { signature, parse, timestamp }: SignatureRule,
  parts: RequestParts,
): Statements {
  const [value] = signature.flatMap((place) => parts.valuesAt(place));
  const items = value === undefined || parse === undefined ? [] : itemsOf(value, parse);
  const fields: Fields = new Map(items.toReversed());
  const [time = ''] = timestamp === undefined ? [] : parts.valuesAt(timestamp.from, fields);
  return { fields, timestamp: time };
}

function expectedForm({ parse, encoding, timestamp }: SignatureRule): string {
  if (parse === undefined) {
    return encoding;
  }
  const time = timestamp !== undefined && 'field' in timestamp.from ? timestamp.from.field : undefined;
  const first = time === undefined ? '' : `${time}${parse.pair}<time>${parse.items ?? ''}`;
  return `${first}${parse.keys[0] ?? ''}${parse.pair}<${encoding}>`;
}

interface Read {
  readonly candidates: readonly Candidate[];
  readonly fields: Fields;
}

/** What one place claims; nothing where it is not there. */
function readPlace(
  place: Place,
  { parse }: SignatureRule,
  parts: RequestParts,
): Read | Verification | undefined {
  const value = soleValue(place, parts.valuesAt(place));
  if (typeof value !== 'string') {
    return value;
  }
  if (parse === undefined) {
    return { candidates: [{ place, text: value }], fields: noFields };
  }
  const items = itemsOf(value, parse);
  const texts = items.flatMap(([key, text]) => (isSignatureKey(key, parse) ? [text] : []));
  // Of items with the same key the first counts.
  return { candidates: texts.map((text) => ({ place, text })), fields: new Map(items.toReversed()) };
}

/** Everything that claims to be a signature of the scheme, from every place that may hold one. */
function readPlaces(rule: SignatureRule, prepared: PreparedScheme, parts: RequestParts): Read | Verification {
  const all = rule.signature.flatMap((place) => readPlace(place, rule, parts) ?? []);
  const faults = all.filter((read) => 'verdict' in read);
  const several = faults.find(({ reason }) => reason.code === 'severalHeaders');
  const [first, ...others] = all.filter((read) => 'candidates' in read);
  const [place] = rule.signature;
  // An empty place spoils none that holds a signature.
  if (several !== undefined || first === undefined) {
    return several ?? faults[0] ?? absent(place, prepared);
  }
  const candidates =
    others.length === 0 ? first.candidates : [first, ...others].flatMap((read) => read.candidates);
  return candidates.length === 0
    ? malformed({ code: 'wrongForm', place, expectedForm: expectedForm(rule) })
    : { candidates, fields: first.fields };
}

/** What is wrong with the form of an ECDSA signature: two numbers in an ASN.1 sequence (RFC 3279, 2.2.3). */
function sequenceFault(
  bytes: Buffer,
  { place, text }: Candidate,
  rule: SignatureRule,
): Verification | undefined {
  const { encoding } = rule;
  const [tag, length = 0] = bytes;
  if (tag !== 0x30 || length > 0x7f) {
    return malformed({ code: 'wrongForm', place, expectedForm: `${encoding} of an ASN.1 sequence` });
  }
  return bytes.length === length + 2
    ? undefined
    : malformed({
        code: 'wrongLength',
        place,
        encoding,
        expected: digestLength(encoding, length + 2),
        actual: text.length,
      });
}

/** A claim that is decoded, or what is wrong with its form. */
function decodeOne(candidate: Candidate, rule: SignatureRule): Claim | Verification {
  const { encoding, algorithm } = rule;
  const { place, text } = candidate;
  if (text === '') {
    // Its header has a name, at least, and nothing behind it.
    return malformed({ code: 'wrongForm', place, expectedForm: expectedForm(rule) });
  }
  const bytes = decodeDigest(text, encoding, algorithms[algorithm].bytes);
  const fault =
    algorithm === 'ecdsa-p256-sha256' && Buffer.isBuffer(bytes)
      ? sequenceFault(bytes, candidate, rule)
      : undefined;
  if (fault !== undefined) {
    return fault;
  }
  if (Buffer.isBuffer(bytes)) {
    return { place, bytes, characters: text.length };
  }
  if (bytes.fault === 'length') {
    const lengths = { expected: bytes.expected, actual: text.length };
    return malformed({ code: 'wrongLength', place, encoding, ...lengths });
  }
  const { position, uppercaseHex } = bytes;
  return malformed({ code: 'wrongCharacter', place, encoding, position, uppercaseHex });
}

/** The claims that are decoded, as one of several is enough; where none is, what is wrong with the first. */
function decode(candidates: readonly Candidate[], rule: SignatureRule): Claim[] | Verification {
  const read = candidates.map((candidate) => decodeOne(candidate, rule));
  const claims = read.filter((one) => 'bytes' in one);
  const fault = read.find((one) => 'verdict' in one);
  return claims.length > 0 || fault === undefined ? claims : fault;
}

interface Time {
  readonly timestamp: string;
  readonly sentAt: number | undefined;
}

/** The time that a request says it was sent at. Where it is an item of the signature it is part of its form. */
function readTime(
  rule: SignatureRule,
  prepared: PreparedScheme,
  parts: RequestParts,
  fields: Fields,
): Time | Verification {
  const { timestamp } = rule;
  if (timestamp === undefined) {
    return { timestamp: '', sentAt: undefined };
  }
  const { from: place, unit } = timestamp;
  if (isInBody(place) && parts.valuesAt(place).length === 0) {
    return { timestamp: '', sentAt: undefined };
  }
  const text = oneValue(place, parts, prepared, fields);
  if (typeof text !== 'string') {
    const [signature] = rule.signature;
    return 'field' in place
      ? malformed({ code: 'wrongForm', place: signature, expectedForm: expectedForm(rule) })
      : text.reason.code === 'emptySignature'
        ? malformed({ ...text.reason, isBeside: true })
        : text;
  }
  const sentAt = timeOf(text, unit);
  return sentAt === undefined ? malformed({ code: 'wrongTime', place, unit }) : { timestamp: text, sentAt };
}

/** Places that have to hold something, and hold nothing. */
function absentPlaces({ requires = [], timestamp }: SignatureRule, parts: RequestParts): readonly Place[] {
  const ofTime = timestamp === undefined || !isInBody(timestamp.from) ? [] : [timestamp.from];
  return [...requires, ...ofTime].filter((place) => parts.valuesAt(place).length === 0);
}

/** A header that has to be there and is not, that is empty, or that is there more than once. */
function headerFault(
  { rule, headers }: CompiledRule,
  prepared: PreparedScheme,
  parts: RequestParts,
): Verification | undefined {
  const missing = absentPlaces(rule, parts).find((place) => !isInBody(place));
  if (missing !== undefined) {
    return absent(missing, prepared);
  }
  const empty = rule.requires?.find((place) => parts.valuesAt(place)[0] === '');
  if (empty !== undefined) {
    return malformed({ code: 'emptySignature', place: empty, isBeside: true });
  }
  for (const header of headers) {
    const { length: count } = parts.valuesAt({ header });
    if (count > 1) {
      return malformed({ code: 'severalHeaders', header, count });
    }
  }
  return undefined;
}

/** Reads a signature and what is signed beside the body: their form first, before any key is asked for. */
export function readSignature(
  compiled: CompiledRule,
  prepared: PreparedScheme,
  parts: RequestParts,
): SignatureReading | Verification {
  const { rule } = compiled;
  const read = readPlaces(rule, prepared, parts);
  if ('verdict' in read) {
    return read;
  }
  const fault = headerFault(compiled, prepared, parts);
  if (fault !== undefined) {
    return fault;
  }
  const time = readTime(rule, prepared, parts, read.fields);
  if ('verdict' in time) {
    return time;
  }
  const claims = decode(read.candidates, rule);
  if ('verdict' in claims) {
    return claims;
  }
  const [first, ...others] = claims;
  return first === undefined
    ? absent(rule.signature[0], prepared)
    : { claims: [first, ...others], fields: read.fields, ...time, lost: absentPlaces(rule, parts)[0] };
}
