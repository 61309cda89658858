import { Buffer } from 'node:buffer';
import { cause, type Variant } from '../hypothesis.ts';
import { bufferOf } from './text.ts';

const bom = Buffer.from([0xef, 0xbb, 0xbf]);
const lineEnds = { lf: Buffer.from('\n'), crlf: Buffer.from('\r\n'), cr: Buffer.from('\r') } as const;

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;
const isSpace = (byte: number | undefined): boolean => isLineEnd(byte) || byte === 0x20 || byte === 0x09;

/** Whether bytes begin at an index. */
const startsAt = (body: Buffer, at: number, start: Buffer): boolean =>
  at >= 0 && body.subarray(at, at + start.length).equals(start);

/** Without what a test holds of, at the end. */
function trimmedEnd(body: Buffer, test: (byte: number | undefined) => boolean): Buffer {
  let end = body.length;
  while (end > 0 && test(body[end - 1])) {
    end -= 1;
  }
  return body.subarray(0, end);
}

function trimmedStart(body: Buffer): Buffer {
  let start = 0;
  while (start < body.length && isSpace(body[start])) {
    start += 1;
  }
  return body.subarray(start);
}

/** Every line end as LF. */
function withLf(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** Every line end as CRLF. */
function withCrlf(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1').replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'), 'latin1');
}

function* finalNewlines(body: Buffer): Generator<Variant<Uint8Array>> {
  const isEnded = isLineEnd(body.at(-1));
  if (isEnded) {
    const length = startsAt(body, body.length - 2, lineEnds.crlf) ? 2 : 1;
    yield { value: body.subarray(0, -length), causes: [cause('body-newline-added')] };
    yield { value: trimmedEnd(body, isLineEnd), causes: [cause('body-newline-added', { count: 'all' })] };
  }
  for (const [name, end] of Object.entries(lineEnds)) {
    const removed = cause('body-newline-removed', { end: name.toUpperCase() });
    yield { value: Buffer.concat([body, end]), causes: [removed] };
  }
}

function* aroundIt(body: Buffer): Generator<Variant<Uint8Array>> {
  const added = cause('body-newline-added', { count: 'all', kind: 'whitespace' });
  yield { value: trimmedEnd(body, isSpace), causes: [added] };
  yield { value: trimmedStart(trimmedEnd(body, isSpace)), causes: [added] };
  for (const text of ['\n\n', ' ', '\r\n\r\n']) {
    const removed = cause('body-newline-removed', { end: JSON.stringify(text) });
    yield { value: Buffer.concat([body, Buffer.from(text)]), causes: [removed] };
  }
}

/** What line ends may have been before something made them all alike, with a final one and without. */
function* lineEndsInside(body: Buffer): Generator<Variant<Uint8Array>> {
  const changes = [
    { value: withLf(body), causes: [cause('body-crlf')] },
    { value: withCrlf(body), causes: [cause('body-lf')] },
  ];
  for (const { value, causes } of changes.filter((change) => !change.value.equals(body))) {
    yield { value, causes };
    for (const end of finalNewlines(value)) {
      yield { value: end.value, causes: [...causes, ...end.causes] };
    }
  }
}

/** The body with other line ends, inside and at its end. */
export function* lineEndVariants(body: Buffer): Generator<Variant<Uint8Array>> {
  yield* finalNewlines(body);
  yield* lineEndsInside(body);
}

function* byteOrderMarks(body: Buffer): Generator<Variant<Uint8Array>> {
  if (startsAt(body, 0, bom)) {
    const bare = body.subarray(bom.length);
    const causes = [cause('body-bom-added')];
    yield { value: bare, causes };
    for (const ended of lineEndVariants(bare)) {
      yield { value: ended.value, causes: [...causes, ...ended.causes] };
    }
  } else {
    yield { value: Buffer.concat([bom, body]), causes: [cause('body-bom-removed')] };
  }
}

/** Line ends and byte order mark as they may have been when the body was signed. */
export function* lineVariants(body: Uint8Array): Generator<Variant<Uint8Array>> {
  const buffer = bufferOf(body);
  yield* lineEndVariants(buffer);
  yield* byteOrderMarks(buffer);
  yield* aroundIt(buffer);
}
