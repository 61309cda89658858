import type { Cause } from '../../protocol/diagnosis.ts';
import { cause } from './hypothesis.ts';
import { columnLengths, configured } from './configuredSecret.ts';
import { copied, equalPieces, gluedPieces } from './copiedSecret.ts';
import { pasted } from './pastedSecret.ts';
import { prefixes } from './secretKeys.ts';
import { ends, environment, invisible, shortened, written, type Damage } from './secretDamage.ts';

/** A secret's text as it may have been instead, with what that is the mark of; details never hold a part of it. */
export interface SecretText {
  readonly text: string;
  readonly causes: readonly Cause[];
}

/** One thing after another that a copy may have all of: each in its turn, on what the one before left. */
function cleaned(text: string): SecretText {
  const steps = [
    ...invisible.filter((damage) => damage.in === 'saved' && damage.id !== 'secret-whitespace'),
    ...environment.filter(({ detail }) => detail?.prefix === 'NAME='),
    ...ends.filter((damage) => damage.in === 'saved'),
    ...copied.filter(({ detail }) => detail?.mark === 'terminal' || detail?.mark === 'prompt'),
    ...pasted.filter(({ detail }) => detail?.mark === 'around'),
  ];
  let current = text;
  const causes: Cause[] = [];
  for (const { id, change, in: side, detail } of steps) {
    const next = change(current);
    if (next !== current && next !== '' && !causes.some((known) => known.id === id)) {
      causes.push(cause(id, { in: side, ...(detail?.mark === undefined ? {} : { mark: detail.mark }) }));
    }
    current = next === '' ? current : next;
  }
  return { text: current, causes };
}

function causesOf({ id, in: side, detail, and }: Damage): Cause[] {
  const first = cause(id, { in: side, ...detail });
  return and === undefined ? [first] : [first, cause(and.id, { in: side, ...and.detail })];
}

function* damaged(text: string, list: readonly Damage[]): Generator<SecretText> {
  for (const damage of list) {
    const changed = damage.change(text);
    if (changed !== text && changed !== '') {
      yield { text: changed, causes: causesOf(damage) };
    }
  }
}

/** Values of a setting that are looked at: no list of secrets is longer. */
const mostParts = 12;

/** Texts that a JSON value holds. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function fromJson(text: string): string[] {
  try {
    return /^\s*[[{]/.test(text) ? textsOf(JSON.parse(text)).slice(0, mostParts) : [];
  } catch {
    return [];
  }
}

/** The values in a line of code or of a configuration: what stands in quotes, and what a name was given. */
function values(text: string): string[] {
  const quoted = [...text.matchAll(/"([^"]{4,})"|'([^']{4,})'|`([^`]{4,})`/g)].map(
    ([, one, two, three]) => one ?? two ?? three ?? '',
  );
  const given = [...text.matchAll(/[=:]\s*["'`]?([^\s"'`,;=]{4,}=*)/g)].map(([, value = '']) => value);
  return /[=:]/.test(text) ? [...quoted, ...given].slice(0, mostParts) : [];
}

const severalOf = (index: number): readonly Cause[] => [
  cause('secret-several', { in: 'saved', position: String(index + 1) }),
];

/** Secrets that stand in one text with nothing between them. */
function* unseparated(text: string): Generator<SecretText> {
  for (const [index, piece] of gluedPieces(text).entries()) {
    yield { text: piece, causes: severalOf(index) };
  }
  for (const [index, piece] of equalPieces(text).entries()) {
    // The first of them may as well be what a column at the sender had room for.
    if (index > 0 || !columnLengths.includes(piece.length)) {
      yield { text: piece, causes: severalOf(index) };
    }
  }
}

/** The values of what a URL or a form may have had in it. */
function fromQuery(text: string): string[] {
  const query = text.slice(text.indexOf('?') + 1).replace(/#.*$/s, '');
  return /^[\w.-]+=\S*$/.test(query) ? [...new URLSearchParams(query).values()].slice(0, mostParts) : [];
}

const otherText: readonly Cause[] = [cause('secret-quoted', { in: 'saved', mark: 'text' })];

/** What stands in quotes or between tags. */
function* enclosed(text: string): Generator<SecretText> {
  const found = text.matchAll(/"([^"]{4,})"|'([^']{4,})'|`([^`]{4,})`|>([^<>]{4,})</g);
  for (const [, ...groups] of [...found].slice(0, mostParts)) {
    yield { text: groups.join(''), causes: otherText };
  }
}

/** A saved text that holds more than the secret: JSON, a line of code, or several secrets, old and new. */
function* parts(text: string): Generator<SecretText> {
  for (const part of fromJson(text)) {
    yield { text: part, causes: [cause('secret-quoted', { in: 'saved', mark: 'json' })] };
  }
  for (const value of [...values(text), ...fromQuery(text)]) {
    yield { text: value, causes: [cause('secret-prefix-kept', { in: 'saved', prefix: 'NAME=' })] };
  }
  const lines = text.split(/\s*[\r\n]+\s*/, mostParts).filter((line) => line.length >= 4);
  if (lines.length > 1 && lines.some((line) => /\s/.test(line))) {
    for (const line of lines) {
      yield { text: line, causes: otherText };
    }
  }
  const list = text.split(/[|,;\s]+/, mostParts).filter((part) => part.length >= 4);
  const isOfSecrets = list.every((part) => /^[^()[\]{}<>]{8,}$/.test(part));
  for (const [index, part] of list.entries()) {
    if (list.length > 1 || /\S/.test(text.replace(part, ''))) {
      yield { text: part, causes: isOfSecrets && list.length > 1 ? severalOf(index) : otherText };
    }
  }
  yield* unseparated(text);
}

/** What a saved copy may have that does not belong to it. */
const ofSaved = [ends, environment, pasted, copied, invisible, written].flatMap((list) =>
  list.filter((damage) => damage.in === 'saved'),
);

/** Forms of which each is looked at once more: one that has so many is no secret. */
const mostForms = 40;

/** Two things that a saved copy has: what is left where one of them is undone has the other. */
function* twiceDamaged(text: string): Generator<SecretText> {
  const first = [...damaged(text, ofSaved), ...parts(text), ...enclosed(text)].slice(0, mostForms);
  for (const { text: form, causes } of first) {
    for (const next of [...damaged(form, ofSaved), ...parts(form)]) {
      const isKnown = (own: Cause): boolean =>
        causes.some(({ id, detail }) => id === own.id && detail['mark'] === own.detail['mark']);
      yield { text: next.text, causes: [...causes, ...next.causes.filter((own) => !isKnown(own))] };
    }
  }
}

/** What a copy of a secret may have become, the likeliest first, up to what cuts it or changes its letters. */
export function* damagedTexts(text: string): Generator<SecretText> {
  yield* damaged(text, ends);
  yield* damaged(text, environment);
  yield* damaged(text, pasted);
  yield* damaged(text, copied);
  yield* parts(text);
  yield cleaned(text);
  yield* enclosed(text);
  yield* damaged(text, invisible);
  yield* damaged(text, written);
  yield* damaged(text, configured);
  yield* twiceDamaged(text);
  yield* damaged(text, shortened);
}

/** A text as it is, then as it may have been before it was copied, each once: without what it has too much, or with a prefix. */
export function savedForms(text: string): readonly string[] {
  const forms = [...damagedTexts(text)].flatMap(({ text: form, causes }) =>
    causes.every(({ detail }) => detail['in'] === 'saved') ? [form] : [],
  );
  const without = [text, ...forms].flatMap((form) =>
    prefixes.flatMap((prefix) => (form.startsWith(prefix) ? [form.slice(prefix.length)] : [])),
  );
  const lacking = prefixes.map((prefix) => prefix + text);
  return [...new Set([text, ...forms, ...without, ...lacking])];
}

const digits = '0123456789';
const small = 'abcdefghijklmnopqrstuvwxyz';
const capital = small.toUpperCase();
const marks = '-_+/=.!@#$%^&*~?:;,';

/** The characters that a secret of this kind has: those of the kinds that it has of letters, digits and marks. */
function alphabetOf(text: string): string {
  if (/^[0-9a-f]+$/.test(text) || /^[0-9A-F]+$/.test(text)) {
    return digits + (/[A-F]/.test(text) ? 'ABCDEF' : 'abcdef');
  }
  const kinds = [small, capital, digits].filter((kind) =>
    [...kind].some((character) => text.includes(character)),
  );
  const own = [...marks].filter((character) => text.includes(character));
  return kinds.join('') + own.join('');
}

/** The kinds of short secrets say little: a character of any kind may be the one that is missing. */
function wideAlphabetOf(text: string): string {
  const own = alphabetOf(text);
  return own.length === 16 ? own : small + capital + digits + marks;
}

const completed = (text: string, where: string, characters: number): SecretText => ({
  text,
  causes: [cause('secret-truncated', { in: 'saved', where, characters: String(characters) })],
});

/** A copy that lost its first or last character: every one that it may have been. */
export function* completedTexts(text: string): Generator<SecretText> {
  for (const character of text === '' ? '' : wideAlphabetOf(text)) {
    yield completed(text + character, 'end', 1);
    yield completed(character + text, 'start', 1);
  }
}

/** A copy that lost its last two characters, or its first two: thousands. */
export function* twiceCompletedTexts(text: string): Generator<SecretText> {
  const alphabet = text === '' ? '' : alphabetOf(text);
  for (const where of ['end', 'start']) {
    for (const one of alphabet) {
      for (const other of alphabet) {
        yield completed(where === 'end' ? text + one + other : one + other + text, where, 2);
      }
    }
  }
}
