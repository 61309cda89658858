import { payloadName } from '../eventText.ts';
import type { Recovered } from '../../protocol/diagnosis.ts';
import { hexStart, hexText } from './hexText.ts';

/** Names of the documents beside an event's payload: the body that was signed, and both as hex. */
export const signedNames = ['signed.json', 'signed.txt', 'received.hex.txt', 'signed.hex.txt'] as const;
export type SignedName = (typeof signedNames)[number];

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
