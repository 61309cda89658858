import { Buffer, isUtf8 } from 'node:buffer';

/** Bodies longer than this are not parsed for titles and facts: they are shown, and verified, all the same. */
export const parseLimit = 1024 * 1024;

/** The JSON value of a body; undefined where it is none, or too long to be read in passing. */
export function parseJson(body: Uint8Array): unknown {
  if (body.length === 0 || body.length > parseLimit || !isUtf8(body)) {
    return undefined;
  }
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8')) as unknown;
  } catch {
    return undefined;
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
