import type { EventDetail, EventSummary } from './event.ts';

export interface Secret {
  readonly label: string;
  readonly value: string;
}

/** Secrets by scheme id. */
export type Secrets = Readonly<Record<string, readonly Secret[]>>;

export interface EngineSettings {
  /** Bytes. */
  readonly maxBodySize: number;
  readonly maxEvents: number;
  readonly maxMegabytes: number;
}

/** What the host hands to the worker as `workerData`. */
export interface EngineStart {
  /** Folder of the database; made when absent. */
  readonly storageFolder: string;
  readonly settings: EngineSettings;
}

export interface SampleInfo {
  readonly id: string;
  /** Such as `backup succeeded`. */
  readonly label: string;
}

export interface ProviderInfo {
  readonly id: string;
  readonly name: string;
  /** What a person should paste as the secret, in words. */
  readonly secretFormat: string;
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

export type StorageNotice =
  /** The file could not be used; it was renamed and a new one begun. */
  | {
      readonly kind: 'setAside';
      readonly why: 'corrupt' | 'newerVersion' | 'readOnly';
      readonly movedTo: string;
    }
  /** Senders get 507 (`full`) or 503 (`unusable`) until this ends. */
  | {
      readonly kind: 'failing';
      readonly why: 'full' | 'unusable';
      readonly file: string;
      readonly detail: string;
    }
  | { readonly kind: 'recovered' };

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

/** Everything the host may ask; each call is answered once, with a result or an error. */
export interface EngineCalls {
  configure: { readonly params: EngineSettings; readonly result: null };
  /** With `verifyAgain`, answers when every stored event has its new verdict. */
  setSecrets: {
    readonly params: { readonly secrets: Secrets; readonly verifyAgain: boolean };
    readonly result: { readonly changed: number };
  };
  startListener: {
    readonly params: { readonly host: string; readonly port: number };
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
  /** At most `length` body bytes from `offset`; empty where the event is gone. */
  readBody: {
    readonly params: { readonly id: number; readonly offset: number; readonly length: number };
    readonly result: Uint8Array;
  };
  expectedDigests: { readonly params: { readonly id: number }; readonly result: readonly ExpectedDigest[] };
  deleteEvents: { readonly params: { readonly ids: readonly number[] }; readonly result: null };
  clearEvents: { readonly params: null; readonly result: null };
  /** Sends a sample to the running listener over HTTP; unsigned where `signed` is false. */
  sendSample: {
    readonly params: { readonly provider: string; readonly sample: string; readonly signed: boolean };
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
  | { readonly type: 'storage'; readonly notice: StorageNotice }
  | { readonly type: 'log'; readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly message: string };
