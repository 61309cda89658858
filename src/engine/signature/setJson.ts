import { Buffer } from 'node:buffer';

function set(value: unknown, [name = '', ...names]: readonly string[], text: string): unknown {
  const own: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  const inner = names.length === 0 ? text : set(own[name], names, text);
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (String(index) === name ? inner : item))
    : { ...own, [name]: inner };
}

/** A JSON body with a text at a dotted path, written compactly; objects on the way are made where they are absent. */
export function setJson(body: Uint8Array, path: string, text: string): Uint8Array {
  const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
  return Buffer.from(JSON.stringify(set(value, path.split('.'), text)), 'utf8');
}
