import { Buffer } from 'node:buffer';
import { readJson } from '../json/tokens.ts';
import { cause, type Variant } from '../hypothesis.ts';
import { unescapedLiteral } from '../literals.ts';
import { unescapedVariants } from './unescaped.ts';
import { bytesOf, mostCharacters, textOf } from './text.ts';

type Variants = Generator<Variant<Uint8Array>>;

const edited = (how: string) => [cause('body-edited', { how })];

function* fromHex(text: string): Variants {
  const digits = text.trim();
  if (digits.length % 2 === 0 && /^[0-9a-f]{16,}$/i.test(digits)) {
    yield { value: Buffer.from(digits, 'hex'), causes: edited('hex') };
  }
}

/** `b'...'`, as Python prints bytes. */
function* fromBytesLiteral(text: string): Variants {
  const [, , inner] = /^\s*b(['"])([^]*)\1\s*$/.exec(text) ?? [];
  if (inner !== undefined) {
    yield { value: Buffer.from(unescapedLiteral(inner), 'latin1'), causes: edited('bytes') };
  }
}

const words: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null', nil: 'null' };
const token =
  /'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"|\b(True|False|None|nil)\b|:(\w+)\s*=>\s*|\s*(=>)\s*|([,:])\s+/g;

/** Marks of a literal that JSON has not, outside of its strings. */
const isLiteral = (text: string): boolean => /[[{,:]\s*(?:'|True\b|False\b|None\b)|=>/.test(text);

/** What Python prints of a dict, and Ruby of a hash, as the JSON that it was read from. */
function* fromLiteral(text: string): Variants {
  if (!/^\s*[[{]/.test(text) || !isLiteral(text) || readJson(bytesOf(text)) !== undefined) {
    return;
  }
  const json = text.replace(token, (whole, ...groups: readonly (string | undefined)[]) => {
    const [single, double, word, symbol, arrow, mark] = groups;
    const inner = single ?? double;
    if (inner !== undefined) {
      return JSON.stringify(unescapedLiteral(inner));
    }
    return symbol === undefined
      ? (words[word ?? ''] ?? (arrow === undefined ? (mark ?? whole) : ':'))
      : `"${symbol}":`;
  });
  if (readJson(bytesOf(json)) !== undefined) {
    yield { value: bytesOf(json), causes: edited(text.includes('=>') ? 'inspect' : 'repr') };
  }
}

/** What the sizes of chunks stand around (RFC 9112, section 7.1), the last chunk or not; undefined where they do not fit. */
function unchunked(text: string): string | undefined {
  let content = '';
  let at = 0;
  while (at < text.length) {
    const [line = '', digits = ''] =
      /^([0-9a-f]{1,7})[^\r\n]{0,64}\r?\n/i.exec(text.slice(at, at + 80)) ?? [];
    const start = at + line.length;
    const end = start + Number.parseInt(digits, 16);
    if (line === '' || end > text.length) {
      return undefined;
    }
    content += text.slice(start, end);
    at = end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
  }
  return content;
}

function* fromChunks(body: Buffer): Variants {
  const content = /^[0-9a-f]{1,7}[;\r\n]/i.test(body.toString('latin1', 0, 9))
    ? unchunked(body.toString('latin1'))
    : undefined;
  if (content !== undefined && content !== '') {
    yield { value: Buffer.from(content, 'latin1'), causes: edited('chunks') };
  }
}

/** What was printed, escaped or dumped in place of the body that was signed. */
export function* printedVariants(body: Uint8Array): Variants {
  const text = textOf(body, mostCharacters);
  if (body.length <= mostCharacters) {
    yield* fromChunks(Buffer.from(body));
  }
  if (text !== undefined) {
    yield* fromBytesLiteral(text);
    yield* fromLiteral(text);
    yield* fromHex(text);
    yield* unescapedVariants(text);
  }
}
