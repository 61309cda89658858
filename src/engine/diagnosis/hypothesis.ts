import type { Cause, CauseId } from '../../protocol/diagnosis.ts';

/** Something that may have been otherwise: what it would have been, and what that would be the mark of. */
export interface Variant<T> {
  readonly value: T;
  /** Empty for the thing as it is. */
  readonly causes: readonly Cause[];
}

/** Variants in the order of their likelihood; made one at a time, because most are never needed. */
export type Variants<T> = Iterable<Variant<T>>;

export function cause(id: CauseId, detail: Readonly<Record<string, string>> = {}): Cause {
  return { id, detail };
}
