import type { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import type { Cause } from '../../../protocol/diagnosis.ts';
import type { Variant } from '../hypothesis.ts';
import { withNumbers } from './arrange.ts';
import { inTurns } from '../inTurns.ts';
import { charactersOf, spellingOf } from './characters.ts';
import { deepRestorations } from './deepRestorations.ts';
import { jsonCauses } from './jsonCauses.ts';
import { sampleOrders } from './keyOrders.ts';
import { isInteger, withForm } from './numberForms.ts';
import { restorationsOf, type Restoration } from './restorations.ts';
import { combinedStyles, escapingStyles, usualStyles, type SenderStyle } from './senderStyles.ts';
import type { StringStyle } from './stringStyle.ts';
import { write, type JsonStyle } from './styles.ts';
import { readJson, type JsonText } from './tokens.ts';
import type { JsonTree } from './tree.ts';

export { jsonSigns } from './signs.ts';

/** A body that may have been signed. Its causes are found when they are asked for: few ever are. */
class JsonVariant implements Variant<Uint8Array> {
  readonly value: Uint8Array;
  readonly #received: JsonText;
  #causes: readonly Cause[] | undefined;

  constructor(value: Uint8Array, received: JsonText) {
    this.value = value;
    this.#received = received;
  }

  get causes(): readonly Cause[] {
    this.#causes ??= jsonCauses(this.#received, this.value);
    return this.#causes;
  }
}

/** One body to be made: what the value was, how it was written, what stood behind it. */
interface Plan {
  readonly restoration: Restoration;
  readonly style: SenderStyle;
  readonly end: JsonStyle['end'];
}

/** A final newline is removed and added rarely, and a style beyond the usual ones is not the time to think of it. */
const endWeights: readonly (readonly [JsonStyle['end'], number])[] = [
  ['', 0],
  ['\n', 5],
  ['\r\n', 18],
];
/** SendGrid ends every body so, as its libraries' tests of signatures show. */
const ownEnds: Readonly<Record<string, JsonStyle['end']>> = { sendgrid: '\r\n' };

/** What may stand behind the value, and how unlikely it is, by who sent it. */
function endsOf(scheme: string): typeof endWeights {
  const own = Object.hasOwn(ownEnds, scheme) ? ownEnds[scheme] : undefined;
  return endWeights.map(([end, weight]) => [end, end === own ? -1 : weight]);
}

/** Of the first styles all restorations are tried, of the others the likeliest. */
const fullStyles = 17;
const restorationsForOthers = 6;
/** Bodies that are made before the first of the deep restorations. */
const aloneFirst = 100;
/** Tokens of restored values that are kept for the next style. */
const maxKept = 4_000_000;

/** The plans of one style and end, the likeliest first. */
interface Row {
  readonly style: SenderStyle;
  readonly end: JsonStyle['end'];
  readonly weight: number;
  readonly restorations: readonly Restoration[];
  next: number;
}

function weightOf({ weight, restorations, next }: Row): number {
  return weight + (restorations[next]?.weight ?? Infinity);
}

/** The plans of all styles by their weights, made as far as they are asked for. */
function* byWeight(
  styles: readonly SenderStyle[],
  ends: typeof endWeights,
  restorations: (at: number) => readonly Restoration[],
): Generator<Plan> {
  let rows: Row[] = styles.flatMap((style, at) =>
    ends.map(([end, more]) => ({
      style,
      end,
      weight: style.weight + more,
      restorations: restorations(at),
      next: 0,
    })),
  );
  while (rows.length > 0) {
    const limit = Math.min(...rows.map(weightOf));
    for (const row of rows) {
      while (weightOf(row) <= limit) {
        const { style, end, restorations: own, next } = row;
        row.next += 1;
        const restoration = own[next];
        if (restoration !== undefined) {
          yield { restoration, style, end };
        }
      }
    }
    rows = rows.filter((row) => row.next < row.restorations.length);
  }
}

class Candidates {
  readonly #received: JsonText;
  readonly #characters: string;
  readonly #restorations: readonly Restoration[];
  readonly #hasFloats: boolean;
  readonly #bytes: number;
  readonly #spellings = new Map<StringStyle, string>();
  /** What tells bodies apart that would come out alike, before they are made. */
  readonly #names = new Set<string>();
  readonly #made: Set<string>;
  readonly #trees = new Map<Restoration, JsonTree>();

  constructor(received: JsonText, body: Uint8Array) {
    this.#received = received;
    this.#characters = charactersOf(received);
    this.#restorations = restorationsOf(received).toSorted((a, b) => a.weight - b.weight);
    this.#hasFloats = received.texts.some((text) => /^-?\d/.test(text) && !isInteger(text));
    this.#bytes = body.length;
    this.#made = new Set([hash('sha1', body)]);
  }

  *all(scheme: string): Generator<JsonVariant> {
    const usual = this.#usual(scheme);
    for (let count = 0; count < aloneFirst; count += 1) {
      const next = usual.next();
      if (next.done === true) {
        break;
      }
      yield next.value;
    }
    // What is rarer, and far more, comes after four of the usual ones each.
    yield* inTurns([usual, usual, usual, usual, this.#deep(scheme)]);
  }

  *#usual(scheme: string): Generator<JsonVariant> {
    const full = this.#restorations;
    const ends = endsOf(scheme);
    const few = full.slice(0, restorationsForOthers);
    yield* this.#make(byWeight(usualStyles(scheme), ends, (at) => (at < fullStyles ? full : few)));
    const asItIs = full.slice(0, 1);
    const combined = combinedStyles((strings) => this.#isOther(strings));
    yield* this.#make(byWeight(combined, ends, () => asItIs));
    const escaping = escapingStyles(this.#characters).filter(({ strings }) => this.#isOther(strings));
    yield* this.#make(byWeight(escaping, ends, () => asItIs));
  }

  /** Styles that spell the body's texts and numbers alike are one. */
  *#deep(scheme: string): Generator<JsonVariant> {
    const names = new Set<string>();
    const styles = usualStyles(scheme).filter(({ strings, layout, floats }) => {
      const { size } = names;
      const name = [layout, this.#hasFloats ? floats : 'kept', this.#spelling(strings)];
      return names.add(JSON.stringify(name)).size > size;
    });
    const received = this.#received;
    for (const { tree, style } of deepRestorations(received, sampleOrders(scheme), styles, this.#bytes)) {
      const body = this.#written(tree, { style, end: '' });
      if (body !== undefined) {
        yield new JsonVariant(body, received);
      }
    }
  }

  *#make(plans: Iterable<Plan>): Generator<JsonVariant> {
    for (const plan of plans) {
      const body = this.#isNew(plan) ? this.#body(plan) : undefined;
      if (body !== undefined) {
        yield new JsonVariant(body, this.#received);
      }
    }
  }

  #isOther(strings: StringStyle): boolean {
    const count = this.#names.size;
    return this.#names.add(`strings ${this.#spelling(strings)}`).size > count;
  }

  #spelling(strings: StringStyle): string {
    const known = this.#spellings.get(strings);
    if (known !== undefined) {
      return known;
    }
    const spelling = spellingOf(strings, this.#characters);
    this.#spellings.set(strings, spelling);
    return spelling;
  }

  #isNew({ restoration, style, end }: Plan): boolean {
    const { strings, layout, floats } = style;
    const place = this.#restorations.indexOf(restoration);
    const numbers = this.#hasFloats || place > 0 ? floats : 'kept';
    const name = JSON.stringify([place, layout, numbers, end, this.#spelling(strings)]);
    const count = this.#names.size;
    return this.#names.add(name).size > count;
  }

  #body({ restoration, style, end }: Plan): Buffer | undefined {
    return this.#written(this.#restored(restoration), { style, end });
  }

  /** Undefined where such a body was made before. */
  #written(tree: JsonTree, { style, end }: Pick<Plan, 'style' | 'end'>): Buffer | undefined {
    const body = write(this.#withFloats(tree, style.floats), { ...style, end });
    const count = this.#made.size;
    return body !== undefined && this.#made.add(hash('sha1', body)).size > count ? body : undefined;
  }

  #withFloats(restored: JsonTree, floats: SenderStyle['floats']): JsonTree {
    if (floats === 'kept') {
      return restored;
    }
    const texts = new Map<string, string>();
    return (
      withNumbers(restored, (text) => {
        const known = texts.get(text) ?? withForm(text, floats);
        texts.set(text, known);
        return known;
      }) ?? restored
    );
  }

  #restored(restoration: Restoration): JsonTree {
    const known = this.#trees.get(restoration);
    if (known !== undefined) {
      return known;
    }
    const tree = restoration.apply(this.#received);
    if ((this.#trees.size + 1) * tree.kinds.length < maxKept) {
      this.#trees.set(restoration, tree);
    }
    return tree;
  }
}

/**
 * Bodies that may have been signed where the received one is JSON that was read and written again on its way: other
 * writings of the same value, the likeliest first, none twice and none of them the received one. `scheme` is the id of
 * the one who sent it, which is likely to have written it in its own way.
 */
export function* jsonBodyVariants(body: Uint8Array, scheme = ''): Generator<Variant<Uint8Array>> {
  const received = readJson(body);
  if (received !== undefined) {
    yield* new Candidates(received, body).all(scheme);
  }
}
