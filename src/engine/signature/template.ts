import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { trimmed } from './headers.ts';
import type { ListedRule } from './scheme.ts';
import { isInBody, placeOf, type Fields, type RequestParts } from './requestParts.ts';
import type { Place } from '../../protocol/signature.ts';

/**
 * The language of signed contents. In braces: `body`; `timestamp`, the text of the time as it was sent; `method`;
 * `url`, the public one; `path`, with its query; `form`, the names and values of an urlencoded body, sorted;
 * `crc32` of the body in decimal; `secret`; `listed` (see ListedRule); and `header:NAME`, `json:PATH`, `query:NAME`,
 * `form:NAME` (a field of a form, urlencoded or multipart), `field:NAME` for what stands at a place, in lower case with
 * `|lower` behind it. What is absent is the empty text; a part in square brackets is left out where a placeholder in it
 * is absent.
 */
const placeholder =
  /\{(body|timestamp|method|url|path|form|crc32|secret|listed|(?:header|json|query|form|field):[^{}|]+)(\|lower)?\}/;
const optionalPart = /\[([^[\]]*)\]/;

type Part =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'place'; readonly place: Place; readonly lower: boolean }
  | {
      readonly kind:
        'body' | 'timestamp' | 'method' | 'url' | 'path' | 'form' | 'crc32' | 'secret' | 'listed';
    };

interface Run {
  readonly optional: boolean;
  readonly text: string;
  readonly parts: readonly Part[];
}

/** A signed-content template, ready to be filled in. */
export interface Template {
  readonly runs: readonly Run[];
  readonly text: string;
}

/** What a template is filled in with. */
export interface Filling {
  readonly parts: RequestParts;
  readonly fields: Fields;
  /** The time as it was sent, empty where the scheme has none. */
  readonly timestamp: string;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly listed: ListedRule | undefined;
}

function atColon(text: string): [kind: string, name: string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}

/** Splitting at `placeholder` gives triples: text, name, filter. */
function compileRun(text: string, optional: boolean): Run {
  const pieces = text.split(placeholder);
  const parts: Part[] = [];
  for (let index = 0; index < pieces.length; index += 3) {
    const [plain = '', name, filter] = pieces.slice(index, index + 3);
    if (/[{}[\]]/.test(plain)) {
      throw new TypeError(`"${plain.trim()}" in "${text}" is not something that a request has`);
    }
    if (plain !== '') {
      parts.push({ kind: 'text', bytes: Buffer.from(plain, 'utf8') });
    }
    if (name?.includes(':') === true) {
      parts.push({ kind: 'place', place: placeOf(...atColon(name)), lower: filter !== undefined });
    } else if (name !== undefined) {
      parts.push({ kind: name as Exclude<Part['kind'], 'text' | 'place'> });
    }
  }
  return { optional, text, parts };
}

/** @throws TypeError where the template names something that a request does not have. */
export function compileTemplate(text: string): Template {
  const runs = text.split(optionalPart).map((piece, index) => compileRun(piece, index % 2 === 1));
  return { runs, text };
}

function someParts(template: Template, test: (part: Part) => boolean): boolean {
  return template.runs.some(({ parts }) => parts.some(test));
}

/** Whether every byte of the body is signed. */
export function coversBody(template: Template): boolean {
  return someParts(template, ({ kind }) => kind === 'body');
}

/** Whether the names and values of a form are signed, which the body has to be. */
export function coversForm(template: Template, parts: RequestParts): boolean {
  return parts.hasForm && someParts(template, ({ kind }) => kind === 'form');
}

/** Whether the URL has to be known to fill a template in. */
export function usesUrl(template: Template): boolean {
  return someParts(template, ({ kind }) => kind === 'url' || kind === 'path');
}

export function signsUrl(template: Template): boolean {
  return someParts(template, ({ kind }) => kind === 'url');
}

/** Whether the time is part of what is signed. */
export function signsTime(template: Template): boolean {
  return someParts(template, ({ kind }) => kind === 'timestamp');
}

/** Whether a secret's text is part of what is signed. */
export function signsSecret(template: Template): boolean {
  return someParts(template, ({ kind }) => kind === 'secret');
}

/** The headers whose values are signed one by one. */
export function signedHeaders(template: Template): string[] {
  return template.runs.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'place' && 'header' in part.place ? [part.place.header] : [])),
  );
}

/** As the vendor's library has it: names in the order of their code units, equal values of a name once. */
function sortedForm(form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort();
  return names
    .flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .join('');
}

function listedValues({ names, split, item, join }: ListedRule, { parts, fields }: Filling): Uint8Array {
  const [list = ''] = parts.valuesAt(names, fields);
  const items = list.split(split).map((text) => {
    const name = trimmed(text);
    const [value = ''] = parts.valuesAt({ header: name });
    // In one go: what stands in a name or a value is no placeholder.
    return item.replaceAll(/\{(name|value)\}/g, (_, what) => (what === 'name' ? name : value));
  });
  return Buffer.from(items.join(join), 'latin1');
}

function bytesAt(place: Place, lower: boolean, { parts, fields }: Filling): Uint8Array | undefined {
  const [value] = parts.valuesAt(place, fields);
  const text = lower ? value?.toLowerCase() : value;
  return text === undefined
    ? undefined
    : Buffer.from(text, 'query' in place || isInBody(place) ? 'utf8' : 'latin1');
}

/** The bytes of one part; undefined where it is absent. */
function bytesOf(part: Part, filling: Filling): Uint8Array | undefined {
  const { request } = filling.parts;
  switch (part.kind) {
    case 'text':
      return part.bytes;
    case 'place':
      return bytesAt(part.place, part.lower, filling);
    case 'body':
      return request.body;
    case 'timestamp':
      return Buffer.from(filling.timestamp, 'latin1');
    case 'method':
      return Buffer.from(request.method, 'latin1');
    case 'url':
      return Buffer.from(filling.url, 'latin1');
    case 'path':
      return Buffer.from(pathOfUrl(filling.url), 'latin1');
    case 'form':
      return Buffer.from(sortedForm(filling.parts.form), 'utf8');
    case 'crc32':
      return Buffer.from(String(crc32(request.body)), 'latin1');
    case 'secret':
      return filling.secret;
    case 'listed':
      return filling.listed === undefined ? undefined : listedValues(filling.listed, filling);
  }
}

/** What follows scheme and authority. */
function pathOfUrl(url: string): string {
  const authority = url.indexOf('://');
  const start = url.indexOf('/', authority < 0 ? 0 : authority + 3);
  return start < 0 ? '/' : url.slice(start);
}

/** A template as one request fills it in. */
export interface FilledTemplate {
  /** Without the parts in square brackets that are left out, and without a form where there is none. */
  readonly text: string;
  /** Its placeholders for which the request has nothing, as they are called in it. */
  readonly absent: readonly string[];
}

function isAbsent(part: Part, filling: Filling): boolean {
  switch (part.kind) {
    case 'timestamp':
      return filling.timestamp === '';
    case 'listed':
      return filling.listed === undefined || filling.parts.valuesAt(filling.listed.names).length === 0;
    default:
      return bytesOf(part, filling) === undefined;
  }
}

function nameOfPart(part: Part): string {
  return part.kind === 'place' ? (Object.entries(part.place)[0]?.join(':') ?? '') : part.kind;
}

/** What a template comes to for a request: to tell of no part that is not there. */
export function filledTemplate(template: Template, filling: Filling): FilledTemplate {
  const runs = template.runs.map(({ optional, text, parts }) => ({
    optional,
    text,
    absent: parts.filter((part) => isAbsent(part, filling)).map(nameOfPart),
  }));
  const used = runs.filter(({ optional, absent }) => !optional || absent.length === 0);
  const text = used.map((run) => run.text).join('');
  return {
    text: filling.parts.hasForm ? text : text.replaceAll('{form}', ''),
    absent: [...new Set(used.flatMap(({ absent }) => absent))],
  };
}

/** The template with nothing but placeholders for which the request has something. */
export function presentParts(template: Template, filling: Filling): string {
  const { text, absent } = filledTemplate(template, filling);
  return absent.reduce(
    (rest, name) => rest.replaceAll(`{${name}}`, '').replaceAll(`{${name}|lower}`, ''),
    text,
  );
}

/** The signed bytes, in pieces to be hashed one after another; the body is not copied. */
export function fillTemplate(template: Template, filling: Filling): Uint8Array[] {
  return template.runs.flatMap(({ optional, parts }) => {
    const pieces = parts.map((part) => bytesOf(part, filling));
    return optional && pieces.includes(undefined) ? [] : pieces.filter((piece) => piece !== undefined);
  });
}
