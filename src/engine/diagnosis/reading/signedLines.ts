import { isUtf8 } from 'node:buffer';
import type { SignedLines } from '../../../protocol/diagnosis.ts';
import { byteRuns, type Run, type Runs } from '../byteRuns.ts';
import { tokenRuns } from '../json/tokenRuns.ts';
import { readJson } from '../json/tokens.ts';
import { lineStarts, linesOf, pieces, placesWithin } from './lines.ts';

/** Bytes of a body that is shown whole; of larger ones only what differs. */
const longestWhole = 64 * 1024;
/** Differences that are looked for. */
const mostRuns = 400;
/** Lines of a document that shows only what differs, and those around each difference. */
const mostLines = 2000;
const context = 3;
/** Stands for lines that both have. */
const gap = '⋯';

/** Both bodies and where their lines begin: where they are alike, at the same places. */
interface Pair {
  readonly received: Uint8Array;
  readonly signed: Uint8Array;
  readonly receivedStarts: readonly number[];
  readonly signedStarts: readonly number[];
}

/** Lines that belong together: from and to, the end not included, in each body. */
interface Hunk {
  readonly received: readonly [number, number];
  readonly signed: readonly [number, number];
}

function runsOf(received: Uint8Array, signed: Uint8Array): Runs {
  const [one, other] = [readJson(received), readJson(signed)];
  const byToken = one === undefined || other === undefined ? undefined : tokenRuns(one, other, mostRuns);
  return byToken ?? byteRuns(received, signed, mostRuns);
}

/** The runs, and as a last one what lies behind the most that are looked for. */
function allRuns({ runs, count }: Runs, received: Uint8Array, signed: Uint8Array): readonly Run[] {
  const last = runs.at(-1);
  return count === runs.length || last === undefined
    ? runs
    : [...runs, { received: [last.received[1], received.length], signed: [last.signed[1], signed.length] }];
}

/** Walks a sorted list of places in order, so that a body of many lines is not searched for each run. */
class Places {
  readonly #places: readonly number[];
  #at = 0;

  constructor(places: readonly number[]) {
    this.#places = places;
  }

  upTo(end: number): readonly number[] {
    const from = this.#at;
    while ((this.#places[this.#at] ?? Infinity) <= end) {
      this.#at += 1;
    }
    return this.#places.slice(from, this.#at);
  }
}

/** Spread arguments would overflow the stack: there may be a million. */
function append(all: number[], more: readonly number[]): void {
  for (const one of more) {
    all.push(one);
  }
}

/** Breaks both bodies: what they have in common where the received one allows it, the rest each by itself. */
function aligned(received: Uint8Array, signed: Uint8Array, runs: readonly Run[]): Pair {
  const [own, other] = [new Places(lineStarts(received)), new Places(lineStarts(signed))];
  const [receivedStarts, signedStarts]: [number[], number[]] = [[], []];
  let [at, signedAt] = [0, 0];
  const end: Run = { received: [received.length, received.length], signed: [signed.length, signed.length] };
  for (const run of [...runs, end]) {
    const same = placesWithin(received, own.upTo(run.received[0]), at, run.received[0]);
    append(receivedStarts, same);
    const offset = signedAt - at;
    append(
      signedStarts,
      same.map((place) => place + offset),
    );
    other.upTo(run.signed[0]);
    append(receivedStarts, placesWithin(received, own.upTo(run.received[1]), ...run.received));
    append(signedStarts, placesWithin(signed, other.upTo(run.signed[1]), ...run.signed));
    [at, signedAt] = [run.received[1], run.signed[1]];
  }
  return { received, signed, receivedStarts, signedStarts };
}

/** The number of the line in which a byte stands, from 0. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The lines of a run, and some around it. */
function around(starts: readonly number[], [from, to]: readonly [number, number]): [number, number] {
  const last = lineAt(starts, Math.max(from, to - 1));
  return [Math.max(0, lineAt(starts, from) - context), Math.min(starts.length + 1, last + 1 + context)];
}

/** What differs with the lines around it; what touches in either body is one hunk. */
function hunksOf(pair: Pair, runs: readonly Run[]): { hunks: readonly Hunk[]; shown: number } {
  const hunks: { received: [number, number]; signed: [number, number] }[] = [];
  let shown = 0;
  for (const run of runs) {
    const received = around(pair.receivedStarts, run.received);
    const signed = around(pair.signedStarts, run.signed);
    if (hunks.reduce((sum, { signed: [from, to] }) => sum + to - from, 0) > mostLines) {
      break;
    }
    const last = hunks.at(-1);
    if (last !== undefined && (last.received[1] >= received[0] || last.signed[1] >= signed[0])) {
      last.received[1] = received[1];
      last.signed[1] = signed[1];
    } else {
      hunks.push({ received, signed });
    }
    shown += 1;
  }
  return { hunks, shown };
}

function hunkText(
  body: Uint8Array,
  starts: readonly number[],
  hunks: readonly (readonly [number, number])[],
): string {
  const start = (line: number): number => (line === 0 ? 0 : (starts[line - 1] ?? body.length));
  const texts = hunks.map(([from, to]) => {
    const bounds = [start(from), start(to)] as const;
    return linesOf(pieces(body, starts.slice(Math.max(0, from - 1), to), bounds)).replace(/\n$/, '');
  });
  const isFromStart = hunks[0]?.[0] === 0;
  const isToEnd = hunks.at(-1)?.[1] === starts.length + 1;
  return [...(isFromStart ? [] : [gap]), texts.join(`\n${gap}\n`), ...(isToEnd ? [] : [gap])].join('\n');
}

/** A text as a comparison of editors sees it: without byte order mark, line ends and white space around lines. */
function comparable(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .join('\n')
    .normalize('NFC');
}

function isText(body: Uint8Array): boolean {
  return isUtf8(body) && !body.includes(0);
}

/**
 * A received body and the one that was signed, in lines that can be compared by eye: every byte that is shown is
 * theirs, only line breaks are added. Null where a comparison of text would not show the difference.
 */
export function signedLines(received: Uint8Array, signed: Uint8Array): SignedLines | null {
  if (!isText(received) || !isText(signed)) {
    return null;
  }
  const found = runsOf(received, signed);
  const pair = aligned(received, signed, allRuns(found, received, signed));
  const isWhole = received.length <= longestWhole && signed.length <= longestWhole;
  const { hunks, shown } = isWhole
    ? { hunks: wholeOf(pair), shown: found.count }
    : hunksOf(pair, found.runs.slice(0, mostRuns));
  const lines = {
    received: hunkText(
      received,
      pair.receivedStarts,
      hunks.map((hunk) => hunk.received),
    ),
    signed: hunkText(
      signed,
      pair.signedStarts,
      hunks.map((hunk) => hunk.signed),
    ),
  };
  return comparable(lines.received) === comparable(lines.signed)
    ? null
    : { ...lines, isWhole, shown, count: found.count };
}

function wholeOf({ receivedStarts, signedStarts }: Pair): readonly Hunk[] {
  return [{ received: [0, receivedStarts.length + 1], signed: [0, signedStarts.length + 1] }];
}
