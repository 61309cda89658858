import type { Attempt } from './attempts.ts';

import type { ForwardNote } from './forward.ts';
import type { DeliveryAnswer, DeliveryFailure } from './delivery.ts';

/** What became of an event's signature. DESIGN: every surface uses the same word for each. */
export type Verdict =
  'valid' | 'invalid' | 'missing' | 'malformed' | 'expired' | 'noSecret' | 'unsigned' | 'refused';

/** The English word of each verdict; the host translates it before showing it. */
export const verdictWord: Readonly<Record<Verdict, string>> = {
  valid: 'Valid',
  invalid: 'Invalid',
  missing: 'Missing signature',
  malformed: 'Malformed signature',
  expired: 'Expired',
  noSecret: 'No secret',
  unsigned: 'Unsigned',
  refused: 'Refused',
};

/** How a verdict looks on every surface: a codicon, and the tone that the surface turns into a theme colour. */
export const verdictLook: Readonly<
  Record<Verdict, { readonly icon: string; readonly tone: 'good' | 'bad' | 'caution' | 'quiet' }>
> = {
  valid: { icon: 'verified-filled', tone: 'good' },
  invalid: { icon: 'error', tone: 'bad' },
  missing: { icon: 'unverified', tone: 'caution' },
  malformed: { icon: 'warning', tone: 'caution' },
  expired: { icon: 'history', tone: 'caution' },
  noSecret: { icon: 'question', tone: 'caution' },
  unsigned: { icon: 'circle-large-outline', tone: 'quiet' },
  refused: { icon: 'circle-slash', tone: 'bad' },
};

/** One header as it stood on the wire; each character is one byte (latin1), as Node's `rawHeaders` gives it. */
export type HeaderPair = readonly [name: string, value: string];

export type DigestEncoding = 'hex' | 'base64' | 'base64url';

/**
 * Where a value stands in a request: a header; a dotted path into the JSON body; a query parameter; an item of the
 * signature header, such as the `t` of `t=1700000000,v1=…`.
 */
export type Place =
  | { readonly header: string }
  | { readonly json: string }
  | { readonly query: string }
  | { readonly field: string };

/** Why an event is taken for a provider's. */
export type Detection =
  /** Nothing shows whose it is. */
  | { readonly by: 'nothing' }
  /** A person said so, of this event. */
  | { readonly by: 'chosen' }
  /** The source that its path belongs to is a provider's. */
  | { readonly by: 'source'; readonly source: string }
  /** Headers that it has, or what the start of one is. */
  | { readonly by: 'headers'; readonly headers: readonly string[] }
  /** The shape of the body or the query: names that are in it. */
  | { readonly by: 'shape'; readonly names: readonly string[] }
  /** Headers show a family: providers that sign alike, so that a request does not tell them apart. */
  | {
      readonly by: 'family';
      /** Names of its providers. */
      readonly members: readonly string[];
      readonly headers: readonly string[];
      /** What tells the member: its saved secret matches; only it has one; nothing, it is named as the family. */
      readonly toldBy: 'match' | 'onlySecret' | 'nothing';
    }
  /** Nothing shows whose it is, and only this provider has a saved secret. */
  | { readonly by: 'onlySecret' };

/** What kind of proof a request carries. */
export type ProofKind = 'hmac' | 'hash' | 'publicKey' | 'token' | 'jwt';

/** Why a verdict is what it is, as data; the host puts it into words. */
export type Reason =
  | {
      readonly code: 'matches';
      readonly place: Place;
      readonly proof: ProofKind;
      /** Such as `HMAC-SHA256`; empty for a token. */
      readonly algorithm: string;
      readonly secretLabel: string;
      readonly coverage: Coverage;
    }
  | {
      readonly code: 'mismatch';
      readonly place: Place;
      readonly proof: ProofKind;
      readonly digestCharacters: number;
      readonly encoding: DigestEncoding | null;
      readonly secretLabels: readonly string[];
    }
  /** The signature is right, the time is not. */
  | {
      readonly code: 'expired';
      readonly secretLabel: string;
      /** Seconds from sending to receiving; negative where it was sent in the future of this machine's clock. */
      readonly age: number;
      /** Seconds. */
      readonly tolerance: number;
    }
  /** The provider signs its URL, the public one is not known, and this guess does not match. */
  | {
      readonly code: 'publicUrlMissing';
      readonly place: Place;
      readonly provider: string;
      readonly tried: string;
    }
  /** The signature is right, but the hash of the body that it covers is another one's. */
  | { readonly code: 'bodyHash'; readonly place: Place; readonly algorithm: string }
  /** A JWT with another algorithm than the provider's: it is not looked at. */
  | {
      readonly code: 'wrongAlgorithm';
      readonly place: Place;
      readonly expected: string;
      readonly actual: string;
    }
  | {
      readonly code: 'wrongClaim';
      readonly claim: string;
      readonly expected: string;
      readonly actual: string;
    }
  | { readonly code: 'cutOff'; readonly received: number; readonly declared: number | null }
  | { readonly code: 'absent'; readonly place: Place; readonly provider: string }
  | { readonly code: 'emptySignature'; readonly place: Place }
  | { readonly code: 'severalHeaders'; readonly header: string; readonly count: number }
  | {
      readonly code: 'wrongLength';
      readonly place: Place;
      readonly encoding: DigestEncoding;
      readonly expected: number;
      readonly actual: number;
    }
  | {
      readonly code: 'wrongCharacter';
      readonly place: Place;
      readonly encoding: DigestEncoding;
      /** Index of the first character that does not belong, from 0. */
      readonly position: number;
      readonly uppercaseHex: boolean;
    }
  | { readonly code: 'wrongForm'; readonly place: Place; readonly expectedForm: string }
  /** A time that is none: not a number, or not a date. */
  | { readonly code: 'wrongTime'; readonly place: Place; readonly unit: 's' | 'ms' | 'iso' }
  | { readonly code: 'noSecret'; readonly place: Place; readonly provider: string }
  /** Secrets are saved, but none is a key of the form that the provider needs. */
  | { readonly code: 'unusableSecret'; readonly provider: string; readonly secretLabels: readonly string[] }
  /** `provider` has no signature, or null where nothing is known of the request. */
  | { readonly code: 'unsigned'; readonly provider: string | null }
  /** A provider's question before it sends events. */
  | {
      readonly code: 'handshake';
      readonly provider: string;
      /** `notAnswered`: answering is switched off. `noSecret`: the answer needs a saved secret. */
      readonly result: 'answered' | 'notAnswered' | 'noSecret' | 'wrongToken';
      /** It carries the signing secret of the events that follow. */
      readonly offersSecret: boolean;
      /** What to open by hand to finish it; attacker-controlled text. */
      readonly byHand: string | null;
    }
  | { readonly code: 'refused'; readonly refusal: Refusal };

/** What a matching signature vouches for. */
export type Coverage =
  | { readonly kind: 'body'; readonly bytes: number }
  /** The signed content as its template, without the body in it. */
  | { readonly kind: 'partial'; readonly parts: string }
  /** A token: it names the sender and covers no byte. */
  | { readonly kind: 'nothing' };

/** Why a request was not accepted. `detail` is Node's or the operating system's own short text. */
export interface Refusal {
  readonly code:
    | 'tls'
    | 'http2'
    | 'malformed'
    | 'headersTooLarge'
    | 'timeout'
    | 'bodyTooLarge'
    | 'connect'
    | 'notHttp'
    | 'expectation';
  readonly detail: string;
  /** Bytes: the limit that was exceeded, where there is one. */
  readonly limit?: number;
}

/** Whether the thing that the event reports went well (a backup that failed is a `failure`). */
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
  /** A browser made it, for whatever page was open in it. */
  readonly fromBrowser: boolean;
  /** It did not arrive here: a file had it. */
  readonly imported?: true;
}

/** One thing worth reading without opening the payload. `value` is the text as the JSON has it. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly kind: 'text' | 'outcome' | 'milliseconds';
  /** Said beside the value, quieter (a backup's type). */
  readonly note?: string;
}

export interface SignatureFacts {
  readonly provider: string;
  readonly proof: ProofKind;
  /** Such as `HMAC-SHA256`; empty for a token. */
  readonly algorithm: string;
  readonly encoding: DigestEncoding | null;
  /** The signed content as its template; empty where nothing of the request is signed. */
  readonly signedContent: string;
  readonly signedBytes: number;
  readonly place: Place;
  /** Every value that stands there, in order. */
  readonly received: readonly string[];
  /** The URL that was taken as the signed one, null where it is not signed. */
  readonly url: string | null;
  /** Milliseconds since the epoch, null where the scheme has no time or it cannot be read. */
  readonly sentAt: number | null;
  /** Seconds, null where the provider sets no limit. */
  readonly tolerance: number | null;
  readonly matchedSecretLabel: string | null;
}

/** The HTTP answer that the sender was given. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  /** Bytes where it is an application's answer, of which the first 64 KiB are kept; else text. */
  readonly body: string | Uint8Array;
  /** Milliseconds for which it was held back on purpose; absent where it was given at once. */
  readonly delay?: number;
}

/** No answer was given to a request that arrived whole. */
export interface NoAnswer {
  /**
   * `onPurpose`: the sender is never answered, and has not gone yet as far as is known; `gaveUp`: then it ended the
   * connection; `hungUp`: then the listener did; `senderLeft`: it was to be answered and went away before.
   */
  readonly unanswered: 'onPurpose' | 'gaveUp' | 'hungUp' | 'senderLeft';
  /** Milliseconds from the end of the request to the end of the connection; 0 where it has not ended. */
  readonly after: number;
}

/** What became of a request's answer. */
export type GivenAnswer = Answer | NoAnswer;

/** The status that a sender saw, null where it saw none. */
export function statusOf(given: GivenAnswer | null): number | null {
  return given !== null && 'status' in given ? given.status : null;
}

/** Whether whoever was asked has taken the request (RFC 9110, section 15.3); `status` is null where none came. */
export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

export interface EventDetail {
  readonly summary: EventSummary;
  readonly providerName: string | null;
  readonly detection: Detection;
  readonly reason: Reason;
  readonly httpVersion: string;
  /** Request target as sent, query included. */
  readonly target: string;
  readonly headers: readonly HeaderPair[];
  readonly trailers: readonly HeaderPair[];
  readonly remoteAddress: string;
  /** Null where nothing was answered (the request ended early). */
  readonly answer: GivenAnswer | null;
  /** Milliseconds from the end of the headers to the end of the body. */
  readonly bodyMilliseconds: number;
  readonly facts: readonly Fact[];
  /** The id that stays the same when the sender tries again, null where the provider has none. */
  readonly idempotencyId: string | null;
  /** As the sender counts, null where it does not say. */
  readonly attempt: string | null;
  /** The last attempts of its delivery, at most a hundred, oldest first; empty where it was never tried again. */
  readonly attempts: readonly Attempt[];
  /** How often the provider tries to deliver an event, null where that is not known. */
  readonly attemptsAtMost: number | null;
  readonly signature: SignatureFacts | null;
  /** Whether it can be signed anew with a saved secret: only the provider has the key, none is saved, nothing is signed. */
  readonly signing: 'possible' | 'privateKey' | 'noSecret' | 'unsigned';
  /** Null where the event is no handshake. */
  readonly handshake: HandshakeFacts | null;
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
  /** What came of forwarding it, where that is not told by a delivery; null where it was not to be forwarded. */
  readonly forward: ForwardNote | null;
}

/**
 * Why and how an event was sent on: by a person, as it came; with a signature made anew; as a person changed it; by
 * itself when it arrived.
 */
export type DeliveryKind = 'replay' | 'resigned' | 'edited' | 'forward';

/** A time that an event was sent on to an application of the person's own. */
export interface Delivery {
  readonly id: number;
  readonly kind: DeliveryKind;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** URL. */
  readonly target: string;
  /** The request as it was sent, but its body; null for deliveries of before this was kept. */
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly HeaderPair[];
    /** The body is not the captured one: its signature or its time stands in it, and is new. */
    readonly bodyIsNew?: boolean;
  } | null;
  readonly milliseconds: number;
  /** Null where none came. */
  readonly answer: DeliveryAnswer | null;
  /** Why no answer came, or why it ends early. */
  readonly failure: DeliveryFailure | null;
  /** What the sender had of it, where it was to be given this answer. */
  readonly passedOn?: PassedOn;
}

/**
 * Given to the sender; not, since it came too late, or after the sender had left, was none, ended before its end, or
 * cannot be an answer.
 */
export type PassedOn = 'given' | 'late' | 'left' | 'noAnswer' | 'cutOff' | 'unusable';

/** What is left for a person to do after a provider's question before it sends events. */
export interface HandshakeFacts {
  /** It carries the signing secret of the events that follow. */
  readonly offersSecret: boolean;
  /** What to open by hand to finish it; attacker-controlled text. */
  readonly byHand: string | null;
}
