/** Why a verdict is what it is, as data; the host puts it into words. */
import type { UnknownSignature } from './unknownSignature.ts';
import type { DigestEncoding, Place, ProofKind } from './signature.ts';

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
