import type { HttpDocument } from './httpFile.ts';
import type { Signer } from './signer.ts';
import type { Delivery } from './delivery.ts';

/** A request that was sent and what became of it; `Delivery` is one that is kept with its event. */
export type SentRequest = Omit<Delivery, 'id' | 'kind'>;

/** A sample of a provider as a text that a person can edit. */
export interface Composition {
  /** Of the body, as the provider sends it. */
  readonly contentType: string;
  /** JSON is set in lines; all else is as it is sent. */
  readonly text: string;
}

/** A sample with its text as a person edited it. */
export interface ComposedEvent {
  readonly provider: string;
  /** Its headers are sent. */
  readonly sample: string;
  readonly text: string;
}

/** Whether something is signed, and with which secret. */
export interface SigningChoice {
  readonly signed: boolean;
  /** Absent for the newest. */
  readonly secretLabel?: string;
}

/** What would be sent as whose, where to. */
export interface SigningPlace {
  /** Scheme id. */
  readonly provider: string;
  /** URL; null for the listener here. */
  readonly target: string | null;
  /** Name of the channel that sends it; null for none. */
  readonly channel: string | null;
}

/** The saved secrets that can sign something. */
export interface Signers {
  /** Under which they are saved: see `Secrets`. */
  readonly key: string;
  /** The newest, which signs unless another one is chosen, is the last. */
  readonly labels: readonly string[];
}

/** Many events of one kind, to a target on this machine. */
export interface BurstPlan extends SigningChoice {
  readonly provider: string;
  readonly sample: string;
  readonly target: string;
  readonly count: number;
  /** Events in a second. */
  readonly rate: number;
}

/** The most that a burst may be; the least is 1 of each. */
export const burstLimits = { count: 10_000, rate: 1000 } as const;

export interface BurstProgress {
  /** Of these, each is counted below as soon as it has ended. */
  readonly sent: number;
  /** Answered 2xx. */
  readonly accepted: number;
  /** Answered otherwise. */
  readonly refused: number;
  readonly failed: number;
}

/** Milliseconds from the beginning of a request to the end of its answer. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface BurstSummary extends BurstProgress {
  readonly cancelled: boolean;
  /** Milliseconds that the whole took. */
  readonly milliseconds: number;
  /** Of what was answered; null where nothing was. */
  readonly latency: Latency | null;
  /** Why the first one failed, null where none did. */
  readonly failure: Delivery['failure'];
}

/** Whom a sender tells of its events, as SimpleBackups has it: a Notification Channel. */
export interface Channel {
  readonly name: string;
  /** Scheme id. */
  readonly provider: string;
  readonly url: string;
  /** How often it tries again where the answer is not 2xx. */
  readonly retries: number;
  /** Seconds before each further attempt; the last holds for all that follow. */
  readonly gaps: readonly number[];
  /** Seconds in which an answer has to come. */
  readonly timeout: number;
}

/** What a channel is to send: a sample, or the request of a fixture, whose body may stand in a file of its own. */
export type EventToFire =
  | { readonly kind: 'sample'; readonly id: string }
  | {
      readonly kind: 'fixture';
      readonly name: string;
      readonly text: string;
      readonly bodyFile: Uint8Array | null;
    };

/** One request of a firing. */
export interface FiringAttempt {
  /** From 1. */
  readonly number: number;
  /** Null while there is no answer, and where none came. */
  readonly status: number | null;
  /** Why no answer came. */
  readonly failure: Delivery['failure'];
  readonly milliseconds: number;
}

/** An event that a channel sends, with all its attempts. */
export interface Firing {
  readonly channel: string;
  /** What is sent, such as `Backup Error`, or the name of the fixture. */
  readonly event: string;
  /** Attempts at most. */
  readonly of: number;
  /** Those that have ended. */
  readonly attempts: readonly FiringAttempt[];
  /**
   * `waiting`: for the next attempt; `accepted`: answered 2xx; `givenUp`: no attempt is left; `stopped`: by a person.
   */
  readonly state: 'sending' | 'waiting' | 'accepted' | 'givenUp' | 'stopped';
  /** Seconds between the last attempt and the next; null unless it is waiting. */
  readonly nextIn: number | null;
}

/** What the host may ask of the sender's side. */
export interface SendingCalls {
  /** The secrets that would re-sign stored events, each once. An event that cannot be re-signed adds none. */
  resigners: { readonly params: { readonly ids: readonly number[] }; readonly result: readonly Signer[] };
  /** A sample as a text to edit. */
  compose: {
    readonly params: { readonly provider: string; readonly sample: string };
    readonly result: Composition;
  };
  /** Sends an edited sample as its provider would. An error says why it cannot be signed, or a target is refused. */
  sendComposed: {
    readonly params: ComposedEvent & { readonly signed: boolean; readonly target: string };
    readonly result: SentRequest;
  };
  /** An edited sample as a file for others, without a secret. `name` is that of the file, without its end. */
  composedFixture: {
    readonly params: ComposedEvent & { readonly target: string; readonly name: string };
    readonly result: HttpDocument;
  };
  /** Which secrets can sign what would be sent. */
  signers: { readonly params: SigningPlace; readonly result: Signers };
  /** Answers when the last answer has come. An error says why none can be sent, or that another burst is on its way. */
  burst: { readonly params: BurstPlan; readonly result: BurstSummary };
  /** Ends the burst, if there is one. */
  stopBurst: { readonly params: null; readonly result: null };
  /** Sends an event as the channel's vendor would, again where it has to be; answers when no attempt is left. */
  fire: {
    readonly params: { readonly channel: Channel; readonly event: EventToFire };
    readonly result: Firing;
  };
  /** Ends what a channel is sending, if there is something. */
  stopFiring: { readonly params: { readonly channel: string }; readonly result: null };
  /** An attempt of a channel's last firing, with its answer; null where there is none. */
  firedAttempt: {
    readonly params: { readonly channel: string; readonly number: number };
    readonly result: SentRequest | null;
  };
}

/** News of the sender's side. */
export type SendingNews =
  /** At most ten times a second, until the burst has ended. */
  | { readonly type: 'burst'; readonly progress: BurstProgress }
  /** Each time that a firing comes on. */
  | { readonly type: 'firing'; readonly firing: Firing };
