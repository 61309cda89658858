import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import { algorithms } from '../signature/digest.ts';
import { pairsOf } from '../signature/headers.ts';
import { nameOf, type RequestParts } from '../signature/requestParts.ts';
import type { SignatureRule } from '../signature/scheme.ts';
import { beginningsIn, digestsIn, type Spelling, type Target } from './digestTexts.ts';
import { cause, type Variant } from './hypothesis.ts';
import { oddDigestsOf, type OddDigest } from './oddDigests.ts';
import { textsIn } from './receivedTexts.ts';
import { signatureRuleOf, signedPartOf } from './signedPart.ts';
import type { Subject } from './subject.ts';
import type { Place } from '../../protocol/signature.ts';

/** Every digest is compared with each of them, so there are not many. */
const mostTargets = 64;
const mostOtherHeaders = 24;
/** Bytes of a body and a digest in one value: headers are not longer. */
const longestBehindBody = 16 * 1024;

/** Headers that have values of a digest's size and are never a signature. */
const unrelated: ReadonlySet<string> = new Set([
  'b3',
  'content-length',
  'cookie',
  'etag',
  'if-none-match',
  'sentry-trace',
  'traceparent',
  'tracestate',
]);

function spellingOf({ encoding, algorithm }: SignatureRule): Spelling {
  return { encoding, size: algorithms[algorithm].bytes };
}

/** What the texts of a value spell; `causes` hold of the value as a whole. */
function spelledBy(
  value: string,
  rule: SignatureRule,
  causes: readonly Cause[],
  read: typeof digestsIn,
): Variant<Target>[] {
  const spelling = spellingOf(rule);
  return textsIn(value, rule.parse).flatMap((received) =>
    read(received.text, spelling).map((target) => ({
      value: target.value,
      causes: [...causes, ...received.causes, ...target.causes],
    })),
  );
}

function targetsAt(place: Place, rule: SignatureRule, parts: RequestParts): Variant<Target>[] {
  const values = parts.valuesAt(place);
  const detail = { header: nameOf(place), count: String(values.length) };
  const causes = values.length > 1 && 'header' in place ? [cause('header-duplicated', detail)] : [];
  return [digestsIn, beginningsIn].flatMap((read) =>
    values.slice(0, 4).flatMap((value) => spelledBy(value, rule, causes, read)),
  );
}

/**
 * What Go's `mac.Sum(body)` makes, which is the body and behind it the digest of nothing, written in hex or Base64.
 */
function behindBody(value: string, rule: SignatureRule, body: Uint8Array): Variant<Target>[] {
  const { size } = spellingOf(rule);
  const text = value.slice(0, 2 * longestBehindBody);
  const isHex = /^(?:[0-9a-f]{2})+$/i.test(text);
  const bytes =
    isHex || /^[\w+/-]+={0,2}$/.test(text) ? Buffer.from(text, isHex ? 'hex' : 'base64') : undefined;
  return size !== null && body.length > 0 && bytes?.length === body.length + size && bytes.indexOf(body) === 0
    ? [
        {
          value: { bytes: bytes.subarray(body.length), isWhole: true },
          causes: [cause('header-prefix', { of: 'body' })],
        },
      ]
    : [];
}

/** How much a header's name says that a signature is in it: a smaller number says more. */
function rankOf(name: string): number {
  const words = ['signature', 'hmac', 'sign', 'digest', 'hash', 'auth', 'token'];
  const rank = words.findIndex((word) => name.includes(word));
  return rank < 0 ? words.length : rank;
}

/** Another version of the same header, as X-Hub-Signature is of X-Hub-Signature-256. */
function isVersionOf(name: string, own: string): boolean {
  return name !== own && (own.startsWith(name) || name.startsWith(own));
}

/** Names as they came and in lower case, and values. */
function otherHeaders(
  { case: { request } }: Subject,
  own: readonly string[],
): (readonly [string, string, string])[] {
  return pairsOf(request.rawHeaders)
    .map(([header, value]) => [header, header.toLowerCase(), value] as const)
    .filter(([, name, value]) => !own.includes(name) && !unrelated.has(name) && value.length >= 16)
    .sort(([, a], [, b]) => rankOf(a) - rankOf(b))
    .slice(0, mostOtherHeaders);
}

/** Digests in headers that are not the scheme's. */
function elsewhere(subject: Subject, rule: SignatureRule): Variant<Target>[] {
  const own = rule.signature.flatMap((place) => ('header' in place ? [place.header.toLowerCase()] : []));
  const isThere = rule.signature.some((place) => subject.case.parts.valuesAt(place).length > 0);
  return otherHeaders(subject, own).flatMap(([header, lower, value]) => {
    const isOther = isThere || own.some((name) => isVersionOf(lower, name));
    const detail = { header, expected: nameOf(rule.signature[0]) };
    const moved = cause(isOther ? 'header-other' : 'header-renamed', detail);
    return spelledBy(value, rule, [moved], digestsIn);
  });
}

/** What takes fewer causes goes first; of readings that give the same bytes one is kept. */
function distinct(targets: readonly Variant<Target>[]): Variant<Target>[] {
  const seen = new Set<string>();
  return [...targets]
    .sort((a, b) => a.causes.length - b.causes.length)
    .filter(({ value: { bytes, isWhole } }) => {
      const key = `${isWhole ? 'whole' : 'start'} ${Buffer.from(bytes).toString('hex')}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}

/**
 * Every way to read the signatures of a request as bytes, at most 64: as its scheme does, then with what may have
 * happened to them undone, then those of other headers. Empty where the scheme has no digest.
 */
export function targetsOf(subject: Subject): Variant<Target>[] {
  const rule = signatureRuleOf(subject);
  if (rule === undefined) {
    return [];
  }
  const parts = signedPartOf(subject)(subject.case.request.body);
  const own = rule.signature.flatMap((place) => targetsAt(place, rule, parts));
  const { body } = subject.case.request;
  const sums = rule.signature.flatMap((place) =>
    parts.valuesAt(place).flatMap((value) => behindBody(value, rule, body)),
  );
  return distinct([...own, ...sums, ...elsewhere(subject, rule)]).slice(0, mostTargets);
}

/** What stands where the signature belongs, as a digest with a fault in its spelling. */
export function oddTargetsOf(subject: Subject): OddDigest[] {
  const rule = signatureRuleOf(subject);
  if (rule === undefined) {
    return [];
  }
  const parts = signedPartOf(subject)(subject.case.request.body);
  const texts = rule.signature.flatMap((place) =>
    parts.valuesAt(place).flatMap((value) => textsIn(value, rule.parse)),
  );
  return oddDigestsOf(texts, spellingOf(rule));
}
