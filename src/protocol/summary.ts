/** Whether the thing that the event reports went well (a backup that failed is a `failure`). */
import type { Verdict } from './verdict.ts';

export type Outcome = 'success' | 'failure' | 'unknown';

/** What a row of the list needs. */
export interface EventSummary {
  /** Monotonic, never used twice in a store. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly verdict: Verdict;
  readonly title: string;
  /** Empty where the refused bytes hold no readable request line. */
  readonly method: string;
  /** The target up to `?`, as sent; attacker-controlled text. Empty as `method` is. */
  readonly path: string;
  /** Scheme id, null where none applies. */
  readonly provider: string | null;
  /** Name of the source that its path belongs to, null where no source has it. */
  readonly source: string | null;
  readonly outcome: Outcome;
  /** False where the request ended before its body did. */
  readonly complete: boolean;
  /** Body bytes kept. */
  readonly size: number;
  /** Bytes that Content-Length announced, where they are not those that are kept. */
  readonly declared?: number;
  /** A browser made it, for whatever page was open in it. */
  readonly fromBrowser: boolean;
  /** It did not arrive here: a file had it. */
  readonly imported?: true;
  /** Of the app that it was sent to last, by forwarding or by a person; absent where it was never sent. */
  readonly response?: AppResponse;
}

/** How an app responded to an event. */
export interface AppResponse {
  /** Null where no response came. */
  readonly status: number | null;
  /** Why none came, or why it ends early: the code of the `DeliveryFailure`; null where neither is so. */
  readonly failure: string | null;
  readonly milliseconds: number;
}
