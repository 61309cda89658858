import { Buffer, isUtf8 } from 'node:buffer';
import { skimJson } from './skimJson.ts';

/** Bytes: a longer body is skimmed for what titles and rules ask for, since building it would hold up the listener. */
export const parseLimit = 1024 * 1024;

/** The bytes without a byte order mark, UTF-16 as UTF-8; undefined where they are not text (RFC 4627, section 3). */
function utf8Of(body: Uint8Array): Uint8Array | undefined {
  const [first, second, third] = body;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    return utf8Of(body.subarray(3));
  }
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (body.length > 1 && (isLittle || isBig)) {
    return Buffer.from(new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(body), 'utf8');
  }
  return body.length > 0 && isUtf8(body) ? body : undefined;
}

/** The text of a body that is short enough to be parsed as a whole. */
function textOfBody(body: Uint8Array): string | undefined {
  const bytes = body.length > parseLimit ? undefined : utf8Of(body);
  return bytes === undefined
    ? undefined
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

function skimmed(body: Uint8Array, keepsNumbers: boolean): unknown {
  const bytes = utf8Of(body);
  return bytes === undefined ? undefined : skimJson(bytes, keepsNumbers);
}

/** The JSON value of a body, of a long one what stands near its root; undefined where it is none. */
export function parseJson(body: Uint8Array): unknown {
  if (body.length > parseLimit) {
    return skimmed(body, false);
  }
  const text = textOfBody(body);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** `JSON.parse` with the source text of numbers (ECMA-262 proposal "JSON.parse source text access", in V8 since 11.4). */
type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

/** As `parseJson`, but numbers keep the spelling of the sender: 12345678901234567890 and 1.0 stay what they are. */
export function parseJsonKeepingNumbers(body: Uint8Array): unknown {
  return body.length > parseLimit ? skimmed(body, true) : parseWholeKeepingNumbers(body);
}

/** The same of all of a body; undefined where it is longer than `parseLimit`, too. */
export function parseWholeKeepingNumbers(body: Uint8Array): unknown {
  const text = textOfBody(body);
  try {
    return text === undefined
      ? undefined
      : parseWithSource(text, (_, value, { source }) =>
          typeof value === 'number' && source !== undefined ? source : value,
        );
  } catch {
    // Nested too deeply for a reviver, or no JSON at all.
    return parseJson(body);
  }
}

/** Whether bytes are JSON that every parser takes: UTF-8 without a byte order mark. */
export function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
    return true;
  } catch {
    return false;
  }
}

const namesByPath = new Map<string, readonly string[]>();

/** The names of a dotted path. Paths come from the table of schemes, so there are not many. */
function namesOf(path: string): readonly string[] {
  let names = namesByPath.get(path);
  if (names === undefined) {
    names = path.split('.');
    namesByPath.set(path, names);
  }
  return names;
}

/** What stands at a dotted path; own properties only, so that `__proto__` and `constructor` are ordinary names. */
export function valueAt(value: unknown, path: string): unknown {
  let current = value;
  for (const name of namesOf(path)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) {
      return undefined;
    }
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}

/** A string, number or boolean as text; undefined for everything else, and for the empty string. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value === '' ? undefined : value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
