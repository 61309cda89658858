import type { Cause } from '../../../protocol/diagnosis.ts';
import { cause, type Variant } from '../hypothesis.ts';
import { knownOrder, ordersOf, sampleFieldOrders } from '../json/keyOrders.ts';
import { bytesOf, mostCharacters, textOf } from './text.ts';

const names = ['payload', 'data', 'body', 'json'] as const;

/** How a runtime escapes one name or value of a form. */
interface Writer {
  readonly name: string;
  readonly escape: (text: string) => string;
}

const escapeAlso =
  (characters: RegExp) =>
  (text: string): string =>
    encodeURIComponent(text).replace(
      characters,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );

const spacesAsPlus =
  (escape: (text: string) => string) =>
  (text: string): string =>
    escape(text).replaceAll('%20', '+');

/** Beside letters and digits: RFC 3986 keeps -._~, the WHATWG URL Standard's forms *-._, JavaScript -_.!~*'(). */
const writers: readonly Writer[] = [
  { name: 'URLSearchParams', escape: spacesAsPlus(escapeAlso(/[!'()~]/g)) },
  { name: 'encodeURIComponent', escape: encodeURIComponent },
  { name: 'PHP urlencode', escape: spacesAsPlus(escapeAlso(/[!'()*~]/g)) },
  { name: 'RFC 3986', escape: escapeAlso(/[!'()*]/g) },
  { name: 'Python quote_plus', escape: spacesAsPlus(escapeAlso(/[!'()*]/g)) },
];

type Variants = Generator<Variant<Uint8Array>>;

/** A lone surrogate has no escape. */
function escaped(text: string, { escape }: Writer): string | undefined {
  try {
    return escape(text);
  } catch {
    return undefined;
  }
}

function* inForm(text: string): Variants {
  const values = new Map<Writer, string | undefined>();
  for (const field of names) {
    for (const writer of writers) {
      const value = values.has(writer) ? values.get(writer) : escaped(text, writer);
      values.set(writer, value);
      if (value !== undefined) {
        const causes = [cause('body-form', { signed: 'form', field, writer: writer.name })];
        yield { value: bytesOf(`${field}=${value}`), causes };
      }
    }
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** What the fields of a form hold, the longest first: one of them may be the document that was signed. */
function* fromForm(text: string): Variants {
  const fields = [...new URLSearchParams(text)].slice(0, 32).sort(([, a], [, b]) => b.length - a.length);
  for (const [field, value] of fields.filter(([, { length }]) => length > 1)) {
    yield {
      value: bytesOf(value),
      causes: [cause('body-form', { received: 'form', field: field.slice(0, 40) })],
    };
  }
  const json = JSON.stringify(Object.fromEntries(fields));
  yield { value: bytesOf(json), causes: [cause('body-form', { received: 'form', signed: 'json' })] };
  const plain = decoded(text);
  if (plain !== undefined && plain !== text) {
    yield { value: bytesOf(plain), causes: [cause('body-form', { signed: 'decoded' })] };
  }
}

const formOf = (fields: readonly (readonly [string, string])[], writer: Writer): string =>
  fields.map(([name, value]) => `${escaped(name, writer) ?? ''}=${escaped(value, writer) ?? ''}`).join('&');

const isSpaces = (a: string, b: string): boolean => a.replaceAll('%20', '+') === b.replaceAll('%20', '+');

type Fields = readonly (readonly [name: string, value: string])[];

/** Fields in an order of their names; one that stands there more than once stays together. */
const inOrder = (fields: Fields, names: readonly string[]): Fields =>
  names.flatMap((name) => fields.filter(([own]) => own === name));

/** Fields that are tried in every order, at most: 120 forms. */
const mostReordered = 5;

/** The orders that fields may have had: that of their names, that of the provider's samples, and any of a few. */
function* ordersOfFields(fields: Fields, scheme: string): Generator<Fields> {
  const names = [...new Set(fields.map(([name]) => name))];
  const known = knownOrder(names, sampleFieldOrders(scheme));
  yield inOrder(fields, names.toSorted());
  yield inOrder(fields, [...known, ...names.filter((name) => !known.includes(name))]);
  for (const order of names.length <= mostReordered ? ordersOf(names, 0) : []) {
    yield inOrder(fields, order);
  }
}

/** The same form as other runtimes write it: parsed and written, also in another order of its fields. */
function* rewritten(text: string, scheme: string): Variants {
  const fields = [...new URLSearchParams(text)];
  for (const writer of writers) {
    const written = formOf(fields, writer);
    const id = isSpaces(written, text) ? 'body-form-spaces' : 'body-form';
    yield { value: bytesOf(written), causes: [cause(id, { writer: writer.name })] };
  }
  for (const moved of ordersOfFields(fields, scheme)) {
    for (const writer of writers) {
      const causes = [cause('body-form', { writer: writer.name, order: 'other' })];
      yield { value: bytesOf(formOf(moved, writer)), causes };
    }
  }
}

/** A form of one field whose value is a document that lost its escapes: what is in it does not end the field. */
function* unescapedField(text: string): Variants {
  const [, name, value = ''] = /^([\w.-]{1,64})=(\s*[[{][^]*)$/.exec(text) ?? [];
  for (const writer of name === undefined ? [] : writers) {
    const escapes = escaped(value, writer);
    if (escapes !== undefined) {
      yield { value: bytesOf(`${name}=${escapes}`), causes: [cause('body-form', { escapes: 'decoded' })] };
    }
  }
}

/** Single differences of spelling that leave the rest of a form as it is. */
function* respelled(text: string): Variants {
  const changes: readonly (readonly [string, Cause])[] = [
    [text.replaceAll('+', '%20'), cause('body-form-spaces', { signed: '%20' })],
    [text.replaceAll('%20', '+'), cause('body-form-spaces', { signed: '+' })],
    [
      text.replace(/%[0-9a-f]{2}/gi, (hex) => hex.toLowerCase()),
      cause('body-form', { escapes: 'lower case' }),
    ],
    [
      text.replace(/%[0-9a-f]{2}/gi, (hex) => hex.toUpperCase()),
      cause('body-form', { escapes: 'upper case' }),
    ],
    [text.replaceAll('+', ' '), cause('body-form-spaces', { signed: ' ' })],
  ];
  for (const [value, why] of changes) {
    if (value !== text) {
      yield { value: bytesOf(value), causes: [why] };
    }
  }
}

/** The fields of a flat JSON object as the form that it was made of; undefined where it is no such object. */
function flatFields(text: string): [string, string][] | undefined {
  try {
    const value: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined;
    const fields = Object.entries(value ?? {});
    const isFlat = fields.length > 0 && fields.every(([, field]) => typeof field === 'string');
    return isFlat ? fields.map(([name, field]) => [name, String(field)]) : undefined;
  } catch {
    return undefined;
  }
}

function* fromFields(text: string): Variants {
  const fields = flatFields(text);
  for (const writer of fields === undefined ? [] : writers) {
    const causes = [cause('body-form', { signed: 'form', received: 'json', writer: writer.name })];
    yield { value: bytesOf(formOf(fields ?? [], writer)), causes };
  }
}

/**
 * A whole JSON document in the escapes of a URL: as `curl --data-urlencode` sends a body, and with a `=` behind it as
 * programs write a form that took the document for the name of a field.
 */
function* unescapedBody(text: string): Variants {
  if (!/^\s*%(?:7b|5b|22)/i.test(text)) {
    return;
  }
  const field = text.replace(/=$/, '');
  const received = field === text ? 'escaped' : 'fieldName';
  for (const value of new Set([field, field.replaceAll('+', ' ')].map(decoded))) {
    if (value !== undefined) {
      yield { value: bytesOf(value), causes: [cause('body-form', { received })] };
    }
  }
}

const isForm = (text: string, contentType: string): boolean =>
  /x-www-form-urlencoded/i.test(contentType) || /^[\w.[\]%-]{1,64}=[^\s<>"{}]*$/.test(text);

/** The body as a form where it is none, out of the form where it is one, or as another runtime would write that. */
export function* formVariants(body: Uint8Array, contentType: string, scheme = ''): Variants {
  const text = textOf(body, mostCharacters);
  if (text === undefined || text === '') {
    return;
  }
  yield* unescapedBody(text);
  if (isForm(text, contentType)) {
    yield* respelled(text);
    yield* fromForm(text);
    yield* unescapedField(text);
    yield* rewritten(text, scheme);
  }
  if (/^\s*[[{"]/.test(text)) {
    yield* fromFields(text);
    yield* inForm(text);
  }
}
