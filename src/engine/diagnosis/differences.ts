import { Buffer, isUtf8 } from 'node:buffer';
import type { Difference } from '../../protocol/diagnosis.ts';
import { byteRuns, type Run } from './byteRuns.ts';
import { tokenRuns } from './json/tokenRuns.ts';
import { readJson } from './json/tokens.ts';

/** The first differences of two bodies, and how many there are in all. */
export interface Differences {
  readonly differences: readonly Difference[];
  readonly count: number;
}

const maxDifferences = 5;
const maxText = 40;
/** Bytes that may be needed for so many characters. */
const maxBytes = maxText * 4;

/** Text, and bytes in hexadecimal where they are none. */
function shown(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) {
    return Buffer.from(bytes.subarray(0, maxText)).toString('hex').slice(0, maxText);
  }
  const text = Buffer.from(bytes.subarray(0, maxBytes)).toString('utf8');
  const isCut = bytes.length > maxBytes || text.length > maxText;
  // Neither half a pair nor half a character at the end; a U+FFFD that is not of the cut is a character like others.
  return isCut
    ? text
        .slice(0, maxText)
        .toWellFormed()
        .replace(/\ufffd$/, '')
    : text;
}

function differenceOf(run: Run, received: Uint8Array, signed: Uint8Array): Difference {
  return {
    offset: run.received[0],
    received: shown(received.subarray(...run.received)),
    signed: shown(signed.subarray(...run.signed)),
  };
}

/**
 * Where a received body differs from the one that was signed. JSON that says the same is compared token by token,
 * all else byte by byte: bodies that have little in common end in one long difference.
 */
export function differencesOf(received: Uint8Array, signed: Uint8Array): Differences {
  const [one, other] = [readJson(received), readJson(signed)];
  const byToken =
    one === undefined || other === undefined ? undefined : tokenRuns(one, other, maxDifferences);
  const { runs, count } = byToken ?? byteRuns(received, signed, maxDifferences);
  return { differences: runs.map((run) => differenceOf(run, received, signed)), count };
}
