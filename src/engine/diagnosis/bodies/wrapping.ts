import { Buffer } from 'node:buffer';
import { cause, type Variant } from '../hypothesis.ts';
import { scanValue, slicesOf, type Slice } from './jsonSlices.ts';
import { bufferOf, bytesOf, textOf } from './text.ts';

const mostBytes = 2 * 1024 * 1024;

/** The names that a body is most often wrapped under, or taken out of. */
const names = ['payload', 'body', 'data', 'event', 'message', 'Message', 'rawBody', 'raw'] as const;

const isBase64 = (text: string): boolean => text.length >= 8 && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);

function* base64Decoded(text: string): Generator<Variant<Uint8Array>> {
  const spelled = text.replace(/\s+/g, '').replace(/^"|"$/g, '');
  if (isBase64(spelled)) {
    yield { value: Buffer.from(spelled, 'base64'), causes: [cause('body-base64', { received: 'base64' })] };
  }
}

function* base64Encoded(body: Buffer): Generator<Variant<Uint8Array>> {
  const text = body.toString('base64');
  const causes = [cause('body-base64', { signed: 'base64' })];
  yield { value: bytesOf(text), causes };
  yield { value: bytesOf(body.toString('base64url')), causes };
  yield { value: bytesOf(`"${text}"`), causes };
  yield { value: bytesOf(text.replace(/.{76}(?=.)/g, '$&\n')), causes };
}

/** The text of a JSON string, where a text is one. */
function stringIn(text: string): string | undefined {
  try {
    const value: unknown = /^\s*"/.test(text) ? JSON.parse(text) : undefined;
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a text is a JSON string that lost the quotes around it: those of its names are still escaped. */
export const isEscapedJson = (text: string): boolean => /^\s*[[{][\s[{]*\\"/.test(text);

/** A JSON document that was written as a JSON string once more; the other way round, and twice. */
function* doubleEncoded(text: string): Generator<Variant<Uint8Array>> {
  const causes = [cause('body-double-encoded')];
  const inner = stringIn(text) ?? (isEscapedJson(text) ? stringIn(`"${text.trim()}"`) : undefined);
  if (inner !== undefined) {
    yield { value: bytesOf(inner), causes };
    const innermost = stringIn(inner);
    if (innermost !== undefined) {
      yield { value: bytesOf(innermost), causes };
    }
  }
  const once = JSON.stringify(text);
  const bySender = [cause('body-double-encoded', { in: 'sender' })];
  yield { value: bytesOf(once), causes: bySender };
  yield { value: bytesOf(once.replaceAll('/', '\\/')), causes: bySender };
}

/** Names that only the event of AWS Lambda has: API Gateway's, and a function URL's. */
const lambda: ReadonlySet<string> = new Set(['isBase64Encoded', 'requestContext']);

/** Whether an object has all that another has, and more. */
function hasAllOf(outer: readonly Slice[], inner: readonly Slice[]): boolean {
  const names = new Set(outer.map(({ name }) => name));
  return inner.length > 0 && inner.length < outer.length && inner.every(({ name }) => names.has(name));
}

/** Whose way of wrapping it is, where that shows. */
function wrappedBy(outer: readonly Slice[], { name, text }: Slice): Readonly<Record<string, string>> {
  if (name === 'body' && outer.some((slice) => lambda.has(slice.name))) {
    return { by: 'lambda' };
  }
  return hasAllOf(outer, slicesOf(text)) ? { by: 'copy' } : {};
}

/** What stands under a name of the received object: its text, the text in it, and what that is in base64. */
function* unwrapped(text: string): Generator<Variant<Uint8Array>> {
  const slices = slicesOf(text);
  for (const slice of slices) {
    const { name, text: value } = slice;
    const by = wrappedBy(slices, slice);
    const causes = [cause('body-unwrapped', { name: name.slice(0, 40), received: 'wrapped', ...by })];
    const inner = stringIn(value);
    if (inner !== undefined && inner.length >= 2) {
      yield { value: bytesOf(inner), causes };
      for (const { value: bytes } of base64Decoded(inner)) {
        yield { value: bytes, causes: [...causes, cause('body-base64', { received: 'base64' })] };
      }
    } else if (/^[[{]/.test(value)) {
      yield { value: bytesOf(value), causes };
    }
  }
}

/** Levels that are looked into, and values on all of them. */
const deepest = 6;
const mostValues = 200;

/** The values of an object or array with their paths. */
function valuesIn(text: string, path: string): (readonly [path: string, text: string])[] {
  const before = path === '' ? '' : `${path}.`;
  if (!/^\s*\[/.test(text)) {
    return slicesOf(text).map((slice) => [`${before}${slice.name}`, slice.text]);
  }
  const items: (readonly [string, string])[] = [];
  let at = text.indexOf('[') + 1;
  while (items.length < 16) {
    const { start, end } = scanValue(text, at);
    if (end <= start || text.charAt(start) === ']') {
      break;
    }
    items.push([`${before}${items.length}`, text.slice(start, end)]);
    at = text.indexOf(',', end) + 1;
    if (at === 0) {
      break;
    }
  }
  return items;
}

/** Documents at any depth, as queues and event buses hand them over: in strings, in Base64 and as objects. */
function* nested(whole: string): Generator<Variant<Uint8Array>> {
  let level: (readonly [path: string, text: string])[] = [['', whole]];
  let left = mostValues;
  for (let depth = 1; depth <= deepest && level.length > 0; depth += 1) {
    const next: (readonly [string, string])[] = [];
    for (const [path, value] of level.flatMap(([outer, text]) => valuesIn(text, outer))) {
      left -= 1;
      const causes = [cause('body-unwrapped', { name: path.slice(-40), received: 'wrapped' })];
      const inner = stringIn(value);
      const document = inner ?? value;
      const decoded = inner === undefined || depth === 1 ? [] : [...base64Decoded(inner)];
      for (const { value: bytes } of inner !== undefined && inner.length >= 16 ? decoded : []) {
        yield { value: bytes, causes: [...causes, cause('body-base64', { received: 'base64' })] };
        next.push([path, textOf(bytes) ?? '']);
      }
      if (left > 0 && /^\s*[[{]/.test(document)) {
        yield { value: bytesOf(document), causes };
        next.push([path, document]);
      }
    }
    level = left > 0 ? next : [];
  }
}

/** The only item of the array that a text is; undefined where it is none, or has several. */
function onlyItem(text: string): string | undefined {
  const array = text.trim();
  const inner = array.startsWith('[') && array.endsWith(']') ? array.slice(1, -1) : '';
  return inner.trim() !== '' && inner.slice(scanValue(inner).end).trim() === '' ? inner : undefined;
}

/** The received body under a name, as an object and as a string, or alone in an array. */
function* wrapped(text: string): Generator<Variant<Uint8Array>> {
  const isJson = /^\s*[[{"\d-]/.test(text);
  for (const name of isJson ? names : []) {
    const causes = [cause('body-unwrapped', { name, signed: 'wrapped' })];
    yield { value: bytesOf(`{"${name}":${text}}`), causes };
    yield { value: bytesOf(`{"${name}":${JSON.stringify(text)}}`), causes };
    yield { value: bytesOf(`{"${name}": ${text}}`), causes };
  }
  if (isJson) {
    yield {
      value: bytesOf(`[${text}]`),
      causes: [cause('body-unwrapped', { name: '0', signed: 'wrapped' })],
    };
    const inner = onlyItem(text);
    if (inner !== undefined) {
      yield { value: bytesOf(inner), causes: [cause('body-unwrapped', { name: '0', received: 'wrapped' })] };
    }
  }
}

/** The body out of what something on the way put it into, or in what it took it out of. */
export function* wrappingVariants(body: Uint8Array): Generator<Variant<Uint8Array>> {
  if (body.length === 0 || body.length > mostBytes) {
    return;
  }
  const buffer = bufferOf(body);
  const text = textOf(buffer);
  if (text !== undefined) {
    yield* base64Decoded(text);
    yield* doubleEncoded(text);
    yield* unwrapped(text);
    yield* nested(text);
  }
  yield* base64Encoded(buffer);
  if (text !== undefined) {
    yield* wrapped(text);
  }
}
