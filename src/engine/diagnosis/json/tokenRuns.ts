import { Buffer } from 'node:buffer';
import type { Run, Runs } from '../byteRuns.ts';
import { gapBefore, gapStart } from './gaps.ts';
import { spelledLength, valueOf } from './spelling.ts';
import type { JsonText } from './tokens.ts';
import { Kind } from './tree.ts';

/** Whether both say the same, tokens in the same order; numbers may differ. */
function saysTheSame(one: JsonText, other: JsonText): boolean {
  return (
    one.kinds.length === other.kinds.length &&
    one.kinds.every((kind, index) => {
      const [text, otherText] = [one.texts[index] ?? '', other.texts[index] ?? ''];
      return (
        kind === other.kinds[index] &&
        (text === otherText || kind === Kind.number || valueOf(text) === valueOf(otherText))
      );
    })
  );
}

/** A stretch of a text: from and to, in UTF-16 units. */
type Stretch = readonly [number, number];

class Collector {
  readonly #one: string;
  readonly #other: string;
  readonly #most: number;
  readonly runs: Run[] = [];
  count = 0;

  constructor(one: string, other: string, most: number) {
    this.#one = one;
    this.#other = other;
    this.#most = most;
  }

  add(one: Stretch, other: Stretch): void {
    this.count += 1;
    if (this.runs.length < this.#most) {
      this.runs.push({ received: inBytes(this.#one, one), signed: inBytes(this.#other, other) });
    }
  }

  /** Two spellings of one string, unit by unit; what follows one another is one run. */
  addStrings(one: Stretch, other: Stretch): void {
    let [at, otherAt] = [one[0], other[0]];
    let start: Stretch | undefined;
    while (at < one[1]) {
      const unit = this.#one.slice(at, at + spelledLength(this.#one, at));
      const otherUnit = this.#other.slice(otherAt, otherAt + spelledLength(this.#other, otherAt));
      if (unit !== otherUnit) {
        start ??= [at, otherAt];
      } else if (start !== undefined) {
        this.add([start[0], at], [start[1], otherAt]);
        start = undefined;
      }
      at += unit.length;
      otherAt += otherUnit.length;
    }
    if (start !== undefined) {
      this.add([start[0], at], [start[1], otherAt]);
    }
  }
}

function inBytes(text: string, [from, to]: Stretch): Stretch {
  const start = Buffer.byteLength(text.slice(0, from));
  return [start, start + Buffer.byteLength(text.slice(from, to))];
}

function addGap(collector: Collector, texts: readonly [JsonText, JsonText], index: number): void {
  const [one, other] = texts;
  const [gap, otherGap] = [gapBefore(one, index), gapBefore(other, index)];
  if (gap === otherGap) {
    return;
  }
  // The comma or colon that both have is no difference.
  const isSpace = (text: string, at: number): boolean => ' \t\r\n'.includes(text.charAt(at) || '?');
  let before = 0;
  while (before < Math.min(gap.length, otherGap.length) && gap[before] === otherGap[before]) {
    before += 1;
  }
  let after = 0;
  const rest = Math.min(gap.length, otherGap.length) - before;
  while (
    after < rest &&
    isSpace(gap, gap.length - 1 - after) &&
    gap.at(-1 - after) === otherGap.at(-1 - after)
  ) {
    after += 1;
  }
  const [start, otherStart] = [gapStart(one, index), gapStart(other, index)];
  collector.add(
    [start + before, start + gap.length - after],
    [otherStart + before, otherStart + otherGap.length - after],
  );
}

function addToken(collector: Collector, texts: readonly [JsonText, JsonText], index: number): void {
  const [one, other] = texts;
  const [text, otherText] = [one.texts[index] ?? '', other.texts[index] ?? ''];
  const [start, otherStart] = [one.starts[index] ?? 0, other.starts[index] ?? 0];
  if (text === otherText) {
    return;
  }
  if (one.kinds[index] === Kind.number) {
    collector.add([start, start + text.length], [otherStart, otherStart + otherText.length]);
  } else {
    collector.addStrings(
      [start + 1, start + 1 + text.length],
      [otherStart + 1, otherStart + 1 + otherText.length],
    );
  }
}

/** Where two writings of one JSON value differ; undefined where they say different things. */
export function tokenRuns(one: JsonText, other: JsonText, most: number): Runs | undefined {
  if (!saysTheSame(one, other)) {
    return undefined;
  }
  const collector = new Collector(one.text, other.text, most);
  for (let index = 0; index <= one.kinds.length; index += 1) {
    addGap(collector, [one, other], index);
    if (index < one.kinds.length) {
      addToken(collector, [one, other], index);
    }
  }
  return collector;
}
