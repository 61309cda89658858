import type { TargetRefusal, ForwardPath } from './targets.ts';
import type { Verdict } from './verdict.ts';

/** Where the events of a source are sent on to as they arrive, and which of them. */
export interface ForwardRule {
  /** Name of the source. */
  readonly source: string;
  /** What stays the same when the source is renamed; absent where it is the name. */
  readonly id?: string;
  /** URL. */
  readonly target: string;
  readonly path: ForwardPath;
  readonly onlyValid: boolean;
  /** Also those that a web page made a browser send. */
  readonly browserRequests: boolean;
  /** The sender waits for the application's answer and is given it. */
  readonly answerSender: boolean;
  /** Milliseconds that the sender waits at most. */
  readonly answerWithin: number;
}

/** Why an event was not sent on when it arrived. */
export type NotForwarded =
  | { readonly code: 'refused' | 'incomplete' | 'browser' | 'handshake' }
  /** It came here before, and was sent back: by another window, as a rule. */
  | { readonly code: 'loop' }
  /** Only valid ones are. */
  | { readonly code: 'notValid'; readonly verdict: Verdict }
  /** The target is none that may be sent to. */
  | { readonly code: 'target'; readonly refusal: TargetRefusal }
  /** So many were waiting for the target that it could not wait, too. */
  | { readonly code: 'tooMany'; readonly waiting: number }
  /** A fault of ours. */
  | { readonly code: 'failed'; readonly detail: string }
  /** It was waiting for its turn when forwarding was switched off. */
  | { readonly code: 'stopped' }
  /** The window was closed while it waited for its turn; with `begun`, for the answer. */
  | { readonly code: 'closed'; readonly begun: boolean };

/** What came of forwarding an event as far as it was not sent; where it was, there is a delivery. */
export interface ForwardNote {
  /** URL. */
  readonly target: string;
  /** Null while its turn has not come, or the answer. */
  readonly why: NotForwarded | null;
}

/** How forwarding of a source to its target goes. */
export interface ForwardState {
  /** Name of the source. */
  readonly source: string;
  /** When the first of what is counted here was sent, in milliseconds since the epoch. */
  readonly since: number;
  /** Requests that the app responded to, whatever it said. */
  readonly answered: number;
  /** Requests that got no whole response. */
  readonly unanswered: number;
  /** How many responses were no success, the status of the last of them, and whether none has come since. */
  readonly failed: { readonly count: number; readonly status: number; readonly isLast: boolean } | null;
  /** Requests that wait for their turn or for the answer. */
  readonly waiting: number;
  /** Since when (milliseconds since the epoch) none was answered, and why the last one was not. */
  readonly failing: { readonly since: number; readonly code: string; readonly detail: string } | null;
}
