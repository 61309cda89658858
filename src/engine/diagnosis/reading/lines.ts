/** Bytes after which a line is broken where nothing in it says where; at most so many more end a character. */
const longest = 2000;

const code = (character: string): number => character.charCodeAt(0);
const [quote, backslash, comma, brace, bracket] = [code('"'), code('\\'), code(','), code('{'), code('[')];
const [lineFeed, carriageReturn, ampersand, greater, less] = [10, 13, code('&'), code('>'), code('<')];
const [space, tab, equals] = [32, 9, code('=')];

type Kind = 'json' | 'form' | 'text';

function isSpace(byte: number | undefined): boolean {
  return byte === space || byte === tab || byte === lineFeed || byte === carriageReturn;
}

function kindOf(body: Uint8Array): Kind {
  const first = body.find((byte) => !isSpace(byte));
  if (first === brace || first === bracket) {
    return 'json';
  }
  const start = body.subarray(0, 1024);
  return start.includes(equals) && !start.some(isSpace) && first !== less ? 'form' : 'text';
}

/** Whether a line is broken behind the byte at `at`, by what a body is; of JSON outside its strings. */
function breaker(body: Uint8Array, kind: Kind): (at: number) => boolean {
  let isInString = false;
  switch (kind) {
    case 'form':
      return (at) => body[at] === ampersand;
    case 'text':
      return (at) => body[at] === greater && body[at + 1] === less;
    case 'json':
      return (at) => {
        const byte = body[at];
        if (byte === quote && !isEscaped(body, at, isInString)) {
          isInString = !isInString;
        }
        return !isInString && (byte === comma || byte === brace || byte === bracket);
      };
  }
}

function isEscaped(body: Uint8Array, at: number, isInString: boolean): boolean {
  let count = 0;
  while (isInString && body[at - 1 - count] === backslash) {
    count += 1;
  }
  return count % 2 === 1;
}

/** Where lines of a body begin: behind its own line feeds, and where its structure allows a break. */
export function lineStarts(body: Uint8Array): number[] {
  const starts: number[] = [];
  const isBroken = breaker(body, kindOf(body));
  for (let at = 0; at < body.length - 1; at += 1) {
    const own = body[at] === lineFeed;
    const next = body[at + 1];
    // A break before one that is there would be an empty line.
    const added = isBroken(at) && next !== lineFeed && next !== carriageReturn;
    if (own || added) {
      starts.push(at + 1);
    }
  }
  return starts;
}

/** The places after `from`, up to and including `to`, and between them so many that no line is too long. */
export function placesWithin(
  body: Uint8Array,
  places: readonly number[],
  from: number,
  to: number,
): number[] {
  const own = places.filter((place) => place > from && place <= to);
  const all: number[] = [];
  let last = from;
  for (const place of [...own, to]) {
    for (let at = characterEnd(body, last + longest); at < place; at = characterEnd(body, at + longest)) {
      all.push(at);
    }
    if (place !== to || own.at(-1) === to) {
      all.push(place);
    }
    last = place;
  }
  return all;
}

function characterEnd(body: Uint8Array, at: number): number {
  let end = at;
  while (((body[end] ?? 0) & 0xc0) === 0x80) {
    end += 1;
  }
  return end;
}

/** The pieces between places: joined, they are the bytes from `from` to `to`. */
export function pieces(
  body: Uint8Array,
  places: readonly number[],
  [from, to]: readonly [number, number],
): Uint8Array[] {
  const bounds = [from, ...places.filter((place) => place > from && place < to), to];
  return bounds.slice(1).map((end, index) => body.subarray(bounds[index], end));
}

/** Pieces as lines: a line break behind each that has none, but the last. */
export function linesOf(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return parts
    .map((part, index) => {
      const text = decoder.decode(part);
      return index === parts.length - 1 || text.endsWith('\n') ? text : `${text}\n`;
    })
    .join('');
}

/** A text with the line breaks that its structure allows: for reading, not for sending. */
export function readableText(body: Uint8Array): string {
  const whole = [0, body.length] as const;
  return linesOf(pieces(body, placesWithin(body, lineStarts(body), ...whole), whole));
}
