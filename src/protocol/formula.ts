import type { Key } from './keyGuess.ts';
import type { SignatureForm, TimePlace } from './signatureGuess.ts';
import type { DigestEncoding } from './signature.ts';

/** How a sender signs, as far as one event and its secret prove it. */
export interface Formula {
  readonly form: SignatureForm;
  readonly algorithm: string;
  readonly encoding: DigestEncoding;
  /** Template over the request. */
  readonly content: string;
  /** Where `{timestamp}` stands; null where the content has none. */
  readonly timestamp: TimePlace | null;
  readonly key: Key;
}

/** What was looked through: for a person to see what it is not. */
export interface SearchedSpace {
  readonly algorithms: readonly string[];
  readonly keys: readonly Key[];
  /** Templates of what may be signed, with every order and separator. */
  readonly contents: number;
}

export interface FormulaSearch {
  /** Each gives the signature; several where this event does not tell them apart, empty where none does. */
  readonly found: readonly Formula[];
  /** Digests that were made. */
  readonly tried: number;
  readonly searched: SearchedSpace;
  /** Time or number of tries were over before all was tried. */
  readonly isCutShort: boolean;
  /** The digest of nothing is the signature: whatever is signed is empty in this event, which shows nothing of it. */
  readonly isOfNothing: boolean;
}

/** What the host may ask about how an event is signed. */
export interface FormulaCalls {
  /**
   * Looks for how the signature in a header, or in `form:NAME`, is made of an event with a secret that is not saved, in a worker of its
   * own, for at most `budget` milliseconds. Null where the event is gone, or the search was cancelled.
   */
  findFormula: {
    readonly params: {
      readonly id: number;
      readonly header: string;
      readonly secret: string;
      readonly budget: number;
    };
    readonly result: FormulaSearch | null;
  };
  /** Ends that search for an event, if there is one. */
  cancelFormula: { readonly params: { readonly id: number }; readonly result: null };
}
