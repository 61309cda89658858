import { Buffer } from 'node:buffer';
import { METHODS } from 'node:http';
import fc from 'fast-check';
import type { HeaderPair } from '../../src/protocol/http.ts';

const tokenCharacters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const byte = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCharCode(code));
const visible = fc.oneof(byte(0x21, 0x7e), byte(0x80, 0xff));

/** The name of a header (RFC 9110, section 5.6.2). */
const token = fc.string({ unit: fc.constantFrom(...tokenCharacters), minLength: 1, maxLength: 20 });

/** What Node's parser takes for a method of a webhook. */
export const method = fc.constantFrom(...METHODS.filter((name) => name !== 'CONNECT'));

/** The value of a header as a parser hands it on: any byte but control characters, no white space at the ends. */
export const headerValue = fc
  .string({ unit: fc.oneof(visible, fc.constantFrom(' ', '\t')), maxLength: 40 })
  .map((text) => text.replaceAll(/^[ \t]+|[ \t]+$/g, ''));

/** Names that mean something to JavaScript, to HTTP or to a form that requests are written in. */
const oddNames = ['__proto__', 'constructor', 'Host', 'host', 'Cookie', '#x', '&x', 'X-Twice', 'x-twice'];
const headerName = fc.oneof({ weight: 4, arbitrary: token }, fc.constantFrom(...oddNames));

/** No framing and no connection: those are not the sender's, but the client's. */
const framing =
  /^(connection|content-length|expect|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;

export const headers: fc.Arbitrary<readonly HeaderPair[]> = fc.array(
  fc.tuple(
    headerName.filter((name) => !framing.test(name)),
    headerValue,
  ),
  { maxLength: 8 },
);

/** A target as the listener takes it, and with bytes beyond ASCII, as a file of another tool may hold one. */
export const target = fc.string({ unit: byte(0x21, 0x7e), maxLength: 40 }).map((text) => `/${text}`);
export const foreignTarget = fc.string({ unit: visible, maxLength: 40 }).map((text) => `/${text}`);

const jsonText = fc.json({ noUnicodeString: false });
const lines = fc.array(
  fc.constantFrom(
    '',
    '###',
    '### x',
    '{}',
    '< ./file',
    '# c',
    '// c',
    '> {% x %}',
    '{{a}}',
    'a=1&b=2',
    'GET /',
  ),
);

/** What bodies are: bytes, text, JSON, and lines that mean something where a request is written down. */
export const body: fc.Arbitrary<Buffer<ArrayBuffer>> = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(text)),
  jsonText.map((text) => Buffer.from(text)),
  fc.tuple(lines, fc.constantFrom('\n', '\r\n', '\r')).map(([all, end]) => Buffer.from(all.join(end))),
);

/** JSON as no library writes it: odd white space, escapes and numbers, names that come twice. */
export const oddJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const space = fc.string({ unit: fc.constantFrom(' ', '\t', '\n', '\r'), maxLength: 3 });
  const number = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,5})?([eE][+-]?\d{1,3})?$/);
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }).map((characters) => JSON.stringify(characters)),
    fc.stringMatching(/^"(\\u[0-9a-fA-F]{4}|\\["\\/bfnrt]|[a-z\u202e])*"$/),
  );
  const spaced = (all: readonly string[], open: string, close: string): fc.Arbitrary<string> =>
    space.map((gap) => `${open}${gap}${all.join(`${gap},`)}${gap}${close}`);
  const array = fc.array(tie('value'), { maxLength: 4 }).chain((items) => spaced(items, '[', ']'));
  const object = fc.array(fc.tuple(text, space, tie('value')), { maxLength: 4 }).chain((fields) =>
    spaced(
      fields.map(([name, gap, value]) => `${name}${gap}:${gap}${value}`),
      '{',
      '}',
    ),
  );
  const literal = fc.constantFrom('true', 'false', 'null');
  const value = fc.oneof({ depthSize: 'small', withCrossShrink: true }, literal, number, text, array, object);
  return { value: fc.tuple(space, value, space).map((parts) => parts.join('')) };
}).value;
