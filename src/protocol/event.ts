import type { Attempt } from './attempts.ts';
import type { Detection } from './detection.ts';
import type { ExposedSecret } from './exposedSecret.ts';
import type { ForwardNote } from './forward.ts';
import type { DeliveryAnswer, DeliveryFailure } from './delivery.ts';
import type { Fact } from './fact.ts';
import type { Signing } from './signer.ts';
import type { UnknownSignature } from './unknownSignature.ts';

/** What became of an event's signature. DESIGN: every surface uses the same word for each. */
export type Verdict =
  | 'valid'
  /** A token, or a signature of no byte of the request, proves the sender; it does not prove the bytes. */
  | 'authenticated'
  | 'invalid'
  /** The provider is known, and its signature is not there. */
  | 'missing'
  | 'malformed'
  | 'expired'
  | 'noSecret'
  /** Nothing shows who sent it, or it carries a signature of no known scheme. */
  | 'unrecognised'
  /** The source is known and does not sign. */
  | 'unsigned'
  | 'refused';

/** One header as it stood on the wire; each character is one byte (latin1), as Node's `rawHeaders` gives it. */
export type HeaderPair = readonly [name: string, value: string];

export type ByteEncoding = 'hex' | 'base64' | 'base64url';
/** `hex` has lower-case digits. */
export type DigestEncoding = ByteEncoding | 'hex-upper';

/**
 * Where a value stands in a request: a header; a dotted path into the JSON body; a query parameter; a field of a form,
 * urlencoded or multipart; an item of the signature's own value, such as the `t` of `t=1700000000,v1=…`.
 */
export type Place =
  | { readonly header: string }
  | { readonly json: string }
  | { readonly query: string }
  | { readonly form: string }
  | { readonly field: string };

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
      /** Seconds that it was sent in the future of this machine's clock, where those are many and let pass. */
      readonly ahead?: number;
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
  /** The certificate that a message of Amazon SNS names is not Amazon's; `actual` is the URL, attacker-controlled text. */
  | { readonly code: 'foreignCertificate'; readonly place: Place; readonly actual: string }
  | { readonly code: 'cutOff'; readonly received: number; readonly declared: number | null }
  | {
      readonly code: 'absent';
      readonly place: Place;
      readonly provider: string;
      /** The signature is absent, and the provider signs only where a secret was set for the webhook. */
      readonly isOptional?: true;
    }
  /** The signature is right; what the provider sends with it, and is checked with it, is not in the body. */
  | { readonly code: 'lacks'; readonly place: Place; readonly secretLabel: string }
  /** `isBeside`: not the signature belongs there, but what has to come with it. */
  | { readonly code: 'emptySignature'; readonly place: Place; readonly isBeside?: true }
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
  /** `provider` does not sign, or not this request: a ping that tries the URL. */
  | { readonly code: 'unsigned'; readonly provider: string; readonly ping?: true }
  /** Nothing shows who sent the request. */
  | {
      readonly code: 'unrecognised';
      /** It carries this signature, which shows no provider. */
      readonly signature?: UnknownSignature;
      /** Providers that sign in that place and form; empty where some sign there in another form, absent where none does. */
      readonly alike?: readonly string[];
      /** The only provider with a saved secret, and where its signature would stand: no evidence of who sent it. */
      readonly maybe?: { readonly provider: string; readonly place: Place };
    }
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
  /** Names and values of a form, not its bytes; nothing by a token, which names the sender. */
  | { readonly kind: 'form' | 'nothing' };

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
    | 'expectation'
    /** More connections at a time than `limit`: one row tells of all of a second. */
    | 'tooManyConnections'
    /** The bodies that were being received took all the room that there is for them. */
    | 'noRoom';
  readonly detail: string;
  /** Bytes, or connections: the limit that was exceeded, where there is one. */
  readonly limit?: number;
  /** How many connections it is about, where that is not one. */
  readonly count?: number;
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

/** What became of a body's Content-Encoding when it was undone to be read. */
export interface ContentFacts {
  /** In the order in which the sender applied them, in lower case; attacker-controlled text. */
  readonly codings: readonly string[];
  /** The one that `state` is about. */
  readonly coding: string;
  /**
   * `endsEarly`, `damaged`, `tooLarge`: the start could be decoded; `notEncoded`: the bytes are not of that coding;
   * `unknown`: it is none that is known here; `tooMany`: one around another around another, and nothing was decoded.
   */
  readonly state: 'whole' | 'endsEarly' | 'damaged' | 'tooLarge' | 'notEncoded' | 'unknown' | 'tooMany';
  /** Bytes of the body as far as it was decoded. */
  readonly size: number;
}

export interface SignatureFacts {
  readonly provider: string;
  readonly proof: ProofKind;
  /** Such as `HMAC-SHA256`; empty for a token. */
  readonly algorithm: string;
  readonly encoding: DigestEncoding | null;
  /**
   * What the provider signs of such a request, as a template without its optional parts that are not there; empty where
   * it signs nothing of it.
   */
  readonly signedContent: string;
  /** Placeholders of that template for which the request has nothing. */
  readonly absent: readonly string[];
  /** Null where it cannot be known how many were signed. */
  readonly signedBytes: number | null;
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

export interface EventDetail extends Signing {
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
  /** Null where the body has no Content-Encoding. */
  readonly content: ContentFacts | null;
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
  /** Absent where no saved secret stands in the request, but where its provider sends it. */
  readonly exposed?: ExposedSecret;
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
    /** The body differs from the captured one, by an edit or a signature in it. Absent of an edited one: not known. */
    readonly bodyIsNew?: boolean;
  } | null;
  /** Label of the secret that it was signed with here; absent where it was not, or that was not kept. */
  readonly secretLabel?: string;
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
