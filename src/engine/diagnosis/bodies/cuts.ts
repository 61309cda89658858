import { Buffer } from 'node:buffer';
import { cause, type Variant } from '../hypothesis.ts';
import { scanValue, slicesOf } from './jsonSlices.ts';
import { bufferOf, bytesOf, textOf } from './text.ts';

type Variants = Generator<Variant<Uint8Array>>;

/** Documents without anything in them, which some runtimes make of an empty body and others an empty body of. */
const hollow = ['{}', '[]', 'null', '""', 'undefined', '[object Object]', 'None', 'Array'] as const;

const mostBytes = 4 * 1024 * 1024;

/** What lacks nothing but its last brackets, with them. */
function* closed(text: string): Variants {
  const { open, isInString } = scanValue(text);
  if (open === '' || isInString || open.length > 64) {
    return;
  }
  const bare = text.replace(/[,\s]{1,64}$/, '');
  for (const start of new Set([text, bare])) {
    for (const end of ['', '\n']) {
      yield { value: bytesOf(start + open + end), causes: [cause('body-truncated', { missing: open })] };
    }
  }
}

/** The first of several documents one after another, or of a body that came twice. */
function* first(text: string, body: Buffer): Variants {
  const { start, end, open } = scanValue(text);
  const isDocument = open === '' && '{['.includes(text.charAt(start) || ' ');
  if (isDocument && text.slice(end).trim() !== '') {
    const edited = cause('body-edited', {
      added: 'end',
      bytes: String(body.length - Buffer.byteLength(text.slice(0, end))),
    });
    yield { value: bytesOf(text.slice(0, end)), causes: [edited] };
    yield { value: bytesOf(text.slice(end).trimStart()), causes: [cause('body-edited', { added: 'start' })] };
  }
}

function* halves(body: Buffer): Variants {
  const half = body.subarray(0, body.length / 2);
  if (body.length > 0 && body.length % 2 === 0 && half.equals(body.subarray(body.length / 2))) {
    yield { value: half, causes: [cause('body-edited', { added: 'twice' })] };
  }
}

/** Without one member of the object that a text is, or without its last two: what is added stands at the end mostly. */
function* withoutMembers(text: string): Variants {
  const slices = slicesOf(text);
  const spans = slices.map((slice, at) => [slice.name, slices[at - 1]?.to, slice.to] as const);
  const [last, before] = [slices.at(-1), slices.at(-3)];
  for (const [name, from, to] of [
    ...spans.reverse(),
    ...(last === undefined || before === undefined ? [] : [[last.name, before.to, last.to] as const]),
  ]) {
    const [start, end] = from === undefined ? [slices[0]?.from ?? 0, slices[1]?.from ?? to] : [from, to];
    const causes = [cause('body-edited', { added: 'member', name: name.slice(0, 40) })];
    yield { value: bytesOf(text.slice(0, start) + text.slice(end)), causes };
  }
}

/** A body that was empty when it was signed, or is empty now. */
export function* emptyVariants(body: Uint8Array): Variants {
  if (body.length > 0) {
    yield { value: new Uint8Array(0), causes: [cause('body-empty', { signed: 'empty' })] };
  }
  for (const text of hollow) {
    yield { value: bytesOf(text), causes: [cause('body-empty', { signed: text })] };
  }
}

/** What is left of a body, or was put behind it, where its brackets tell. */
export function* cutVariants(body: Uint8Array): Variants {
  const buffer = bufferOf(body);
  const text = body.length > mostBytes ? undefined : textOf(body);
  yield* halves(buffer);
  if (text !== undefined) {
    yield* closed(text);
    yield* first(text, buffer);
    yield* withoutMembers(text);
  }
}
