import { payloadName } from '../words/eventText.ts';
import type { Recovered, SignedLines } from '../../protocol/diagnosis.ts';
import { hexStart, hexText } from './hexText.ts';

/** Names of the documents beside an event's payload: the body that was signed, and both as hex. */
export const signedNames = ['signed.json', 'signed.txt', 'received.hex.txt', 'signed.hex.txt'] as const;
export type SignedName = (typeof signedNames)[number];

/** Names of both bodies with line breaks added; package.json knows them by their `.lines.`. */
export const lineNames = [
  'received.lines.json',
  'signed.lines.json',
  'received.lines.txt',
  'signed.lines.txt',
] as const;
export type LineName = (typeof lineNames)[number];

/** Where two texts differ first, in the second one. */
export function firstLine({ received, signed }: SignedLines): FirstPlace {
  const [before, after] = [received.split('\n'), signed.split('\n')];
  const line = Math.max(
    0,
    after.findIndex((text, at) => text !== before[at]),
  );
  const [own = '', other = ''] = [after[line], before[line]];
  let from = 0;
  while (from < own.length && own[from] === other[from]) {
    from += 1;
  }
  return { line, from, to: from };
}

/** Which two documents show how the bodies differ: the first is the one that was received. */
export interface SignedPair {
  /** Null for the payload itself. */
  readonly received: SignedName | null;
  readonly signed: SignedName;
}

function textOf(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** A text as a comparison of editors sees it: without byte order mark, line ends and white space around lines. */
function comparable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join('\n')
    .normalize('NFC');
}

/** Text where the difference can be seen in text: not in white space, line ends, a byte order mark or accents. */
export function signedPair(received: Uint8Array, signed: Uint8Array, contentType: string): SignedPair {
  const texts = received.includes(0) || signed.includes(0) ? [] : [textOf(received), textOf(signed)];
  const [before = null, after = null] = texts;
  if (before === null || after === null || comparable(before) === comparable(after)) {
    return { received: 'received.hex.txt', signed: 'signed.hex.txt' };
  }
  const isJson = payloadName(contentType, signed) === 'payload.json';
  return { received: null, signed: isJson ? 'signed.json' : 'signed.txt' };
}

/** The content of one of these documents. `received` is the body as it came. */
export function signedContent(
  name: SignedName,
  received: Uint8Array,
  { body, differences }: Recovered,
): Uint8Array {
  const start = hexStart(differences[0]?.offset ?? 0);
  switch (name) {
    case 'signed.json':
    case 'signed.txt':
      return body;
    case 'received.hex.txt':
      return new TextEncoder().encode(hexText(received, start));
    case 'signed.hex.txt':
      return new TextEncoder().encode(hexText(body, start));
  }
}

/** Where a document is to be looked at first: from 0, in UTF-16 units. */
export interface FirstPlace {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Columns in front of the first byte of a row of hex. */
const hexMargin = 10;

/** The first difference in the document of the body that was signed: up to there it is as it was received. */
export function firstPlace(name: SignedName, { body, differences }: Recovered): FirstPlace {
  const [{ offset, signed } = { offset: 0, signed: '' }] = differences;
  if (name === 'received.hex.txt' || name === 'signed.hex.txt') {
    const at = offset - hexStart(offset);
    const from = hexMargin + (at % 16) * 3;
    return { line: Math.floor(at / 16), from, to: from + 2 };
  }
  const lines = new TextDecoder().decode(body.subarray(0, offset)).split(/\r\n|\r|\n/);
  const from = lines.at(-1)?.length ?? 0;
  return { line: lines.length - 1, from, to: from + (/^[^\r\n]*/.exec(signed)?.[0].length ?? 0) };
}
