import { Buffer } from 'node:buffer';
import { fromHtml, type Damage } from './secretDamage.ts';

/** Marks that are put around a text for people, and what ends a sentence or a line of code behind it. */
const around = { mark: 'around' };
const opening = /^[\\"'`\u2018\u201a\u201c\u201e\u00ab\u2039<([{\u300c]+/;
const closing = /[\\"'`\u2018\u2019\u201c\u201d\u00bb\u203a>)\]}\u300d]+$/;
const punctuation = /[.,;:!?\u2026\u3002\uff0c\uff1b]+$/;

/** A text that is the same thing several times. */
function once(text: string): string {
  const parts = text.split(/[\s,;|]+/).filter((part) => part !== '');
  const [first = text] = parts;
  if (parts.length > 1 && parts.every((part) => part === first)) {
    return first;
  }
  const times = [2, 3, 4].find((count) => {
    const unit = text.slice(0, text.length / count);
    return unit.length >= 4 && unit.repeat(count) === text;
  });
  return times === undefined ? text : text.slice(0, text.length / times);
}

/** What a text that is the Base64 or hex of readable text spells, as the `.data` of a Kubernetes secret is. */
function spelled(text: string, encoding: 'base64' | 'hex'): string {
  const form = encoding === 'hex' ? /^(?:[0-9a-f]{2}){6,}$/i : /^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/;
  const bytes = form.test(text) ? Buffer.from(text, encoding) : Buffer.alloc(0);
  const plain = bytes.toString('latin1');
  return /^[\x20-\x7e]{6,}[\r\n]*$/.test(plain) ? plain : text;
}

/** Characters that only look like those of ASCII. */
function alike(text: string, dash: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, dash)
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replaceAll('\u2026', '...')
    .normalize('NFKC');
}

function fromJsonString(text: string): string {
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}

/** A UUID that lacks its hyphens. */
export const uuid = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/** What a person can see in a saved text: it was pasted with what stood around it, or in another form. */
export const pasted: readonly Damage[] = [
  {
    id: 'secret-invisible',
    in: 'saved',
    detail: { where: 'end' },
    change: (text) => text.replace(/^[^\S\ufeff]+|[^\S\ufeff]+$/g, ''),
  },
  { id: 'secret-quoted', in: 'saved', detail: around, change: (text) => text.replace(punctuation, '') },
  {
    id: 'secret-quoted',
    in: 'saved',
    detail: around,
    change: (text) => text.replace(opening, '').replace(punctuation, '').replace(closing, ''),
  },
  {
    id: 'secret-quoted',
    in: 'saved',
    detail: around,
    change: (text) => text.replace(opening, '').replace(closing, '').replace(punctuation, ''),
  },
  {
    id: 'secret-quoted',
    in: 'saved',
    detail: { mark: "b'" },
    change: (text) => text.replace(/^b(["'])(.*)\1$/s, '$2'),
  },
  {
    id: 'secret-not-decoded',
    in: 'saved',
    detail: { as: 'base64' },
    change: (text) => spelled(text, 'base64'),
  },
  {
    id: 'secret-not-decoded',
    in: 'saved',
    detail: { as: 'base64' },
    and: { id: 'secret-newline' },
    change: (text) => (spelled(text, 'base64') === text ? text : spelled(text, 'base64').trimEnd()),
  },
  { id: 'secret-not-decoded', in: 'saved', detail: { as: 'hex' }, change: (text) => spelled(text, 'hex') },
  { id: 'secret-truncated', in: 'saved', detail: { where: 'twice' }, change: once },
  { id: 'secret-escaped', in: 'saved', change: fromJsonString },
  { id: 'secret-invisible', in: 'saved', detail: { alike: '-' }, change: (text) => alike(text, '-') },
  { id: 'secret-invisible', in: 'saved', detail: { alike: '--' }, change: (text) => alike(text, '--') },
  {
    id: 'secret-truncated',
    in: 'saved',
    detail: { where: 'hyphens' },
    change: (text) => text.replace(uuid, '$1-$2-$3-$4-$5'),
  },
  {
    id: 'secret-newline',
    in: 'saved',
    detail: { where: 'inside' },
    change: (text) => text.replace(/=\r?\n/g, '').replace(/=3D/g, '='),
  },
  {
    id: 'secret-newline',
    in: 'saved',
    detail: { where: 'end' },
    change: (text) => text.replace(/(?:\\[nrt])+$/, ''),
  },
  {
    id: 'secret-url-encoded',
    in: 'saved',
    and: { id: 'secret-newline' },
    change: (text) => text.replace(/(?:%0[ad])+$/i, ''),
  },
  {
    id: 'secret-escaped',
    in: 'saved',
    detail: { as: 'HTML' },
    and: { id: 'secret-quoted' },
    change: (text) =>
      fromHtml(text) === text ? text : fromHtml(text).replace(opening, '').replace(closing, ''),
  },
  ...['=', '=='].map((padding): Damage => ({
    id: 'secret-truncated',
    in: 'saved',
    detail: { where: 'padding' },
    change: (text) =>
      (text.length + padding.length) % 4 === 0 && /^[\w+/-]{8,}$/.test(text) ? text + padding : text,
  })),
];
