import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Cause } from '../../protocol/diagnosis.ts';
import { pairsOf } from '../signature/headers.ts';
import { compileRule } from '../signature/preparedScheme.ts';
import { noFields, type Fields } from '../signature/requestParts.ts';
import type { ParseRule, SignatureRule } from '../signature/scheme.ts';
import { urlSpellings } from '../signature/signedUrl.ts';
import { compileTemplate, fillTemplate, signsTime, usesUrl, type Template } from '../signature/template.ts';
import { isSignatureKey, itemsOf } from '../signature/verifiers/readSignature.ts';
import { timeOf, timeText } from '../signature/timestamp.ts';
import { timeAbsent } from './besides.ts';
import { cause, type Variant } from './hypothesis.ts';
import { inTurns } from './inTurns.ts';
import { otherFramings } from './otherSchemes.ts';
import { tightened, wholeTexts } from './receivedTexts.ts';
import { signatureRuleOf, signedPartOf, type SignedPart } from './signedPart.ts';
import type { Framing } from './space.ts';
import type { Subject } from './subject.ts';
import { editsOf } from './templateEdits.ts';
import { urlVariants } from './urls.ts';

/** What a template is filled in with, beside a body and a secret. */
interface Circumstances {
  readonly part: SignedPart;
  readonly fields: Fields;
  readonly timestamp: string;
  readonly url: string;
  readonly rule: SignatureRule;
}

const plainBody: Framing = (body) => [body];

function framingOf(template: Template, { part, fields, timestamp, url, rule }: Circumstances): Framing {
  const { listed } = rule;
  return (body, secret) =>
    fillTemplate(template, { parts: part(body), fields, timestamp, url, secret, listed });
}

const otherSeparators: readonly ParseRule[] = [',', ';', ' '].map((items) => ({
  items,
  pair: '=',
  keys: [],
}));

/** Values of headers that have an item with the name of a signature. */
const signedValues = (rawHeaders: readonly string[], parse: ParseRule): string[] =>
  pairsOf(rawHeaders).flatMap(([, value]) =>
    itemsOf(value, parse).some(([key]) => isSignatureKey(key, parse)) ? [value] : [],
  );

/** The items of a signature header, also where it has something around it or between them that it should not have. */
export function fieldsOf({ case: { parts, request } }: Subject, { signature, parse }: SignatureRule): Fields {
  const inPlace = signature.flatMap((place) => parts.valuesAt(place));
  // A header that was renamed has its items still.
  const values =
    inPlace.length > 0 || parse === undefined ? inPlace : signedValues(request.rawHeaders, parse);
  const wholes = values.flatMap((value) => wholeTexts(value));
  const texts = [...wholes, ...wholes.flatMap((whole) => tightened(whole, parse))].map(({ text }) => text);
  const own = texts.flatMap((text) => (parse === undefined ? [] : itemsOf(text, parse)));
  const other = texts.flatMap((text) => otherSeparators.flatMap((rule) => itemsOf(text, rule)));
  // An item with a separator in it may be several.
  const isOne = ([, item]: readonly [string, string]): boolean => !/[\s;,]/.test(item);
  const fields = new Map<string, string>();
  for (const [key, item] of [...own.filter(isOne), ...other.filter(isOne), ...own]) {
    for (const name of [key, key.toLowerCase()]) {
      fields.set(name, fields.get(name) ?? item);
    }
  }
  return fields;
}

/** Headers that hold a time or an id which the scheme does not sign: placeholders for them. */
function unsignedParts({ case: { request } }: Subject, { content, timestamp }: SignatureRule): string[] {
  const from = timestamp !== undefined && 'header' in timestamp.from ? timestamp.from.header : '';
  const signed = `${content} :${from}}`.toLowerCase();
  const names = pairsOf(request.rawHeaders).flatMap(([name, value]) => {
    const isTime = /timestamp|-time$/i.test(name) || /^1\d{9}(?:\d{3})?$/.test(value);
    const isId = /(?:delivery|event|message|request|webhook)-id$|^x-.*-delivery$|nonce|idempotency/i.test(
      name,
    );
    return (isTime || isId) && /^[\w-]+$/.test(name) && !signed.includes(`:${name.toLowerCase()}}`)
      ? [`{header:${name}}`]
      : [];
  });
  return [...new Set(names)].slice(0, 4);
}

/** The same time in other units. */
function otherTimes(text: string): string[] {
  const unit = /^\d{11,}$/.test(text) ? 'ms' : /^\d+$/.test(text) ? 's' : 'iso';
  const time = timeOf(text, unit);
  if (time === undefined || Math.abs(time) > 8e15) {
    return [];
  }
  const iso = timeText(time, 'iso');
  const texts = [
    timeText(time, 's'),
    timeText(time, 'ms'),
    iso,
    iso.replace('.000Z', 'Z'),
    `${Math.floor(time / 1000)}.0`,
  ];
  return [...new Set(texts)].filter((other) => other !== text);
}

function* timeVariants(template: Template, at: Circumstances): Generator<Variant<Framing>> {
  for (const timestamp of signsTime(template) ? otherTimes(at.timestamp) : []) {
    const causes = [cause('framing-timestamp-unit', { received: at.timestamp, signed: timestamp })];
    yield { value: framingOf(template, { ...at, timestamp }), causes };
  }
}

/** Seconds by which a clock differs that was read once for the signature and once for the header. */
const secondsApart = [1, -1, 2, -2];

/** The time that a clock showed a moment before or after. */
function* nearTimes(template: Template, at: Circumstances): Generator<Variant<Framing>> {
  const time = timeOf(at.timestamp, 's');
  for (const seconds of time === undefined || !signsTime(template) ? [] : secondsApart) {
    const signed = String(Number(at.timestamp) + seconds);
    const causes = [cause('framing-timestamp-unit', { received: at.timestamp, signed })];
    yield { value: framingOf(template, { ...at, timestamp: signed }), causes };
  }
}

/** Every millisecond of a second that was sent: a thousand, for the end. */
function* millisecondVariants(template: Template, at: Circumstances): Generator<Variant<Framing>> {
  const isSecond = /^\d{10}$/.test(at.timestamp) && signsTime(template);
  for (let millisecond = 1; isSecond && millisecond < 1000; millisecond += 1) {
    const signed = `${at.timestamp}${String(millisecond).padStart(3, '0')}`;
    const causes = [cause('framing-timestamp-unit', { received: at.timestamp, signed })];
    yield { value: framingOf(template, { ...at, timestamp: signed }), causes };
  }
}

/** Seconds before a request was received, and after it, that its clock is taken to show. */
const secondsBefore = 60;
const secondsAfter = 5;

/** The seconds in which a request was sent whose timestamp did not come. */
function* guessedTimes(
  template: Template,
  at: Circumstances,
  receivedAt: number,
): Generator<Variant<Framing>> {
  const { timestamp: rule } = at.rule;
  if (rule === undefined || rule.unit !== 's' || at.timestamp !== '') {
    return;
  }
  for (let second = -secondsAfter; second <= secondsBefore; second += 1) {
    const timestamp = timeText(receivedAt - second * 1000, 's');
    yield { value: framingOf(template, { ...at, timestamp }), causes: timeAbsent(at.rule, timestamp) };
  }
}

function* urlFramings(template: Template, subject: Subject, at: Circumstances): Generator<Variant<Framing>> {
  const isOfUrl = usesUrl(template);
  if (isOfUrl && at.rule.url === 'unescaped') {
    const causes = [cause('url-query', { how: 'as sent' })];
    yield { value: framingOf(template, { ...at, url: subject.case.url.url }), causes };
  }
  for (const { value, causes } of isOfUrl ? urlVariants(subject.case) : []) {
    for (const url of urlSpellings(value, at.rule.url)) {
      yield { value: framingOf(template, { ...at, url }), causes };
    }
  }
}

function* editVariants(subject: Subject, at: Circumstances): Generator<Variant<Framing>> {
  for (const { template, causes } of editsOf(at.rule.content, unsignedParts(subject, at.rule))) {
    yield { value: framingOf(compileTemplate(template), at), causes };
  }
}

/** The hash of the body in place of the body, as senders of large bodies sign it. */
function* hashVariants(): Generator<Variant<Framing>> {
  for (const encoding of ['hex', 'base64'] as const) {
    const value: Framing = (body) => [Buffer.from(createHash('sha256').update(body).digest(encoding))];
    yield { value, causes: [cause('framing-joined-otherwise', { template: `sha256(body) in ${encoding}` })] };
  }
  const bytes: Framing = (body) => [createHash('sha256').update(body).digest()];
  yield { value: bytes, causes: [cause('framing-joined-otherwise', { template: 'sha256(body)' })] };
}

/** As other providers put it together; what takes the same template as the request's own is passed over. */
function* otherVariants(subject: Subject, at: Circumstances): Generator<Variant<Framing>> {
  const { schemes } = subject.knowledge;
  // Where the request's own scheme has a time, an item of its signature is that, and no other provider's.
  const fields = at.timestamp === '' ? at.fields : noFields;
  for (const { rule, timestamp } of otherFramings(schemes, subject.case.parts, fields)) {
    const isOwn = rule.content === at.rule.content && timestamp === at.timestamp;
    if (!isOwn && rule.content !== '{body}') {
      const causes: Cause[] = [cause('framing-other-scheme', { template: rule.content })];
      yield { value: framingOf(compileRule(rule).content, { ...at, rule, timestamp }), causes };
    }
  }
}

/**
 * What may have been hashed around a body: the scheme's own content, then others. A request whose scheme has no
 * template is hashed as its body alone.
 */
export function* framingVariants(subject: Subject): Generator<Variant<Framing>> {
  const rule = signatureRuleOf(subject);
  if (rule === undefined) {
    yield { value: plainBody, causes: [] };
    return;
  }
  const fields = fieldsOf(subject, rule);
  const { parts, request } = subject.case;
  const { url } = subject.case.url;
  const [timestamp = ''] = rule.timestamp === undefined ? [] : parts.valuesAt(rule.timestamp.from, fields);
  const at = { part: signedPartOf(subject), fields, timestamp, url, rule };
  const { content } = compileRule(rule);
  for (const spelling of urlSpellings(url, rule.url)) {
    yield { value: framingOf(content, { ...at, url: spelling }), causes: [] };
  }
  yield* inTurns([
    urlFramings(content, subject, at),
    timeVariants(content, at),
    guessedTimes(content, at, request.receivedAt),
    nearTimes(content, at),
    editVariants(subject, at),
    otherVariants(subject, at),
    hashVariants(),
  ]);
  yield* millisecondVariants(content, at);
}
