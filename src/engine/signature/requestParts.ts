import { Buffer } from 'node:buffer';
import { rawParts, type RawPart } from '../../protocol/multipart.ts';
import { decodedBody } from '../content/codings.ts';
import { headerValues } from './headers.ts';
import { isJson, parseJson, parseJsonKeepingNumbers, parseLimit, textOf, valueAt } from './json.ts';
import type { SignatureRule } from './scheme.ts';
import { maxItems } from './skimJson.ts';
import type { Place } from '../../protocol/signature.ts';

/** What a signature may be made over. Characters of headers and target are bytes (latin1). */
export interface SignedRequest {
  readonly method: string;
  /** As in the request line, query included. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** Urlencoded bodies longer than this are not read as forms. */
const formLimit = 1024 * 1024;
/** Nor multipart ones that are longer, as mail with attachments may be. */
const multipartLimit = 32 * formLimit;

function isForm(rawHeaders: readonly string[]): boolean {
  const [contentType = ''] = headerValues(rawHeaders, 'content-type');
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType);
}

function partsOf(rawHeaders: readonly string[], content: Uint8Array): readonly RawPart[] {
  const [contentType = ''] = headerValues(rawHeaders, 'content-type');
  const isRead = /^multipart\/form-data\s*;/i.test(contentType) && content.length <= multipartLimit;
  return (isRead ? rawParts(content, contentType) : null) ?? [];
}

/** A request as the rules of a scheme look at it: each part is read when it is first asked for, and once. */
export class RequestParts {
  readonly request: SignedRequest;
  #content: Uint8Array | undefined;
  #json: { readonly value: unknown } | undefined;
  #exactJson: { readonly value: unknown } | undefined;
  #query: URLSearchParams | undefined;
  #form: URLSearchParams | undefined;
  #multipart: readonly RawPart[] | undefined;

  constructor(request: SignedRequest) {
    this.request = request;
  }

  /** The body without its Content-Encoding, where it can be decoded: for reading, signatures are of the bytes as sent. */
  get content(): Uint8Array {
    this.#content ??= decodedBody(this.request.rawHeaders, this.request.body);
    return this.#content;
  }

  /** Whether the body is JSON byte for byte as it came, so that a value in it can be changed. */
  get hasPlainJson(): boolean {
    return this.isPlain && isJson(this.request.body);
  }

  /** The JSON value of the body, or of the `payload` of a form, as GitHub and Slack send it; undefined without one. */
  get json(): unknown {
    this.#json ??= { value: parseJson(this.content) ?? this.#formPayload() };
    return this.#json.value;
  }

  /** As `json`, with numbers as the text that they were written as. */
  get exactJson(): unknown {
    this.#exactJson ??= { value: parseJsonKeepingNumbers(this.content) };
    return this.#exactJson.value;
  }

  get query(): URLSearchParams {
    const { target } = this.request;
    const start = target.indexOf('?');
    this.#query ??= new URLSearchParams(start < 0 ? '' : target.slice(start + 1));
    return this.#query;
  }

  /** The parameters of an urlencoded body; empty for every other kind of body. */
  get form(): URLSearchParams {
    const { content } = this;
    const isRead = isForm(this.request.rawHeaders) && content.length <= formLimit;
    const text = isRead ? Buffer.from(content).toString('utf8') : '';
    this.#form ??= new URLSearchParams(text);
    return this.#form;
  }

  /** The items of an array in the body, each as a request whose JSON is that item; empty where there is no array, or too long a one. */
  itemsAt(path: string): RequestParts[] {
    const found = valueAt(this.exactJson, path);
    const isSkimmed = this.content.length > parseLimit && Array.isArray(found) && found.length >= maxItems;
    const items = isSkimmed ? undefined : found;
    return Array.isArray(items) ? items.map((item) => this.#withJson(item)) : [];
  }

  /** The parts of a multipart body that are no files; empty for every other kind of body. */
  get #fieldParts(): readonly RawPart[] {
    this.#multipart ??= partsOf(this.request.rawHeaders, this.content).filter(
      ({ fileName }) => fileName === '',
    );
    return this.#multipart;
  }

  /** Names of the fields of a form, urlencoded or multipart. */
  get fieldNames(): readonly string[] {
    return [...this.form.keys(), ...this.#fieldParts.map(({ name }) => name)];
  }

  /** The values of a field of a form, urlencoded or multipart. */
  fieldValues(name: string): readonly string[] {
    const parts = this.#fieldParts.filter((part) => part.name === name);
    return [...this.form.getAll(name), ...parts.map(({ content }) => Buffer.from(content).toString('utf8'))];
  }

  /** The bytes of a field of a multipart body, which are a view of the body's. */
  fieldBytes(name: string): Uint8Array | undefined {
    return this.#fieldParts.find((part) => part.name === name)?.content;
  }

  /** Whether the body came with no coding around it, so that what stands in it can be changed. */
  get isPlain(): boolean {
    return this.content === this.request.body;
  }

  /** Whether the body is an urlencoded one with this field and no other. */
  isFormOf(name: string): boolean {
    return this.form.size === 1 && this.form.has(name);
  }

  get hasForm(): boolean {
    return isForm(this.request.rawHeaders);
  }

  #formPayload(): unknown {
    const payload = this.form.get('payload');
    return payload === null ? undefined : parseJson(Buffer.from(payload, 'utf8'));
  }

  #withJson(value: unknown): RequestParts {
    const parts = new RequestParts(this.request);
    parts.#exactJson = { value };
    return parts;
  }

  /** Everything that stands at a place, in order; `fields` are the items of the signature header. */
  valuesAt(place: Place, fields: Fields = noFields): string[] {
    if ('header' in place) {
      return headerValues(this.request.rawHeaders, place.header);
    }
    if ('query' in place) {
      return this.query.getAll(place.query);
    }
    if ('form' in place) {
      return [...this.fieldValues(place.form)];
    }
    if ('field' in place) {
      const value = fields.get(place.field);
      return value === undefined ? [] : [value];
    }
    const text = textOf(valueAt(this.exactJson, place.json));
    return text === undefined ? [] : [text];
  }
}

/** Items of a signature header such as `t=1700000000,v1=…`, each by its key; the first of a key counts. */
export type Fields = ReadonlyMap<string, string>;
export const noFields: Fields = new Map();

/** The place that a template means by `kind:name`: every kind but these four is a path into the JSON body. */
export function placeOf(kind: string, name: string): Place {
  switch (kind) {
    case 'header':
      return { header: name };
    case 'query':
      return { query: name };
    case 'form':
      return { form: name };
    case 'field':
      return { field: name };
    default:
      return { json: name };
  }
}

/** Whether a place is in the body, so that what happens to the body happens to it. */
export function isInBody(place: Place): boolean {
  return 'json' in place || 'form' in place;
}

/** The name, path or key of a place. */
export function nameOf(place: Place): string {
  return Object.values(place)[0] ?? '';
}

/** Where a signature stands, from the root of the body: that of one item where each has its own. */
export function placesOfItem(
  { signature, each }: Pick<SignatureRule, 'signature' | 'each'>,
  index = 0,
): readonly Place[] {
  return each === undefined
    ? signature
    : signature.map((place) => ('json' in place ? { json: `${each}.${index}.${place.json}` } : place));
}
