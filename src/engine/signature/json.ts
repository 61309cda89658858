import { Buffer, isUtf8 } from 'node:buffer';

/** Bodies longer than this are not parsed for titles and facts: they are shown, and verified, all the same. */
export const parseLimit = 1024 * 1024;

function textOfBody(body: Uint8Array): string | undefined {
  return body.length === 0 || body.length > parseLimit || !isUtf8(body)
    ? undefined
    : Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');
}

/** The JSON value of a body; undefined where it is none, or too long to be read in passing. */
export function parseJson(body: Uint8Array): unknown {
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
