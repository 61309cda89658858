import type { EventDetail } from '../../protocol/event.ts';
import type { Formula } from '../../protocol/formula.ts';
import type { Key } from '../../protocol/keyGuess.ts';
import {
  bareForm,
  headerGuesses,
  likelyAlgorithms,
  proofPlace,
  readDigest,
  signatureForms,
  signatureIn,
  timePlaces,
  idHeaders,
  type SignatureForm,
  type TimePlace,
} from '../../protocol/signatureGuess.ts';
import type { DigestEncoding } from '../../protocol/signature.ts';

export const algorithms = [
  'hmac-sha256',
  'hmac-sha1',
  'hmac-sha512',
  'hmac-sha384',
  'hmac-md5',
  'sha256',
  'sha1',
  'sha512',
  'sha384',
  'md5',
  'ed25519',
  'ecdsa-p256-sha256',
  'rsa-sha256',
] as const;
export const encodings: readonly DigestEncoding[] = ['hex', 'hex-upper', 'base64', 'base64url'];

/** What the guide knows so far. */
export interface Draft {
  /** The event that it is proven on, null for none. */
  readonly event: EventDetail | null;
  readonly kind: 'signature' | 'token';
  /** Of the header that holds it, or `form:NAME`. */
  readonly header: string;
  /** What the event has in that header, empty where it has none. */
  readonly value: string;
  readonly form: SignatureForm;
  readonly algorithm: string;
  readonly encoding: DigestEncoding;
  readonly content: string;
  readonly timestamp: TimePlace | null;
  readonly secret: string;
  readonly key: Key;
}

export const emptyDraft: Draft = {
  event: null,
  kind: 'signature',
  header: '',
  value: '',
  form: bareForm,
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  content: '{body}',
  timestamp: null,
  secret: '',
  key: { encoding: 'utf8' },
};

/** With a header, and with all that its value lets guess. */
export function withHeader(draft: Draft, header: string, kind: Draft['kind']): Draft {
  const headers = draft.event?.headers ?? [];
  const value = headerGuesses(headers).find(({ name }) => name === header)?.value ?? '';
  const [form = bareForm] = signatureForms(value);
  const known = { ...emptyDraft, event: draft.event, secret: draft.secret };
  return withForm({ ...known, kind, header, value }, form);
}

/** What an event lets guess by itself: the header of its signature, where it was seen. */
export function draftOf(event: EventDetail | null): Draft {
  const draft = { ...emptyDraft, event };
  const { reason } = event ?? {};
  const place = reason?.code === 'unrecognised' ? reason.signature?.place : undefined;
  if (place !== undefined && 'form' in place) {
    return withHeader(draft, `form:${place.form}`, 'signature');
  }
  return place !== undefined && 'header' in place ? withHeader(draft, place.header, 'signature') : draft;
}

/** With another form of the value; the signature in it says what its encoding and length are. */
export function withForm(draft: Draft, form: SignatureForm): Draft {
  const digest = readDigest(signatureIn(draft.value, form) ?? '');
  const hint = `${draft.header} ${form.key}`;
  const [algorithm = draft.algorithm] = digest === null ? [] : likelyAlgorithms(digest.bytes, hint);
  return withContent({ ...draft, form, algorithm, encoding: digest?.encoding ?? draft.encoding }, null);
}

/** With another algorithm; what is signed stays unless one of both has the secret in it. */
export function withAlgorithm(draft: Draft, algorithm: string): Draft {
  const stays = isPlainHash(algorithm) === isPlainHash(draft.algorithm);
  return withContent({ ...draft, algorithm }, stays ? draft.content : null);
}

/** With what is signed, null for what is likeliest, and the place where the time most likely stands. */
export function withContent(draft: Draft, content: string | null): Draft {
  const [timestamp = null] = timePlaces(draft.event?.headers ?? [], draft.value, draft.form);
  return { ...draft, content: content ?? likelyContents(draft)[0] ?? '{body}', timestamp };
}

/** Whether the content needs the secret in it: an algorithm without a key. */
export const isPlainHash = (algorithm: string): boolean => /^(md5|sha\d+)$/.test(algorithm);

/** What may be signed, the likeliest first. */
export function likelyContents({ event, value, form, algorithm }: Draft): readonly string[] {
  const times = timePlaces(event?.headers ?? [], value, form);
  const [id] = idHeaders(event?.headers ?? []);
  const withId = id === undefined ? [] : [`{header:${id}}.{timestamp}.{body}`];
  if (isPlainHash(algorithm)) {
    return ['{body}{secret}', '{secret}{body}', '{body}{timestamp}{secret}'];
  }
  const timed = ['{timestamp}.{body}', '{timestamp}{body}', '{timestamp}:{body}', ...withId];
  if (times.length === 0) {
    return ['{body}', ...timed];
  }
  // Standard Webhooks writes `v1,` and signs the id; a version in front, as Slack has it, is signed too.
  const version = form.key === '' || form.pair !== '=' ? [] : [`${form.key}:{timestamp}:{body}`];
  const all = [...timed, '{body}', ...version];
  const [first] = withId;
  return form.pair === ',' && first !== undefined ? [first, ...all.filter((one) => one !== first)] : all;
}

/** With what a search has found out. */
export function withFormula(draft: Draft, formula: Formula): Draft {
  return { ...draft, ...formula };
}

function tokenRule({ header, value }: Draft): object {
  const [, auth] = /^(Bearer|Basic) /.exec(value) ?? [];
  return { kind: 'token', from: proofPlace(header), ...(auth === undefined ? {} : { auth }) };
}

function parseRule({ items, pair, key }: SignatureForm): object {
  return pair === '' ? {} : { parse: { ...(items === '' ? {} : { items }), pair, keys: [key] } };
}

function signatureRule(draft: Draft): object {
  const { header, algorithm, encoding, form, content, timestamp, key } = draft;
  const isTimed = content.includes('{timestamp}') && timestamp !== null;
  return {
    kind: 'signature',
    algorithm,
    encoding,
    signature: [proofPlace(header)],
    ...parseRule(form),
    content,
    ...(isTimed ? { timestamp } : {}),
    ...(key.encoding === 'utf8' && key.prefix === undefined ? {} : { key }),
  };
}

/** What tells the provider's requests: its header, and how the value begins where the header is everybody's. */
function detectRule({ header, value }: Draft): object {
  const [scheme] = /^(Bearer|Basic) /.exec(value) ?? [];
  const isShared = /^authorization$/i.test(header);
  const starts = scheme === undefined ? {} : { starts: { [header]: scheme } };
  return { headers: [header], ...(isShared ? { pass: 'fallback', ...starts } : {}) };
}

/** The row of `customProviders`. */
export function customRow(draft: Draft, id: string, name: string): Readonly<Record<string, unknown>> {
  const verify = draft.kind === 'token' ? tokenRule(draft) : signatureRule(draft);
  // Of a field of a form the signed fields tell, too: the engine knows them.
  return { id, name, verify, ...('form' in proofPlace(draft.header) ? {} : { detect: detectRule(draft) }) };
}

/** `acme-hooks` for `Acme Hooks!`, with a number where that is taken. */
export function idOfName(name: string, taken: readonly string[]): string {
  const letters = name.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
  const slug = letters.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'custom';
  const numbers = Array.from({ length: taken.length + 1 }, (_, index) =>
    index === 0 ? slug : `${slug}-${index + 1}`,
  );
  return numbers.find((id) => !taken.includes(id)) ?? slug;
}

/** The setting with one more row. */
export function withRow(value: unknown, row: Readonly<Record<string, unknown>>): readonly unknown[] {
  return [...(Array.isArray(value) ? (value as readonly unknown[]) : []), row];
}
