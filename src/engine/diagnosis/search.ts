import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import type { Clock } from './clock.ts';
import { Targets } from './digests.ts';
import type { Variant } from './hypothesis.ts';
import { LazyList } from './lazyList.ts';
import type { Construction, Framing, KeyMaterial, Space } from './space.ts';

export interface Found {
  /** Empty where nothing is wrong. */
  readonly causes: readonly Cause[];
  readonly secretLabel: string;
  /** See `KeyMaterial`. */
  readonly corrected?: string | undefined;
  readonly body: Uint8Array;
}

export interface SearchResult {
  readonly found: Found | null;
  /** Digests that were made. */
  readonly tried: number;
  readonly isCutShort: boolean;
}

/** One choice of each dimension, as indexes into its variants. */
interface Point {
  readonly secret: number;
  readonly body: number;
  readonly framing: number;
  readonly construction: number;
}
type Dimension = keyof Point;

const asItIs: Point = { secret: 0, body: 0, framing: 0, construction: 0 };
const dimensions = ['secret', 'body', 'framing', 'construction'] as const satisfies readonly Dimension[];

/** Mistakes that come together, in the order in which they are looked for, and how far into each list. */
const together: readonly { readonly of: readonly Dimension[]; readonly depth: number }[] = [
  { of: ['secret', 'body'], depth: 300 },
  { of: ['secret', 'framing'], depth: 300 },
  { of: ['body', 'construction'], depth: 200 },
  { of: ['body', 'framing'], depth: 200 },
  { of: ['secret', 'construction'], depth: 200 },
  { of: ['framing', 'construction'], depth: 100 },
  { of: ['secret', 'body', 'framing'], depth: 14 },
  { of: ['secret', 'body', 'construction'], depth: 14 },
];

/**
 * How many variants of each are tried in turn: to write a long body again takes a hundred times as long as to hash it
 * with another secret, and both are to come to their likeliest in time.
 */
const perTurn: Readonly<Record<Dimension, number>> = { secret: 6, body: 1, framing: 2, construction: 2 };

/** How far each is looked into alone before two are looked for at once: rare ones take long and are seldom it. */
const firstSingles = 400;

/** The points of one dimension at a time with indexes in a range, the likeliest of each before the next of any. */
function* singles(
  [first, last]: readonly [number, number],
  isThere: (point: Point) => boolean,
): Generator<Point> {
  const next: Record<Dimension, number> = { secret: first, body: first, framing: first, construction: first };
  const open = new Set<Dimension>(dimensions);
  while (open.size > 0) {
    for (const dimension of open) {
      const end = next[dimension] + perTurn[dimension];
      for (; next[dimension] < end && open.has(dimension); next[dimension] += 1) {
        const point = { ...asItIs, [dimension]: next[dimension] };
        if (next[dimension] <= last && isThere(point)) {
          yield point;
        } else {
          open.delete(dimension);
        }
      }
    }
  }
}

/** All ways to write a sum as so many numbers from 1 on. */
function* compositions(sum: number, parts: number): Generator<readonly number[]> {
  if (parts === 1) {
    yield [sum];
    return;
  }
  for (let first = 1; first <= sum - parts + 1; first += 1) {
    for (const rest of compositions(sum - first, parts - 1)) {
      yield [first, ...rest];
    }
  }
}

/** Sums of indexes up to which all of them are tried before any goes on: what is likely in two ways waits for no list. */
const shallow = 56;

/** The points where several dimensions are otherwise at once, with sums of indexes in a range, the likeliest first. */
function* combined(
  { of, depth }: (typeof together)[number],
  [first, last]: readonly [number, number],
  isThere: (point: Point) => boolean,
): Generator<Point> {
  for (let sum = Math.max(of.length, first); sum <= Math.min(last, depth * of.length); sum += 1) {
    let someThere = false;
    for (const indexes of compositions(sum, of.length)) {
      const point = { ...asItIs };
      of.forEach((dimension, at) => Object.assign(point, { [dimension]: indexes[at] ?? 0 }));
      if (indexes.every((index) => index <= depth) && isThere(point)) {
        someThere = true;
        yield point;
      }
    }
    if (!someThere) {
      return;
    }
  }
}

/** All dimensions but the secret, made as far as they were needed. */
interface Surroundings {
  readonly targets: Targets;
  readonly bodies: LazyList<Variant<Uint8Array>>;
  readonly framings: LazyList<Variant<Framing>>;
  readonly constructions: LazyList<Variant<Construction>>;
}

/** Whether a secret is part of what is hashed: with another one it would be other bytes. */
function hasSecret(framing: Framing, body: Uint8Array, pieces: readonly Uint8Array[]): boolean {
  const other = framing(body, Buffer.from('another secret'));
  return !Buffer.concat(other).equals(Buffer.concat(pieces));
}

class Searcher {
  readonly #around: Surroundings;
  readonly #secrets: LazyList<Variant<KeyMaterial>>;
  tried = 0;

  constructor(around: Surroundings, secrets: Iterable<Variant<KeyMaterial>>) {
    this.#around = around;
    this.#secrets = new LazyList(secrets);
  }

  readonly isThere = ({ secret, body, framing, construction }: Point): boolean =>
    this.#secrets.at(secret) !== undefined &&
    this.#around.bodies.at(body) !== undefined &&
    this.#around.framings.at(framing) !== undefined &&
    this.#around.constructions.at(construction) !== undefined;

  /** What was found at a point, undefined for nothing. */
  at(point: Point): Found | undefined {
    const secret = this.#secrets.at(point.secret);
    const body = this.#around.bodies.at(point.body);
    const framing = this.#around.framings.at(point.framing);
    const construction = this.#around.constructions.at(point.construction);
    if (secret === undefined || body === undefined || framing === undefined || construction === undefined) {
      return undefined;
    }
    if (!this.#around.targets.admits(construction.value)) {
      return undefined;
    }
    this.tried += 1;
    const pieces = framing.value(body.value, secret.value.text);
    const target = this.#around.targets.match(construction.value, secret.value, pieces);
    if (target === undefined) {
      return undefined;
    }
    const isSecretUsed = construction.value.how !== 'hash' || hasSecret(framing.value, body.value, pieces);
    const parts = isSecretUsed
      ? [target, secret, body, framing, construction]
      : [target, body, framing, construction];
    return {
      causes: parts.flatMap(({ causes }) => causes),
      secretLabel: isSecretUsed ? secret.value.label : '',
      corrected: isSecretUsed ? secret.value.corrected : undefined,
      body: body.value,
    };
  }

  *points(): Generator<Point> {
    yield asItIs;
    yield* singles([1, firstSingles], this.isThere);
    for (const entry of together) {
      yield* combined(entry, [0, shallow], this.isThere);
    }
    yield* singles([firstSingles + 1, Number.POSITIVE_INFINITY], this.isThere);
    for (const entry of together) {
      yield* combined(entry, [shallow + 1, Number.POSITIVE_INFINITY], this.isThere);
    }
  }
}

/** Every secret of a space, with all else as it is. */
function* secretsAlone(isThere: (point: Point) => boolean): Generator<Point> {
  for (let secret = 0; isThere({ ...asItIs, secret }); secret += 1) {
    yield { ...asItIs, secret };
  }
}

/** Tries points until one is found, or the time is over. */
function follow(searcher: Searcher, points: Iterable<Point>, clock: Clock): SearchResult {
  for (const point of points) {
    const found = searcher.at(point);
    if (found !== undefined) {
      return { found, tried: searcher.tried, isCutShort: false };
    }
    if (clock.isOver) {
      return { found: null, tried: searcher.tried, isCutShort: true };
    }
  }
  return { found: null, tried: searcher.tried, isCutShort: false };
}

/** Looks for what gives a received signature: one thing otherwise, then several at once, until the time is over. */
export function search(space: Space, clock: Clock): SearchResult {
  const around: Surroundings = {
    targets: new Targets(space.targets, space.odd),
    bodies: new LazyList(space.bodies),
    framings: new LazyList(space.framings),
    constructions: new LazyList(space.constructions),
  };
  const searcher = new Searcher(around, space.secrets);
  const result = follow(searcher, searcher.points(), clock);
  if (result.found !== null || result.isCutShort) {
    return result;
  }
  const last = new Searcher(around, space.completions);
  const end = follow(last, secretsAlone(last.isThere), clock);
  return { ...end, tried: result.tried + end.tried };
}
