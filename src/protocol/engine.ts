import type { AttemptCalls } from './attempts.ts';
import type { AnswerRule, TemporaryAnswer } from './answering.ts';
import type { Diagnosis, RuntimeBreak, SignedLines } from './diagnosis.ts';
import type { EventDetail } from './event.ts';
import type { FormulaCalls } from './formula.ts';
import type { ForwardRule, ForwardState } from './forward.ts';
import type { HttpFileCalls } from './httpFile.ts';
import type { ExportCalls } from './exports.ts';
import type { RetentionCalls, RetentionLimits, RetentionNews } from './retention.ts';
import type { StorageNotice } from './storage.ts';
import type { SendingCalls, SendingNews, SigningChoice } from './sending.ts';
import type { AllowedTargets, TargetCheck, ReplayTarget } from './targets.ts';
import type { Verdict } from './verdict.ts';
import type { Reason } from './reason.ts';
import type { EventSummary } from './summary.ts';
import type { Delivery } from './delivery.ts';

export interface Secret {
  readonly label: string;
  readonly value: string;
  /** When it was saved, in milliseconds since the epoch; absent where that is not known. */
  readonly addedAt?: number;
}

/** Secrets by scheme id, by `sourceKey` for those of one source, and by `channelKey` for that of one channel. */
export type Secrets = Readonly<Record<string, readonly Secret[]>>;

/** A path of the listener that belongs to one sender. */
export interface Source {
  /** Stays the same when the source is renamed; absent where it is the name. */
  readonly id?: string;
  readonly name: string;
  /** Begins with `/`; the source with the longest path that a request's path begins with has it. */
  readonly path: string;
  /** Scheme id, null to recognise the provider of each request. */
  readonly provider: string | null;
  /** The URL that the sender knows, for `path`; null where it is not said. */
  readonly publicUrl: string | null;
  /** What its senders are answered; absent for the listener's own answer. */
  readonly answer?: AnswerRule;
}

/** A setting of a row of `customProviders` that cannot be used. */
export interface CustomProviderProblem {
  /** Index in the setting. */
  readonly index: number;
  /** Dotted path of the field, such as `verify.encoding`; empty for the row itself. */
  readonly field: string;
  readonly problem:
    | { readonly code: 'missing' }
    | { readonly code: 'notOneOf'; readonly allowed: readonly string[] }
    | { readonly code: 'wrongType'; readonly expected: string }
    | { readonly code: 'unknownField' }
    | { readonly code: 'duplicateId'; readonly id: string }
    | { readonly code: 'badTemplate'; readonly detail: string };
}

export interface EngineSettings extends RetentionLimits {
  /** Bytes. */
  readonly maxBodySize: number;
  /** Those that are enabled. */
  readonly sources: readonly Source[];
  /** Rows of schemes as a person wrote them: anything. */
  readonly customProviders: readonly unknown[];
  /** A signature that is right but too old, or from the future, is Valid. */
  readonly ignoreTimestamps: boolean;
  readonly answerHandshakes: boolean;
}

export interface SampleInfo {
  readonly id: string;
  /** Such as `backup succeeded`. */
  readonly label: string;
  /** What the vendor calls the event, such as `Backup Success`; the label where that is not known. */
  readonly event: string;
}

/** An event of no provider in particular, for those that have no samples of their own. */
export const exampleSample: SampleInfo = { id: 'example', label: 'example event', event: 'example event' };

/** What a secret of a provider looks like; `prefix` is in front of it where it is known. */
export interface SecretForm {
  readonly encoding: 'text' | 'base64' | 'hex' | 'pem' | 'jwk' | 'userPassword';
  readonly prefix: string;
}

export interface ProviderInfo {
  readonly id: string;
  readonly name: string;
  /** What a person should paste as the secret, in words. */
  readonly secretFormat: string;
  /** What the secret looks like, as far as that is known. */
  readonly secretForm: SecretForm;
  /** False where there is nothing that a secret could verify. */
  readonly usesSecret: boolean;
  /** The signed content has the URL in it: the public one has to be known. */
  readonly signsUrl: boolean;
  /** From `customProviders`. */
  readonly custom: boolean;
  /** Requests can be signed here as it signs them; false where only the provider has the key. */
  readonly canSign: boolean;
  /** The vendor's page; empty where there is none. */
  readonly docs: string;
  readonly samples: readonly SampleInfo[];
}

export type ListenerState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'listening'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'failed';
      readonly host: string;
      readonly port: number;
      readonly why: 'portInUse' | 'notPermitted' | 'addressNotHere' | 'other';
      /** Free right now, null where none was found or it would not help. */
      readonly nextFreePort: number | null;
      readonly detail: string;
    };

export interface EventPage {
  /** Newest first. */
  readonly events: readonly EventSummary[];
  /** Stored events in all. */
  readonly total: number;
}

export interface ExpectedDigest {
  readonly secretLabel: string;
  readonly digest: string;
}

export interface Counts {
  readonly total: number;
  /** Events with an id above `afterId`. */
  readonly after: number;
  readonly lastId: number;
}

/** How many stored events of a source (or of none) and a provider have which verdict. */
export interface Tally {
  readonly source: string | null;
  readonly provider: string | null;
  readonly verdict: Verdict;
  readonly count: number;
}

/** Between two events that are replayed: milliseconds, or the gap between their arrivals, at most 30 s. */
export type ReplayPause = number | 'asTheyCame';

/** What came of one event of several that were sent again. */
export interface ReplayOutcome {
  readonly id: number;
  /** Null where no answer came. */
  readonly status: number | null;
  /** Why it was not sent at all; empty where it was. */
  readonly problem: string;
}

/** Everything the host may ask; each call is answered once, with a result or an error. */
export interface EngineCalls
  extends AttemptCalls, ExportCalls, FormulaCalls, HttpFileCalls, RetentionCalls, SendingCalls {
  /**
   * Where sources, custom providers or the handling of timestamps changed, the stored events are looked at again
   * before this answers.
   */
  configure: {
    readonly params: EngineSettings;
    readonly result: { readonly problems: readonly CustomProviderProblem[] };
  };
  /**
   * With `verifyAgain`, answers when every stored event was looked at again: with how many have another verdict, those
   * whose reason alone is another one left out.
   */
  setSecrets: {
    readonly params: { readonly secrets: Secrets; readonly verifyAgain: boolean };
    readonly result: { readonly changed: number };
  };
  /** From now on, in place of those before. What waits for a target that no rule allows any more is not sent. */
  setForwards: { readonly params: { readonly rules: readonly ForwardRule[] }; readonly result: null };
  startListener: {
    /** A retry looks for no other port that is free. */
    readonly params: { readonly host: string; readonly port: number; readonly isRetry?: boolean };
    readonly result: ListenerState;
  };
  stopListener: { readonly params: null; readonly result: null };
  providers: { readonly params: null; readonly result: readonly ProviderInfo[] };
  counts: { readonly params: { readonly afterId: number }; readonly result: Counts };
  /** The newest `limit` events, or those below `before`. */
  listEvents: {
    readonly params: { readonly limit: number; readonly before: number | null };
    readonly result: EventPage;
  };
  getEvent: { readonly params: { readonly id: number }; readonly result: EventDetail | null };
  /** The stored events next to this one, null at the ends. */
  neighbours: {
    readonly params: { readonly id: number };
    readonly result: { readonly newer: number | null; readonly older: number | null };
  };
  /** At most `length` body bytes from `offset`; empty where the event is gone. `decoded`: without Content-Encoding. */
  readBody: {
    readonly params: {
      readonly id: number;
      readonly offset: number;
      readonly length: number;
      readonly decoded?: boolean;
    };
    readonly result: Uint8Array;
  };
  tallies: { readonly params: null; readonly result: readonly Tally[] };
  /** Holds an event against this provider from now on; null recognises it again. */
  setProvider: {
    readonly params: { readonly id: number; readonly provider: string | null };
    readonly result: null;
  };
  /** What is wrong with a row of `customProviders` by itself: the ids of others are not looked at. */
  checkProvider: {
    readonly params: { readonly row: unknown };
    readonly result: readonly CustomProviderProblem[];
  };
  /** Tries a custom row on a stored event, with secrets that are not saved. */
  tryProvider: {
    readonly params: { readonly id: number; readonly row: unknown; readonly secrets: readonly Secret[] };
    readonly result: {
      readonly verdict: Verdict;
      readonly reason: Reason;
      readonly problems: readonly CustomProviderProblem[];
    };
  };
  /**
   * Looks for why an event's signature fails, in a worker of its own, for at most `budget` milliseconds. Null where
   * the event is gone, or the diagnosis was cancelled.
   */
  diagnose: {
    readonly params: { readonly id: number; readonly budget: number };
    readonly result: Diagnosis | null;
  };
  /** Ends the diagnosis of an event, if there is one. */
  cancelDiagnosis: { readonly params: { readonly id: number }; readonly result: null };
  /** Holds an event against secrets that are not saved: the first that verifies, as the text that does; null for none. */
  trySecrets: {
    readonly params: { readonly id: number; readonly secrets: readonly Secret[] };
    readonly result: { readonly label: string | null; readonly value: string | null };
  };
  /** An event's body beside the one that was signed, in lines; null where only bytes show how they differ. */
  signedLines: {
    readonly params: { readonly id: number; readonly signed: Uint8Array };
    readonly result: SignedLines | null;
  };
  /** Which runtimes would change an event's body by parsing and writing it; empty where it is no JSON. */
  bodyBreaks: { readonly params: { readonly id: number }; readonly result: readonly RuntimeBreak[] };
  /** What a person allowed to be sent to beyond this machine: these from now on, and no others. */
  allowTargets: { readonly params: AllowedTargets; readonly result: null };
  /**
   * Whether a URL may be sent to, as far as it says by itself: no name is looked up. With `toListener` the listener
   * itself may be meant.
   */
  checkTarget: {
    readonly params: { readonly target: string; readonly toListener: boolean };
    readonly result: TargetCheck;
  };
  /**
   * Sends a stored event again, byte for byte, or with its signature made anew, to a URL that may be sent to; kept
   * with the event, whatever comes of it. An error says why a target is refused, or why it cannot be signed.
   */
  replay: {
    readonly params: ReplayTarget & { readonly id: number; readonly resign?: boolean };
    readonly result: Delivery;
  };
  /**
   * Sends at most 1000 stored events again, the oldest first, one after the other was answered. Answers with what came
   * of those that were begun, in that order: less than all where it was cancelled.
   */
  replayAll: {
    readonly params: {
      /** Names it for `cancelReplay` and `replaying`. */
      readonly run: number;
      readonly ids: readonly number[];
      /** For the events of each source; null for those of all others, and of none. */
      readonly targets: readonly (ReplayTarget & { readonly source: string | null })[];
      readonly resign: boolean;
      readonly pause: ReplayPause;
    };
    readonly result: { readonly outcomes: readonly ReplayOutcome[] };
  };
  /** Ends a run of several, and the request in flight with it. */
  cancelReplay: { readonly params: { readonly run: number }; readonly result: null };
  /** The secret that a handshake carries, null where it carries none. */
  offeredSecret: { readonly params: { readonly id: number }; readonly result: string | null };
  expectedDigests: { readonly params: { readonly id: number }; readonly result: readonly ExpectedDigest[] };
  /** Answers otherwise from the next request on, instead of what was so set before; null: as configured again. */
  answerNext: { readonly params: TemporaryAnswer | null; readonly result: null };
  deleteEvents: { readonly params: { readonly ids: readonly number[] }; readonly result: null };
  clearEvents: { readonly params: null; readonly result: null };
  /** Sends a sample to the running listener over HTTP; unsigned where `signed` is false. */
  sendSample: {
    readonly params: SigningChoice & { readonly provider: string; readonly sample: string };
    readonly result: { readonly status: number };
  };
  /** Stops the listener, commits what arrived, closes the store. */
  close: { readonly params: null; readonly result: null };
}

export type EngineCallName = keyof EngineCalls;

export interface EngineRequest<N extends EngineCallName = EngineCallName> {
  readonly type: 'request';
  readonly id: number;
  readonly call: N;
  readonly params: EngineCalls[N]['params'];
}

/** What the engine says: answers to calls, and news. */
export type EngineMessage =
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  /** `forPerson`: the message is meant to be read by a person; otherwise it is a bug, with its stack. */
  | { readonly type: 'error'; readonly id: number; readonly message: string; readonly forPerson: boolean }
  | { readonly type: 'listenerChanged'; readonly state: ListenerState }
  /** At most ten a second; `newest` holds at most 20 of the `count` new events, newest first. */
  | { readonly type: 'captured'; readonly count: number; readonly newest: readonly EventSummary[] }
  /** Stored events changed or went other than by capture; ids where few, null for "many". */
  | { readonly type: 'eventsChanged'; readonly ids: readonly number[] | null; readonly gone: boolean }
  | { readonly type: 'verifying'; readonly done: number; readonly total: number }
  /** A handshake brought the signing secret of the events that follow. */
  | {
      readonly type: 'secretOffered';
      readonly id: number;
      readonly provider: string;
      readonly source: string | null;
    }
  /** What is answered for a while, with what is left of it; null when it is over. At most ten a second. */
  | { readonly type: 'answering'; readonly temporary: TemporaryAnswer | null }
  /** Secrets or settings changed: what was found out about an event may be otherwise now. */
  | { readonly type: 'learned' }
  /** How far the diagnosis of an event is, from 0 to 1; at most ten times a second. */
  | { readonly type: 'diagnosing'; readonly id: number; readonly share: number }
  /** How many events of a run of several were sent again; at most ten times a second. */
  | { readonly type: 'replaying'; readonly run: number; readonly done: number; readonly total: number }
  /** How forwarding goes, of each source that was forwarded; at most ten times a second. */
  | { readonly type: 'forwarding'; readonly states: readonly ForwardState[] }
  | { readonly type: 'storage'; readonly notice: StorageNotice }
  | RetentionNews
  | SendingNews
  | { readonly type: 'log'; readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly message: string };
