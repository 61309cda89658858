import type { HeaderPair } from './http.ts';

/** An answer as a person wants it. */
export interface WantedAnswer {
  /** 200 to 599. */
  readonly status: number;
  /** Beside, or instead of, those that the listener sets; never those of the connection or of the length. */
  readonly headers: readonly HeaderPair[];
  /** Null for the usual one of the status. */
  readonly body: string | null;
  /** Milliseconds. */
  readonly delay: number;
}

/** `timeOut`: the sender is never answered. */
export type AnswerStep = WantedAnswer | 'timeOut';

/** What the senders of a source are answered, request after request. */
export interface AnswerRule {
  /** One at least; the last one is that of all further requests. */
  readonly steps: readonly AnswerStep[];
  /** After the last step the first one follows again. */
  readonly repeats: boolean;
  /** For requests whose signature is not right, which take no step then; null: the same as for all others. */
  readonly invalid: AnswerStep | null;
}

/** What is answered for a while instead of what is configured; the engine forgets it when it ends. */
export interface TemporaryAnswer {
  /** Name of the source whose requests get it; null for every request. */
  readonly source: string | null;
  readonly rule: AnswerRule;
  /** Requests that are still to get it; null: until it is stopped. */
  readonly remaining: number | null;
}
