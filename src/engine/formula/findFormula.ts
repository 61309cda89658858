import type { Formula, FormulaSearch, SearchedSpace } from '../../protocol/formula.ts';
import { proofPlace } from '../../protocol/signatureGuess.ts';
import { likelyKeys, type Key as KeyForm } from '../../protocol/keyGuess.ts';
import { algorithms, digestOf, isPublicKey, publicKeyMatches } from '../signature/digest.ts';
import { keysOf, type Key } from '../signature/keys.ts';
import type { KeyRule, SignatureAlgorithm } from '../signature/scheme.ts';
import type { Case } from '../verification/verifyRequest.ts';
import { contents, type Content } from './contents.ts';
import { ingredientsOf } from './ingredients.ts';
import { readingsOf, type Reading } from './reading.ts';
import { SignedBytes } from './signedBytes.ts';

/** Digests that are made at most. */
const mostTried = 150_000;
/** Formulas that are told apart by no byte of the event; more are of no help. */
const mostFound = 8;

/** Whether the search has to end. */
export interface Deadline {
  readonly isOver: boolean;
}

interface Maker {
  readonly algorithm: SignatureAlgorithm;
  readonly form: KeyForm;
  readonly key: Key;
}

/** Node verifies with the algorithm of the key, whatever it is asked for: the key says which one it is. */
const keyTypes: Readonly<Partial<Record<SignatureAlgorithm, string>>> = {
  ed25519: 'ed25519',
  'ecdsa-p256-sha256': 'ec',
  'rsa-sha256': 'rsa',
};

function isKeyOf(algorithm: SignatureAlgorithm, { key }: Key): boolean {
  const { namedCurve = 'prime256v1' } = key.asymmetricKeyDetails ?? {};
  return key.asymmetricKeyType === keyTypes[algorithm] && namedCurve === 'prime256v1';
}

/** The algorithms whose signatures are as long as these. */
function algorithmsFor(reading: Reading): readonly SignatureAlgorithm[] {
  const lengths = new Set(reading.signatures.map(({ length }) => length));
  const names = Object.keys(algorithms) as SignatureAlgorithm[];
  return names.filter((name) => {
    const { bytes } = algorithms[name];
    const least = name === 'rsa-sha256' ? 128 : 68;
    return bytes === null ? [...lengths].some((length) => length >= least) : lengths.has(bytes);
  });
}

function makersFor(reading: Reading, secret: string): readonly Maker[] {
  return algorithmsFor(reading).flatMap((algorithm) => {
    const isPlainHash = algorithms[algorithm].proof === 'hash';
    const forms: readonly KeyForm[] = isPlainHash ? [{ encoding: 'utf8' }] : likelyKeys(secret, algorithm);
    return forms.flatMap((form) => {
      const [key] = keysOf([{ label: '', value: secret }], form as KeyRule, false);
      return key === undefined || !isKeyOf(algorithm, key) ? [] : [{ algorithm, form, key }];
    });
  });
}

/** How much was done so far. */
interface Progress {
  tried: number;
  contents: number;
  isCutShort: boolean;
  /** The digest of nothing is the signature. */
  isOfNothing: boolean;
}

/** Looks in one event for how its signature is made of it with a secret. */
class FormulaFinder {
  readonly #subject: Case;
  readonly #header: string;
  readonly #secret: string;
  readonly #deadline: Deadline;
  readonly #makers = new Set<Maker>();
  readonly progress: Progress = {
    tried: 0,
    contents: 0,
    isCutShort: false,
    isOfNothing: false,
  };

  constructor(subject: Case, header: string, secret: string, deadline: Deadline) {
    this.#subject = subject;
    this.#header = header;
    this.#secret = secret;
    this.#deadline = deadline;
  }

  get searched(): SearchedSpace {
    const makers = [...this.#makers];
    return {
      algorithms: [...new Set(makers.map(({ algorithm }) => algorithm))],
      keys: [...new Map(makers.map(({ form }) => [JSON.stringify(form), form])).values()],
      contents: this.progress.contents,
    };
  }

  /** The formulas that one way to read the value allows; empty where there is none, or the search has to end. */
  search(reading: Reading): readonly Formula[] {
    const all = makersFor(reading, this.#secret);
    all.forEach((maker) => this.#makers.add(maker));
    const ingredients = ingredientsOf(this.#subject.parts, this.#header, reading);
    const signed = new SignedBytes(this.#subject, reading.fields, this.#secret);
    for (const isPlainHash of [false, true]) {
      const makers = all.filter(({ algorithm }) => (algorithms[algorithm].proof === 'hash') === isPlainHash);
      const possible = (): Iterable<Content> =>
        makers.length === 0 ? [] : contents(ingredients, isPlainHash);
      const match = this.#match(possible(), makers, [reading, signed]);
      if (match !== undefined) {
        const alike = [...possible()].filter((content) => signed.areSame(content, match.content));
        return alike.flatMap((content) => formulasOf(content, match.maker, reading)).slice(0, mostFound);
      }
    }
    return [];
  }

  #match(
    possible: Iterable<Content>,
    makers: readonly Maker[],
    [reading, signed]: readonly [Reading, SignedBytes],
  ): { readonly content: Content; readonly maker: Maker } | undefined {
    for (const content of possible) {
      const pieces = signed.of(content);
      // Of nothing there is no formula: whatever is signed and was empty gives the same signature.
      const isEmpty = pieces.every(({ length }) => length === 0);
      this.progress.contents += 1;
      for (const maker of makers) {
        if (this.progress.tried >= mostTried || this.#deadline.isOver) {
          this.progress.isCutShort = true;
          return undefined;
        }
        this.progress.tried += 1;
        if (isMadeBy(maker, pieces, reading)) {
          if (isEmpty) {
            this.progress.isOfNothing = true;
            continue;
          }
          return { content, maker };
        }
      }
    }
    return undefined;
  }
}

function isMadeBy(
  { algorithm, key }: Maker,
  pieces: readonly Uint8Array[],
  { signatures }: Reading,
): boolean {
  if (isPublicKey(algorithm)) {
    return signatures.some((signature) => publicKeyMatches(algorithm, key.key, pieces, signature));
  }
  const digest = digestOf(algorithm, key.key, pieces);
  return signatures.some((signature) => signature.equals(digest));
}

function formulasOf(
  { parts, timestamp }: Content,
  { algorithm, form: key }: Maker,
  { form, encodings }: Reading,
): readonly Formula[] {
  return encodings.map((encoding) => ({
    form,
    algorithm,
    encoding,
    content: parts.join(''),
    timestamp,
    key,
  }));
}

/**
 * How the signature in a header, or in a field of a form, is made of a request with a secret: what is signed, in which order and with which
 * separators, the algorithm, the encoding and the form of the key. What is found gives that very signature.
 */
export function findFormula(
  subject: Case,
  header: string,
  secret: string,
  deadline: Deadline,
): FormulaSearch {
  const finder = new FormulaFinder(subject, header, secret, deadline);
  const values = subject.parts.valuesAt(proofPlace(header));
  let found: readonly Formula[] = [];
  // Of several headers nobody knows which one counts: no rule takes any.
  for (const reading of values.length === 1 ? readingsOf(values[0] ?? '') : []) {
    if (found.length === 0 && !finder.progress.isCutShort) {
      found = finder.search(reading);
    }
  }
  const { progress, searched } = finder;
  const { tried, isCutShort, isOfNothing } = progress;
  return { found, tried, searched, isCutShort, isOfNothing };
}
