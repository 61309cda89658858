import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { KeyRule } from '../signature/scheme.ts';
import { cause, type Variant } from './hypothesis.ts';

/** What vendors put in front of secrets. */
export const prefixes = [
  'whsec_',
  'sk_',
  'v1,',
  'whsk_',
  'secret_',
  'sha256=',
  'base64:',
  'hex:',
  'Bearer ',
] as const;

/** A key rule, with what the provider's secrets begin with and keep, where its page says so. */
export interface SecretRule extends KeyRule {
  readonly documented?: string;
}

type TextEncoding = 'utf8' | 'base64' | 'hex';

/** How a rule turns text into the bytes of a shared key. */
export function encodingOf({ encoding }: KeyRule): TextEncoding {
  return encoding === 'base64' || encoding === 'hex' ? encoding : 'utf8';
}

const withoutPrefix = (text: string, prefix: string | undefined): string =>
  prefix !== undefined && text.startsWith(prefix) ? text.slice(prefix.length) : text;

/** The key that a saved text is under a rule, as `keysOf` has it: undefined where it is none. */
export function keyBytes(text: string, rule: KeyRule): Buffer | undefined {
  const { normalize, prefix } = rule;
  const bare = withoutPrefix(text, prefix);
  const encoding = encodingOf(rule);
  const bytes = keyOf(bare, encoding, normalize);
  // A text that decodes to nothing is no copy of a secret: what signs with no bytes has none.
  const key = rule.encoding === 'sha1' ? createHash('sha1').update(bytes).digest() : bytes;
  return bytes.length === 0 ? undefined : key;
}

function keyOf(bare: string, encoding: TextEncoding, normalize: KeyRule['normalize']): Buffer {
  if (encoding === 'hex' && !/^[0-9a-f]*$/i.test(bare)) {
    return Buffer.alloc(0);
  }
  return Buffer.from(
    encoding === 'utf8' && normalize !== undefined ? bare.normalize(normalize) : bare,
    encoding,
  );
}

const isHex = (text: string): boolean => /^(?:[0-9a-fA-F]{2})+$/.test(text);
const isBase64 = (text: string): boolean => text.length >= 8 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);

/** The bytes that a text spells, where it looks like hexadecimal or base64. */
function spelled(text: string): { readonly bytes: Buffer; readonly as: string }[] {
  return [
    ...(isHex(text) ? [{ bytes: Buffer.from(text, 'hex'), as: 'hex' }] : []),
    ...(isBase64(text) ? [{ bytes: Buffer.from(text, 'base64'), as: 'base64' }] : []),
  ];
}

/** Read as text where the rule decodes it, or decoded where the rule takes its text or decodes it otherwise. */
function* otherReadings(text: string, rule: KeyRule): Generator<Variant<Buffer>> {
  const own = encodingOf(rule);
  const bare = withoutPrefix(text, rule.prefix);
  if (own !== 'utf8') {
    yield { value: Buffer.from(bare, 'utf8'), causes: [cause('secret-not-decoded', { expected: own })] };
  }
  for (const { bytes, as } of spelled(bare)) {
    yield { value: bytes, causes: [cause('secret-decoded', { as, expected: own })] };
  }
}

/** The prefix that is there taken for a part of the key, and read in every way. */
function* withPrefixKept(text: string, rule: KeyRule): Generator<Variant<Buffer>> {
  const { prefix = '' } = rule;
  if (prefix === '') {
    return;
  }
  const own = encodingOf(rule);
  const kept = cause('secret-prefix-kept', { in: 'sender', prefix });
  const whole = text.startsWith(prefix) ? text : prefix + text;
  const asText = own === 'utf8' ? [] : [cause('secret-not-decoded', { expected: own })];
  yield { value: Buffer.from(whole, 'utf8'), causes: [kept, ...asText] };
  yield { value: Buffer.from(whole, own), causes: [kept] };
}

/** Without a prefix that the rule does not take off, or with one that the saved copy may lack. */
function* withoutOrWithPrefix(text: string, rule: SecretRule): Generator<Variant<Buffer>> {
  const own = encodingOf(rule);
  const bare = withoutPrefix(text, rule.prefix);
  const [, named = ''] = /^([A-Za-z]{1,8}_)(?:(?:test|live|prod)_)?.{8,}$/s.exec(bare) ?? [];
  for (const prefix of new Set(
    [rule.documented ?? '', ...prefixes, named].filter((start) => bare.startsWith(start)),
  )) {
    const rest = bare.slice(prefix.length);
    // What a secret itself begins with is not said, only what vendors are known to put there.
    const known = prefixes.find((start) => start === prefix);
    const detail = {
      ...(known === undefined ? {} : { prefix: known }),
      ...(prefix !== '' && rest.startsWith(prefix) ? { where: 'twice' } : {}),
    };
    const isDocumented = prefix !== '' && prefix === rule.documented && !rest.startsWith(prefix);
    const kept = isDocumented
      ? cause('secret-prefix-removed', { in: 'sender', prefix })
      : cause('secret-prefix-kept', { in: 'saved', ...detail });
    if (prefix !== '' && rest !== '') {
      yield { value: Buffer.from(rest, own), causes: [kept] };
      for (const { value, causes } of otherReadings(rest, rule)) {
        yield { value, causes: [kept, ...causes] };
      }
    }
  }
  for (const prefix of own === 'utf8' ? new Set([rule.documented ?? '', ...prefixes]) : []) {
    if (!bare.startsWith(prefix) && bare !== '') {
      const removed = cause('secret-prefix-removed', { in: 'saved', prefix });
      yield { value: Buffer.from(prefix + bare, 'utf8'), causes: [removed] };
    }
  }
}

/** The bytes of a secret written once more as hexadecimal or base64, and that text taken for the key. */
function* encoded(text: string, rule: KeyRule): Generator<Variant<Buffer>> {
  const bytes = keyBytes(text, rule) ?? Buffer.alloc(0);
  for (const as of ['hex', 'base64', 'base64url'] as const) {
    yield {
      value: Buffer.from(bytes.toString(as), 'utf8'),
      causes: [cause('secret-not-decoded', { as, expected: encodingOf(rule) })],
    };
  }
  const echoed = Buffer.from(`${text}\n`).toString('base64');
  yield {
    value: Buffer.from(echoed),
    causes: [
      cause('secret-not-decoded', { as: 'base64', expected: encodingOf(rule) }),
      cause('secret-newline', { in: 'sender', added: 'LF' }),
    ],
  };
  yield* inCharsets(text);
  for (const hash of ['sha256', 'sha1', 'md5', 'sha512'] as const) {
    const digest = createHash(hash).update(bytes).digest();
    const causes = [cause('secret-not-decoded', { hash })];
    yield { value: Buffer.from(digest.toString('hex')), causes };
    yield { value: digest, causes };
  }
}

/** The text in bytes of other encodings than UTF-8, also as a file of Windows PowerShell has it. */
function* inCharsets(text: string): Generator<Variant<Buffer>> {
  const utf16 = Buffer.from(text, 'utf16le');
  const mark = Buffer.from([0xff, 0xfe]);
  const all: readonly (readonly [string, Buffer])[] = [
    ['latin1', Buffer.from(text, 'latin1')],
    ['utf-16', utf16],
    ['latin1', Buffer.from(Buffer.from(text, 'utf8').toString('latin1'), 'utf8')],
    ['utf-16', Buffer.concat([mark, utf16])],
    ['utf-16', Buffer.concat([mark, Buffer.from(`${text}\r\n`, 'utf16le')])],
    ['utf-16', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
  ];
  const plain = Buffer.from(text, 'utf8');
  for (const [charset, value] of all) {
    if (!value.equals(plain)) {
      yield { value, causes: [cause('secret-invisible', { charset })] };
    }
  }
}

/** Every other key that a text as it is may have been taken for, the likeliest first. */
export function* otherKeys(text: string, rule: SecretRule): Generator<Variant<Buffer>> {
  yield* withPrefixKept(text, rule);
  yield* otherReadings(text, rule);
  yield* withoutOrWithPrefix(text, rule);
  yield* encoded(text, rule);
}
