import type { HeaderPair } from './http.ts';
import type { DigestEncoding, Place } from './signature.ts';

/** How a value holds its signature: alone, behind a key (`sha256=ab`), or in one of several items (`t=1,v1=ab`). */
export interface SignatureForm {
  /** Text between items, empty where the value is one. */
  readonly items: string;
  /** Text between key and signature, empty where the value is the signature alone. */
  readonly pair: string;
  readonly key: string;
}

export interface Digest {
  readonly encoding: DigestEncoding;
  readonly bytes: number;
}

export interface TimePlace {
  readonly from: Place;
  readonly unit: 's' | 'ms' | 'iso';
}

export interface HeaderGuess {
  readonly name: string;
  readonly value: string;
  /** Whether name or value look like a signature. */
  readonly likely: boolean;
}

/** The place that a person means by a header's name, or by `form:NAME`, which no header's name is. */
export function proofPlace(text: string): { readonly header: string } | { readonly form: string } {
  return text.startsWith('form:') ? { form: text.slice('form:'.length) } : { header: text };
}

export const bareForm: SignatureForm = { items: '', pair: '', key: '' };

/** Lengths of SHA-1, SHA-256, SHA-384, SHA-512 and Ed25519 signatures. */
const usualBytes: ReadonlySet<number> = new Set([20, 32, 48, 64]);
/** Length of an MD5, and of ids and trace ids of all kinds. */
const md5Bytes = 16;
/** Lengths of ECDSA signatures in DER, and of RSA ones of 2048 to 4096 bits. */
const publicKeyBytes: ReadonlySet<number> = new Set([68, 69, 70, 71, 72, 256, 384, 512]);

const signatureName = /signature|hmac|digest|(^|-)sign(ed)?($|-)|(^|-)sig($|-)|hash|(^|-)mac($|-)/i;
const otherName =
  /^(accept.*|connection|content-.*|date|expect|forwarded|host|traceparent|tracestate|user-agent|via|x-forwarded-.*|x-real-ip)$/i;
const idName = /(^|[-_])id$|delivery|nonce/i;
const timeName = /timestamp|(^|[-_])time($|[-_])/i;

/** What a text may be as an encoded digest, null where it is none. Hex, where all characters are hex digits. */
export function readDigest(text: string): Digest | null {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) {
    const isUpper = /[A-F]/.test(text) && !/[a-f]/.test(text);
    return { encoding: isUpper ? 'hex-upper' : 'hex', bytes: text.length / 2 };
  }
  const characters = text.replace(/={1,2}$/, '');
  const bytes = Math.floor((characters.length * 3) / 4);
  if (characters === '' || characters.length % 4 === 1) {
    return null;
  }
  if (/^[A-Za-z0-9+/]+$/.test(characters) && text.length % 4 === 0) {
    return { encoding: 'base64', bytes };
  }
  return /^[A-Za-z0-9_-]+$/.test(characters) ? { encoding: 'base64url', bytes } : null;
}

function isSignature(text: string): boolean {
  const digest = readDigest(text);
  return digest !== null && (usualBytes.has(digest.bytes) || publicKeyBytes.has(digest.bytes));
}

const isMd5 = (text: string): boolean => readDigest(text)?.bytes === md5Bytes;

/** `key=value`, `key,value` or `key:value`; a key is a short word, so that base64 with padding is none. */
const pairForm = /^\s*([A-Za-z][A-Za-z0-9_-]{0,31})([=,:])\s*(.+?)\s*$/;

function pairOf(item: string): { key: string; pair: string; value: string } | null {
  const [, key = '', pair = '', value = ''] = pairForm.exec(item) ?? [];
  return value === '' ? null : { key, pair, value };
}

/** The signature in a value of that form, null where the value has another. */
export function signatureIn(value: string, { items, pair, key }: SignatureForm): string | null {
  if (pair === '') {
    return value.trim();
  }
  const own = (items === '' ? [value] : value.split(items)).map((item) => item.trim());
  const found = own.find((item) => item.startsWith(key + pair));
  return found === undefined ? null : found.slice(key.length + pair.length);
}

/** The forms that a value may have, the likeliest first; the value alone is always one of them. */
export function signatureForms(value: string): readonly SignatureForm[] {
  const forms = ['', ',', ';', ' '].flatMap((items) => {
    const parts = items === '' ? [value] : value.split(items);
    if (items !== '' && parts.length === 1) {
      return [];
    }
    return parts.flatMap((part) => {
      const found = pairOf(part);
      if (found === null || !(isSignature(found.value) || isMd5(found.value))) {
        return [];
      }
      // Standard Webhooks: a second signature would follow after a space.
      const form = { items: found.pair === ',' ? ' ' : items, pair: found.pair, key: found.key };
      return [{ ...form, isId: isMd5(found.value) }];
    });
  });
  // What is as long as an id is one where another item is as long as a signature.
  const ranked = [...forms].sort((one, other) => Number(one.isId) - Number(other.isId));
  const own = ranked
    .map(({ items, pair, key }) => ({ items, pair, key }))
    .filter(
      (form, index) =>
        ranked.findIndex(
          ({ key, pair, items }) => key === form.key && pair === form.pair && items === form.items,
        ) === index,
    );
  return isSignature(value.trim()) ? [bareForm, ...own] : [...own, bareForm];
}

/** A prefix that a person typed, such as `sha256=`: its last character is what stands between key and signature. */
export function formOfPrefix(prefix: string): SignatureForm {
  return prefix === '' ? bareForm : { items: '', pair: prefix.slice(-1), key: prefix.slice(0, -1) };
}

/** The algorithms that make signatures of that length, the likeliest first; `hint` is the header's name and the key. */
export function likelyAlgorithms(bytes: number, hint: string): readonly string[] {
  if (publicKeyBytes.has(bytes)) {
    return bytes >= 256 ? ['rsa-sha256'] : ['ecdsa-p256-sha256'];
  }
  switch (bytes) {
    case md5Bytes:
      return ['hmac-md5', 'md5'];
    case 20:
      return ['hmac-sha1', 'sha1'];
    case 48:
      return ['hmac-sha384', 'sha384'];
    case 64:
      return /ed25519/i.test(hint)
        ? ['ed25519', 'hmac-sha512', 'sha512']
        : ['hmac-sha512', 'ed25519', 'sha512'];
    default:
      return ['hmac-sha256', 'sha256'];
  }
}

function holdsSignature(value: string): boolean {
  const [form = bareForm] = signatureForms(value);
  return isSignature(signatureIn(value, form) ?? '');
}

/** Every header once, those first that may hold the signature. Trace ids, lengths and the like are never likely. */
export function headerGuesses(headers: readonly HeaderPair[]): readonly HeaderGuess[] {
  const names = headers.map(([name]) => name.toLowerCase());
  const once = headers.filter((_, index) => names.indexOf(names[index] ?? '') === index);
  const scored = once.map(([name, value]) => {
    const known = otherName.test(name);
    const points = known
      ? -1
      : (signatureName.test(name) ? 2 : 0) + (holdsSignature(value) ? 3 : 0) - (idName.test(name) ? 1 : 0);
    return { name, value, points };
  });
  return [...scored]
    .sort((one, other) => other.points - one.points)
    .map(({ name, value, points }) => ({ name, value, likely: points > 1 }));
}

/** The unit of a text that is a time, null where it is none. */
export function timeUnit(text: string): TimePlace['unit'] | null {
  if (/^\d{10}$/.test(text)) {
    return 's';
  }
  if (/^\d{13}$/.test(text)) {
    return 'ms';
  }
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(text) ? 'iso' : null;
}

/** Where the time of sending may stand: an item of the signature first, then headers, those named so first. */
export function timePlaces(
  headers: readonly HeaderPair[],
  value: string,
  { items }: SignatureForm,
): readonly TimePlace[] {
  const own = (items === '' ? [] : value.split(items)).flatMap((item) => {
    const found = pairOf(item);
    const unit = found === null ? null : timeUnit(found.value);
    return found === null || unit === null ? [] : [{ from: { field: found.key }, unit }];
  });
  const inHeaders = headers.flatMap(([name, text]) => {
    const unit = timeUnit(text);
    return unit === null ? [] : [{ from: { header: name }, unit, named: timeName.test(name) }];
  });
  const byName = [...inHeaders].sort((one, other) => Number(other.named) - Number(one.named));
  return [...own, ...byName.map(({ from, unit }) => ({ from, unit }))];
}

/** Headers that may hold the id of the delivery. */
export function idHeaders(headers: readonly HeaderPair[]): readonly string[] {
  return headers
    .map(([name]) => name)
    .filter((name) => idName.test(name) && !otherName.test(name) && !signatureName.test(name));
}
