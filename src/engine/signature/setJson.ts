import { Buffer } from 'node:buffer';
import { readJson, type JsonText } from '../diagnosis/json/tokens.ts';
import { Kind } from '../diagnosis/json/tree.ts';

/** Index of the token that a member of an object, or an item of an array, begins with; of a name twice the last counts. */
function childAt({ kinds, texts, ends }: JsonText, parent: number, name: string): number | undefined {
  const isObject = kinds[parent] === Kind.objectStart;
  if (!isObject && kinds[parent] !== Kind.arrayStart) {
    return undefined;
  }
  let found: number | undefined;
  const end = ends[parent] ?? parent;
  for (let token = parent + 1, index = 0; token < end; index += 1) {
    const own = isObject ? (JSON.parse(`"${texts[token] ?? ''}"`) as string) : String(index);
    const value = isObject ? token + 1 : token;
    found = own === name ? value : found;
    token = (ends[value] ?? value) + 1;
  }
  return found;
}

/** Where the string, number or literal at a path stands, from and to; undefined where there is none. */
function spanOf(json: JsonText, names: readonly string[]): readonly [number, number] | undefined {
  let token: number | undefined = 0;
  for (const name of names) {
    token = token === undefined ? undefined : childAt(json, token, name);
  }
  const kind = token === undefined ? undefined : json.kinds[token];
  if (token === undefined || kind === undefined || kind < Kind.string) {
    return undefined;
  }
  const from = json.starts[token] ?? 0;
  const quotes = kind === Kind.string ? 2 : 0;
  return [from, from + (json.texts[token] ?? '').length + quotes];
}

function set(value: unknown, [name = '', ...names]: readonly string[], text: string): unknown {
  const own: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  const inner = names.length === 0 ? text : set(own[name], names, text);
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (String(index) === name ? inner : item))
    : { ...own, [name]: inner };
}

/**
 * A JSON body with a text at a dotted path. Where a value stands there it alone is another, as a number where that is
 * one, and no other byte. Else the body is written compactly; objects on the way are made where they are absent.
 * @throws SyntaxError where the body is no JSON.
 */
export function setJson(body: Uint8Array, path: string, text: string): Uint8Array {
  const names = path.split('.');
  const json = readJson(body);
  const span = json === undefined ? undefined : spanOf(json, names);
  if (json === undefined || span === undefined) {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return Buffer.from(JSON.stringify(set(value, names, text)), 'utf8');
  }
  const [from, to] = span;
  const isNumber = /^-?\d/.test(json.text.slice(from, to)) && /^\d+$/.test(text);
  const written = isNumber ? text : JSON.stringify(text);
  return Buffer.from(json.text.slice(0, from) + written + json.text.slice(to), 'utf8');
}
