import { Buffer } from 'node:buffer';
import { readDigest, signatureForms, type SignatureForm } from '../../protocol/signatureGuess.ts';
import { decodeDigest } from '../signature/digest.ts';
import { trimmed } from '../signature/headers.ts';
import { noFields, type Fields } from '../signature/requestParts.ts';
import type { ParseRule } from '../signature/scheme.ts';
import { itemsOf } from '../signature/verifiers/readSignature.ts';
import type { DigestEncoding } from '../../protocol/signature.ts';

/** One way to read the signatures in a value, as a rule would. */
export interface Reading {
  readonly form: SignatureForm;
  /** All that spell the same bytes; mostly one. */
  readonly encodings: readonly DigestEncoding[];
  readonly signatures: readonly Buffer[];
  /** The items of the value by their keys. */
  readonly fields: Fields;
}

/** Base64 of whole triples without a character that tells has two spellings that are one. */
function encodingsOf(text: string): readonly DigestEncoding[] {
  const encoding = readDigest(text)?.encoding;
  if (encoding === undefined) {
    return [];
  }
  const isEither = encoding === 'base64' && !/[+/=]/.test(text);
  return isEither ? ['base64', 'base64url'] : [encoding];
}

function textsOf(value: string, { items, pair, key }: SignatureForm): [readonly string[], Fields] {
  if (pair === '') {
    return [[trimmed(value)], noFields];
  }
  const rule: ParseRule = { ...(items === '' ? {} : { items }), pair, keys: [key] };
  const all = itemsOf(value, rule);
  // Of items with the same key the first counts.
  return [all.flatMap(([own, text]) => (own === key ? [text] : [])), new Map(all.toReversed())];
}

/** Every way to read a value as signatures; empty where nothing in it is a digest. */
export function readingsOf(value: string): readonly Reading[] {
  return signatureForms(value).flatMap((form) => {
    const [texts, fields] = textsOf(value, form);
    const encodings = encodingsOf(texts[0] ?? '');
    const [encoding] = encodings;
    const decoded = encoding === undefined ? [] : texts.map((text) => decodeDigest(text, encoding, null));
    const signatures = decoded.filter((bytes) => Buffer.isBuffer(bytes));
    return signatures.length === 0 ? [] : [{ form, encodings, fields, signatures }];
  });
}
