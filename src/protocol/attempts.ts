import type { EventSummary } from './summary.ts';

/** One of the times that a sender tried to deliver the same thing. */
export interface Attempt {
  readonly summary: EventSummary;
  /** Id of the first attempt, which may be gone by now. */
  readonly delivery: number;
  /** From 1; counted here. */
  readonly number: number;
  /** As the sender counts, null where it does not say; attacker-controlled text. */
  readonly senderNumber: string | null;
  /** The status that it was answered with, null where nothing was answered. */
  readonly status: number | null;
  /** Its body is not the first attempt's, beyond what the sender writes anew for each attempt. */
  readonly bodyDiffers: boolean;
  /** It carries the first attempt's signature though the provider signs the time. */
  readonly keepsSignature: boolean;
}

/** An event as a row of a list that shows of the attempts of a delivery only the last. */
export interface ListedEvent {
  readonly summary: EventSummary;
  /** Id of the first attempt of its delivery, which may be gone by now; its own where it was never tried again. */
  readonly delivery: number;
  /** Stored attempts of its delivery, this one among them. */
  readonly attempts: number;
  /** One of the attempts has another body than the first. */
  readonly differs: boolean;
}

export interface ListedPage {
  /** Newest first. */
  readonly events: readonly ListedEvent[];
  /** Rows in all. */
  readonly total: number;
}

/** What the host asks the engine about attempts; part of `EngineCalls`. */
export interface AttemptCalls {
  /** As `listEvents`, but of the attempts of a delivery only the last. */
  listDeliveries: {
    readonly params: { readonly limit: number; readonly before: number | null };
    readonly result: ListedPage;
  };
  /** The last attempts of the delivery that an event is one of, oldest first; empty where it is alone. */
  attempts: { readonly params: { readonly id: number }; readonly result: readonly Attempt[] };
  /** The ids of all attempts of the delivery that an event is one of, oldest first; only its own where it is alone. */
  attemptIds: { readonly params: { readonly id: number }; readonly result: readonly number[] };
}
