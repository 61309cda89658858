import type { CauseId } from '../../protocol/diagnosis.ts';
import { dollars } from './dollarReadings.ts';

/** Whether the saved secret has what does not belong to it, or the sender's copy has it. */
type Side = 'saved' | 'sender';

/** One way in which a copy of a secret goes wrong. */
export interface Damage {
  readonly id: CauseId;
  readonly in: Side;
  readonly detail?: Readonly<Record<string, string>>;
  /** What has happened as well. */
  readonly and?: { readonly id: CauseId; readonly detail?: Readonly<Record<string, string>> };
  /** The text with that undone or done; the same text where it does not apply. */
  readonly change: (text: string) => string;
}

/** Format and control characters, those of private use, and what chooses between forms of an emoji. */
// eslint-disable-next-line no-control-regex -- they are what nobody sees
const zeroWidth = /[\p{Cf}\p{Co}\u2028\u2029\x00-\x08\x0e-\x1f\x7f-\x9f]|[\ufe00-\ufe0f]/gu;

/** The whitespace that copying adds: what looks like it and is not has a cause of its own. */
const trimmed = (text: string): string => text.replace(/^[ \t\r\n\v\f]+/, '').replace(/[ \t\r\n\v\f]+$/, '');

function unquoted(text: string): string {
  const [first = '', last = ''] = [text.at(0), text.at(-1)];
  return text.length > 1 && first === last && `"'\``.includes(first) ? text.slice(1, -1) : text;
}

/** The value of an assignment. */
function unassigned(text: string): string {
  const value = text.replace(/^(?:export\s+)?[A-Za-z_]\w*\s?[=:]\s?(?=.)/, '');
  // The padding of Base64 is no assignment.
  return value === text || /^=*$/.test(value) ? text : unquoted(value);
}

/** What a character that a backslash stands before means in JSON and in shells. */
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string =>
  text.replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function percentEncoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

const append =
  (end: string) =>
  (text: string): string =>
    text + end;

const enclose =
  (mark: string) =>
  (text: string): string =>
    mark + text + mark;

/** What copying adds around a secret. */
export const ends: readonly Damage[] = [
  { id: 'secret-newline', in: 'saved', change: (text) => text.replace(/[\r\n]{1,4}$/, '') },
  { id: 'secret-newline', in: 'sender', detail: { added: 'LF' }, change: append('\n') },
  { id: 'secret-whitespace', in: 'saved', change: trimmed },
  { id: 'secret-newline', in: 'sender', detail: { added: 'CRLF' }, change: append('\r\n') },
  { id: 'secret-whitespace', in: 'sender', detail: { where: 'end' }, change: append(' ') },
  { id: 'secret-whitespace', in: 'sender', detail: { where: 'start' }, change: (text) => ` ${text}` },
  { id: 'secret-quoted', in: 'saved', change: unquoted },
  { id: 'secret-quoted', in: 'sender', detail: { mark: '"' }, change: enclose('"') },
  { id: 'secret-quoted', in: 'sender', detail: { mark: "'" }, change: enclose("'") },
];

/** What `.env` files, shells and templates make of `$`, `#` and names. */
export const environment: readonly Damage[] = [
  {
    id: 'secret-dollar',
    in: 'sender',
    detail: { doubled: '$$' },
    change: (text) => text.replaceAll('$$', () => '$'),
  },
  ...dollars.map((change): Damage => ({ id: 'secret-dollar', in: 'sender', change })),
  { id: 'secret-dollar', in: 'sender', change: (text) => text.replace(/\$/g, '$$$$') },
  { id: 'secret-hash', in: 'sender', change: (text) => text.replace(/\s*#.*$/s, '') },
  { id: 'secret-hash', in: 'sender', change: (text) => text.replace(/\s#.*$/s, '') },
  {
    id: 'secret-prefix-kept',
    in: 'saved',
    detail: { prefix: 'NAME=' },
    change: unassigned,
  },
  {
    id: 'secret-prefix-kept',
    in: 'saved',
    detail: { prefix: 'export' },
    change: (text) => text.replace(/^export\s+/, ''),
  },
  {
    id: 'secret-quoted',
    in: 'saved',
    detail: { mark: 'one end' },
    change: (text) => text.replace(/^["']|["']$/g, ''),
  },
  {
    id: 'secret-hash',
    in: 'saved',
    change: (text) => (/\s#/.test(text) ? unquoted(text.replace(/\s+#.*$/s, '')) : text),
  },
];

/** What nobody sees. */
export const invisible: readonly Damage[] = [
  { id: 'secret-bom', in: 'saved', change: (text) => text.replace(/^\ufeff/, '') },
  { id: 'secret-bom', in: 'sender', change: (text) => `\ufeff${text}` },
  { id: 'secret-bom', in: 'saved', change: (text) => text.replace(/^\u00ef\u00bb\u00bf/, '') },
  { id: 'secret-invisible', in: 'saved', change: (text) => text.replace(zeroWidth, '') },
  { id: 'secret-invisible', in: 'saved', change: (text) => text.replace(/\u00a0/g, '') },
  {
    id: 'secret-whitespace',
    in: 'saved',
    detail: { where: 'inside' },
    change: (text) => text.replace(/[ \t\r\n\v\f]+/g, ''),
  },
  ...['\u200b', '\u200c', '\u200d', '\u2060', '\u00a0', '\u200e', '\0'].flatMap((character): Damage[] => [
    { id: 'secret-invisible', in: 'sender', change: append(character) },
    { id: 'secret-invisible', in: 'sender', change: (text) => character + text },
  ]),
  ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form): Damage => ({
    id: 'secret-invisible',
    in: 'sender',
    detail: { normalised: form },
    change: (text) => text.normalize(form),
  })),
  { id: 'secret-whitespace', in: 'sender', detail: { where: 'end' }, change: append('\t') },
  { id: 'secret-whitespace', in: 'sender', detail: { where: 'start' }, change: (text) => `\t${text}` },
  { id: 'secret-whitespace', in: 'sender', detail: { where: 'both' }, change: enclose(' ') },
  { id: 'secret-newline', in: 'sender', detail: { added: 'CR' }, change: append('\r') },
  {
    id: 'secret-newline',
    in: 'sender',
    detail: { added: 'LF', where: 'start' },
    change: (text) => `\n${text}`,
  },
  { id: 'secret-newline', in: 'sender', detail: { added: 'LF LF' }, change: append('\n\n') },
];

const entities: readonly (readonly [character: string, entity: string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
];
/** What languages make of an apostrophe in HTML, where they do. */
const apostrophes = ['', '&#039;', '&#39;', '&#x27;', '&apos;'];

/** What each character becomes: any set of them is escaped somewhere, all of them first; last as numbers (PHP's filters). */
const htmlEscapes: readonly ReadonlyMap<string, string>[] = [
  ...Array.from({ length: 16 }, (_, left) =>
    entities.filter((_entity, bit) => ((left >> bit) & 1) === 0),
  ).flatMap((chosen) =>
    apostrophes.map(
      (apostrophe) => new Map([...chosen, ...(apostrophe === '' ? [] : [["'", apostrophe] as const])]),
    ),
  ),
  ...['&<>"\'', '"\''].map(
    (characters) => new Map([...characters].map((one) => [one, `&#${one.charCodeAt(0)};`])),
  ),
];

/** One pass, so that what an escaped `&` stands before is left alone. */
export function fromHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, decimal, hex, name) => {
      const code = Number(decimal ?? `0x${hex}`);
      const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }[
        String(name).toLowerCase()
      ];
      return named ?? (code <= 0x10ffff ? String.fromCodePoint(code) : whole);
    },
  );
}

/** What writing it down in another form makes of it. */
export const written: readonly Damage[] = [
  { id: 'secret-escaped', in: 'saved', change: unescaped },
  { id: 'secret-escaped', in: 'saved', change: (text) => text.replace(/\\/g, '') },
  { id: 'secret-escaped', in: 'sender', change: (text) => JSON.stringify(text).slice(1, -1) },
  { id: 'secret-escaped', in: 'sender', detail: { added: '\\n' }, change: append('\\n') },
  {
    id: 'secret-escaped',
    in: 'sender',
    change: (text) => text.replace(/[$`"\\!'#&;|<>()*?[\]{}~ ]/g, '\\$&'),
  },
  { id: 'secret-escaped', in: 'sender', change: (text) => text.replaceAll('/', '\\/') },
  { id: 'secret-url-encoded', in: 'saved', change: percentDecoded },
  { id: 'secret-url-encoded', in: 'sender', change: percentEncoded },
  {
    id: 'secret-url-encoded',
    in: 'sender',
    detail: { plus: 'space' },
    change: (text) => text.replaceAll('+', ' '),
  },
  {
    id: 'secret-url-encoded',
    in: 'saved',
    detail: { plus: 'space' },
    change: (text) => text.replaceAll(' ', '+'),
  },
  {
    id: 'secret-url-encoded',
    in: 'saved',
    detail: { plus: 'space' },
    // Without a % it is the + of Base64, which a form's decoder at the sender makes a blank of.
    change: (text) => (text.includes('%') ? percentDecoded(text.replaceAll('+', ' ')) : text),
  },
  ...htmlEscapes.map((escapes): Damage => ({
    id: 'secret-escaped',
    in: 'sender',
    detail: { as: 'HTML' },
    change: (text) => text.replace(/[&<>"']/g, (character) => escapes.get(character) ?? character),
  })),
  { id: 'secret-escaped', in: 'saved', detail: { as: 'HTML' }, change: fromHtml },
];

/** What cuts it or changes its letters. */
export const shortened: readonly Damage[] = [
  {
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'end', characters: '1' },
    change: (text) => text.slice(0, -1),
  },
  {
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'start', characters: '1' },
    change: (text) => text.slice(1),
  },
  {
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'end', characters: '2' },
    change: (text) => text.slice(0, -2),
  },
  {
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'start', characters: '2' },
    change: (text) => text.slice(2),
  },
  {
    id: 'secret-truncated',
    in: 'sender',
    detail: { where: 'both', characters: '1' },
    change: (text) => text.slice(1, -1),
  },
  { id: 'secret-case', in: 'sender', detail: { case: 'lower' }, change: (text) => text.toLowerCase() },
  { id: 'secret-case', in: 'sender', detail: { case: 'upper' }, change: (text) => text.toUpperCase() },
  {
    id: 'secret-case',
    in: 'saved',
    detail: { case: 'first' },
    change: (text) => text.charAt(0).toLowerCase() + text.slice(1),
  },
  {
    id: 'secret-case',
    in: 'saved',
    detail: { case: 'first' },
    change: (text) => text.charAt(0).toUpperCase() + text.slice(1),
  },
];
