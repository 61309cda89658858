import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import type { Spelling } from './digestTexts.ts';
import { cause } from './hypothesis.ts';
import type { ReceivedText } from './printedTexts.ts';
import type { DigestEncoding } from '../../protocol/signature.ts';

/**
 * A received text that is no digest as it stands and is one's spelling with a fault: zeros left out, or one character
 * altered. Which digest it was cannot be read from it, so each digest that is made is compared with it.
 */
export interface OddDigest {
  /** What happened to the digest's spelling; undefined where the text is not its. Nearly always 2 comparisons. */
  readonly match: Match;
  /** Bytes of the digests that it may be one of. */
  readonly size: number;
  /** What had to be undone to get at the text. */
  readonly causes: readonly Cause[];
}

type Match = (digest: Buffer) => Cause | undefined;

/** Fewer characters of a digest than this prove nothing. */
const fewestCharacters = 24;
const mostTexts = 8;

type Spell = (digest: Buffer) => string;

const unpadded: Spell = (digest) => Array.from(digest, (byte) => byte.toString(16)).join('');
const signed: Spell = (digest) =>
  Array.from(digest, (byte) => (byte < 128 ? byte : 0xffffff00 + byte).toString(16)).join('');
const asNumber: Spell = (digest) => digest.toString('hex').replace(/^0+/, '');

/** Bytes that a text in hex without its zeros can begin with. */
function firstBytes(text: string): ReadonlySet<number> {
  const [one, two] = [text.slice(0, 1), text.slice(0, 2)].map((digits) => Number.parseInt(digits, 16));
  const negative = text.startsWith('ffffff') ? [Number.parseInt(text.slice(6, 8), 16)] : [];
  // A number lost all zeros in front, so it may begin with a byte that is none of its own.
  return new Set([one ?? 0, two ?? 0, 0, ...negative]);
}

function withoutZeros(text: string): Match {
  const own = text.toLowerCase();
  const first = firstBytes(own);
  const spellings: readonly (readonly [Spell, string])[] = [
    [unpadded, 'unpadded'],
    [asNumber, 'unpadded'],
    [signed, 'signed'],
  ];
  return (digest) => {
    const found = first.has(digest[0] ?? 0) ? spellings.find(([spell]) => spell(digest) === own) : undefined;
    return found === undefined ? undefined : cause('encoding-hex', { as: found[1] });
  };
}

/** The first place where two texts differ, and what they have there, where one character is all that does. */
function edit(
  received: string,
  right: string,
): { position: number; received: string; signed: string } | undefined {
  let start = 0;
  while (start < right.length && received[start] === right[start]) {
    start += 1;
  }
  const lengths = received.length - right.length;
  const rest = [received.slice(start + (lengths >= 0 ? 1 : 0)), right.slice(start + (lengths <= 0 ? 1 : 0))];
  return Math.abs(lengths) > 1 || rest[0] !== rest[1] || received === right
    ? undefined
    : {
        position: start + 1,
        received: lengths >= 0 ? (received[start] ?? '') : '',
        signed: lengths <= 0 ? (right[start] ?? '') : '',
      };
}

function causeOf(text: string, right: string): Cause | undefined {
  const found = edit(text, right);
  if (found === undefined) {
    return undefined;
  }
  const { position, received, signed } = found;
  if (received === '' && (position === 1 || position === right.length)) {
    return cause('header-truncated', { where: position === 1 ? 'start' : 'end' });
  }
  return cause('header-altered', { position: String(position), received, signed });
}

/** Whether one half of a text is that of a digest: a text with one character altered has the other half whole. */
function halfTest(text: string, encoding: 'hex' | 'base64' | 'base64url'): (digest: Buffer) => boolean {
  const tail = encoding === 'hex' ? text.slice(-8) : text.slice(text.endsWith('=') ? -12 : -11);
  const [head, end] = [Buffer.from(text.slice(0, 8), encoding), Buffer.from(tail, encoding)];
  const [first, last] = [head.subarray(0, 4), end.subarray(-4)].map((bytes) =>
    bytes.length === 4 ? bytes.readUInt32BE() : -1,
  );
  return (digest) => digest.readUInt32BE() === first || digest.readUInt32BE(digest.length - 4) === last;
}

function altered(text: string, own: DigestEncoding): Match {
  const encoding = own === 'hex-upper' ? 'hex' : own;
  const spelled = own === 'hex' && /^[0-9A-Fa-f]+$/.test(text) ? text.toLowerCase() : text;
  const hasHalf = halfTest(spelled, encoding);
  return (digest) => {
    if (!hasHalf(digest)) {
      return undefined;
    }
    const right = digest.toString(encoding);
    return causeOf(spelled, own === 'hex-upper' ? right.toUpperCase() : right);
  };
}

/** What the texts of a signature may be with a fault in them, of at most eight of them. */
export function oddDigestsOf(received: readonly ReceivedText[], { encoding, size }: Spelling): OddDigest[] {
  if (size === null) {
    return [];
  }
  const length = Math.ceil(size * (encoding === 'hex' || encoding === 'hex-upper' ? 2 : 4 / 3));
  const texts = new Map(received.toReversed().map(({ text, causes }) => [text, causes]));
  return [...texts].slice(-mostTexts).flatMap(([text, causes]) => {
    const isLong = text.length >= Math.max(fewestCharacters, size);
    const isHex = /^[0-9a-f]+$/i.test(text);
    const lacksZeros = isLong && isHex && text.length <= size * 8 && text.length !== size * 2;
    const isNear = isLong && Math.abs(text.length - length) <= 3;
    return [...(lacksZeros ? [withoutZeros(text)] : []), ...(isNear ? [altered(text, encoding)] : [])].map(
      (match) => ({ match, size, causes }),
    );
  });
}
