import { Buffer } from 'node:buffer';
import type { Damage } from './secretDamage.ts';
import { prefixes } from './secretKeys.ts';

/** Changes until nothing changes any more: marks stand in marks. */
const peeled =
  (...forms: readonly RegExp[]) =>
  (text: string): string => {
    let current = text;
    for (let left = 8; left > 0; left -= 1) {
      const next = forms.reduce((rest, form) => rest.replace(form, ''), current);
      if (next === current) {
        break;
      }
      current = next;
    }
    return current;
  };

/** Tags of HTML and XML, comments and CDATA among them, and those of forums and trackers. */
const markup = peeled(
  /^\s*(?:<!\[CDATA\[|<(?:!--)?[^<>]{1,200}>|\[\/?[a-z]{1,8}\]|\{(?:code|noformat|quote)\b[^}]{0,40}\})\s*/i,
  /\s*(?:\]\]>|<[^<>]{1,200}>?|\[\/?[a-z]{1,8}\]|\{(?:code|noformat|quote)\b[^}]{0,40}\})\s*$/i,
);

/** The same marks at both ends, as Markdown and chats have them. */
const emphasis = (text: string): string => text.replace(/^([*_~|`=]{1,3})(.+)\1$/s, '$2');

/** What a chat makes of what looks like a link to it: `<mailto:a@b|a@b>`, `[a](https://a)`. */
const unlinked = (text: string): string =>
  text
    .replace(/^<(?:[a-z]+:)?[^<>|]*\|([^<>|]+)>$/i, '$1')
    .replace(/^\[([^\]]+)\]\([^()]*\)$/, '$1')
    .replace(/^(?:mailto:|https?:\/\/)(?=[^/]+\/?$)/i, '');

/** The prompts of shells and languages, the marks of quotes, lists, lines and of their numbers. */
const prompt = peeled(
  /^\s*(?:(?:[\w.@~:/\\-]{0,60}[$#%>\u276f\u279c\u00bb\u03bb]|>>>|\.\.\.|In \[\d+\]:)\s+|PS [^>\n]{0,80}>\s*|[A-Z]:\\[^>\n]{0,80}>\s*|>+)/,
  /^\s*(?:[-+*\u2022\u2023\u25aa\u25e6\u2013\u2014\u00b7]|\[[ xX]\]|\d{1,5}[.):|]?|[a-zA-Z][.)])\s+/,
  /^\d{1,5}[.):|]/,
  /^[+](?=\S)/,
);

/** What a terminal writes beside the text: its codes, as bytes and as they are shown, keys, and marks of a line's end. */
const terminal = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    .replace(/(?:\x1b|\^\[|\\e|\\033|\\x1b)(?:\[[0-9;?]*[A-Za-z~]|\][^\x07\x1b]*(?:\x07|\x1b\\))/gi, '')
    .replace(/^\[[0-9;]{1,12}m|\[[0-9;]{0,12}m$|^\[?20[01]~|\[?20[01]~$/g, '')
    .replace(/(?:\^[A-Z@[\]\\]|[%\u23ce\u21b5\u21a9\u00b6\u240a\u2424])+$/, '');

/** Buttons that stand beside a secret, and what chats say of a message. */
const button = peeled(
  /\s*(?:copy|copied!?|copy to clipboard|hide|show|reveal|edit|edited|\(edited\)|roll|rotate|regenerate|delete|download|more)\s*$/i,
  /^(?:copy|hide|show|reveal)\s*(?=\S{8})/i,
  /^[\p{Extended_Pictographic}\ufe0f\u200d]+\s*|\s*[\p{Extended_Pictographic}\ufe0f\u200d]+$/gu,
  /^:[a-z0-9_+-]+:\s*|\s*:[a-z0-9_+-]+:$/g,
);

/** Text from one of these marks to the end, where it consists of words: the rest of a secret hardly does. */
const wordsFrom = (marks: string): ((text: string) => string) => {
  const word = '(?:[A-Z]?[a-z]+|[A-Z]+)';
  const words = new RegExp(`(?:${marks})\\s*${word}(?:[\\s.,:()*_/-]+${word})*[\\s.,:()*_/-]*$`);
  return (text) => text.replace(words, '');
};

/** Hexadecimal digits as dumps and languages write them. */
function bareHex(text: string): string {
  const bare = text.replace(/\\x|0x|[\s:,{}[\]-]/gi, '');
  return bare !== text && bare.length >= 16 && /^(?:[0-9a-f]{2})+$/i.test(bare) ? bare : text;
}

/** What text in base64url spells. */
function fromBase64Url(text: string): string {
  const plain = /^[\w-]{8,}$/.test(text) ? Buffer.from(text, 'base64url').toString('latin1') : '';
  return /^[\x20-\x7e]{6,}[\r\n]*$/.test(plain) ? plain : text;
}

/** What looks like a letter of ASCII, and the letters: Cyrillic and Greek. */
const alphabets = [
  '\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u03bf\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7',
  'aeopcyxijsABEKMHOPCTXoABEHIKMNOPTX',
] as const;

const latin = (text: string): string =>
  text.replace(/[\u0391-\u0458]/g, (letter) => alphabets[1][alphabets[0].indexOf(letter)] ?? letter);

const quoted = (mark: string, change: Damage['change']): Damage => ({
  id: 'secret-quoted',
  in: 'saved',
  detail: { mark },
  change,
});

/** A prefix that stands there twice or more: it was typed in front of a text that had it. */
const prefixTwice: readonly Damage[] = [
  ...prefixes.map((prefix): Damage => ({
    id: 'secret-prefix-kept',
    in: 'saved',
    detail: { prefix, where: 'twice' },
    change: (text) => {
      let rest = text;
      while (rest.startsWith(prefix + prefix)) {
        rest = rest.slice(prefix.length);
      }
      return rest;
    },
  })),
  {
    id: 'secret-prefix-kept',
    in: 'saved',
    detail: { where: 'twice' },
    change: (text) => text.replace(/^([A-Za-z][\w.]{0,15}[_:=-])\1+/, '$1'),
  },
];

/** What copying from dashboards, terminals, files and chats brings along. */
export const copied: readonly Damage[] = [
  quoted('markup', markup),
  quoted('markup', emphasis),
  quoted('markup', unlinked),
  quoted('prompt', prompt),
  quoted('terminal', terminal),
  quoted('button', button),
  quoted('comment', wordsFrom('\\s*//|\\s*/\\*|\\s+--|\\s+;')),
  quoted('hex', bareHex),
  { id: 'secret-hash', in: 'saved', change: wordsFrom('#') },
  ...prefixTwice,
  quoted('around', (text) => text.replace(/^(?:[a-zA-Z]{1,2}|[$@])(["'])(.*)\1$/s, '$2')),
  // A shell gives `$`, `#`, `&`, `|` and `;` a meaning: what they end may be the sender's loss.
  quoted('around', (text) =>
    text.replace(/^(?:(?![$#&|;_-])[\p{P}\p{S}])+/u, '').replace(/(?:(?![$#&|;=+/_-])[\p{P}\p{S}])+$/u, ''),
  ),
  quoted('around', (text) => text.replace(/^([/:@+.,])(.+)\1$/s, '$2')),
  // The default of a variable, as a shell writes it.
  {
    id: 'secret-prefix-kept',
    in: 'saved',
    detail: { prefix: 'NAME=' },
    change: (text) => text.replace(/^\$\{\w+:?[-=](.*)\}$/s, '$1'),
  },
  { id: 'secret-not-decoded', in: 'saved', detail: { as: 'base64' }, change: fromBase64Url },
  { id: 'secret-invisible', in: 'saved', detail: { alike: 'letter' }, change: latin },
  // The end of a line that a shell goes on behind.
  {
    id: 'secret-newline',
    in: 'saved',
    detail: { where: 'inside' },
    change: (text) => text.replace(/\\\r?\n\s*/g, ''),
  },
];

/** Characters of each of two secrets that stand in one text with nothing between them, at least. */
const leastPiece = 8;

/** Several secrets with nothing between them: each begins with what the first begins with, or ends with its padding. */
export function gluedPieces(text: string): readonly string[] {
  const known = prefixes.filter((prefix) => text.includes(prefix));
  const [own] = /^[A-Za-z][A-Za-z0-9]{1,9}_/.exec(text) ?? [];
  const starts = own === undefined ? known : [own, ...known];
  const cuts = starts.map((start) =>
    text
      .split(start)
      .flatMap((piece, index) => (index === 0 ? (piece === '' ? [] : [piece]) : [start + piece])),
  );
  const padded = text.match(/[^=]+=+|[^=]+$/g) ?? [];
  const list = [...cuts, padded].find(
    (pieces) => pieces.length > 1 && pieces.every(({ length }) => length >= leastPiece),
  );
  return list ?? [];
}

/** Two or three texts of one length with nothing between them. */
export function equalPieces(text: string): readonly string[] {
  const count = [2, 3].find((parts) => text.length % parts === 0 && text.length / parts >= 16) ?? 0;
  const length = text.length / count;
  return /^[\w+/=.-]+$/.test(text)
    ? Array.from({ length: count }, (_, index) => text.slice(index * length, (index + 1) * length))
    : [];
}
