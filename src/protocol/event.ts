import type { Attempt } from './attempts.ts';
import type { Detection } from './detection.ts';
import type { ExposedSecret } from './exposedSecret.ts';
import type { ForwardNote } from './forward.ts';
import type { Delivery } from './delivery.ts';
import type { Fact } from './fact.ts';
import type { Signing } from './signer.ts';
import type { HeaderPair, GivenAnswer } from './http.ts';
import type { DigestEncoding, Place, ProofKind } from './signature.ts';
import type { Reason } from './reason.ts';
import type { EventSummary } from './summary.ts';

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

/** What is left for a person to do after a provider's question before it sends events. */
export interface HandshakeFacts {
  /** It carries the signing secret of the events that follow. */
  readonly offersSecret: boolean;
  /** What to open by hand to finish it; attacker-controlled text. */
  readonly byHand: string | null;
}
