import type { ByteEncoding, DigestEncoding, Place } from '../../protocol/signature.ts';

export type HmacAlgorithm = 'hmac-md5' | 'hmac-sha1' | 'hmac-sha256' | 'hmac-sha384' | 'hmac-sha512';
/** A plain hash: the secret is part of what is hashed. */
export type HashAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
/** The sender has a private key, we have its public half. */
export type PublicKeyAlgorithm = 'ed25519' | 'ecdsa-p256-sha256' | 'rsa-sha256';
export type SignatureAlgorithm = HmacAlgorithm | HashAlgorithm | PublicKeyAlgorithm;

export const keyEncodings = [
  'utf8',
  'base64',
  'hex',
  'pem',
  'spki-base64',
  'ed25519-base64',
  'ed25519-hex',
  'jwk',
  'sha1',
] as const;

/**
 * How a saved secret becomes a key; `prefix` is taken off first where it is there. `sha1`: the key is the SHA-1 of the
 * secret's text, as Braintree has it.
 */
export interface KeyRule {
  readonly encoding: (typeof keyEncodings)[number];
  readonly prefix?: string;
  /** Unicode normalisation of the text before it becomes bytes. */
  readonly normalize?: 'NFKD';
}

/**
 * How a value holds its signatures: split at `items` where given, each item a key and a value around `pair`;
 * only values with one of `keys` are signatures of this scheme, the others belong to other versions of it; `*` is any
 * key, such as the name of the public key in front of it.
 */
export interface ParseRule {
  readonly items?: string;
  readonly pair: string;
  readonly keys: readonly string[];
}

export interface TimestampRule {
  readonly from: Place;
  readonly unit: 's' | 'ms' | 'iso';
  /** Seconds that a request may be old; absent where the provider sets no limit. */
  readonly tolerance?: number;
  /** How far ahead it may be: `true` as far as `tolerance`, a number of seconds, absent for any. */
  readonly future?: true | number;
}

/** Header values that are signed because another value lists their names. */
export interface ListedRule {
  readonly names: Place;
  readonly split: string;
  /** Template of one of them over `{name}` and `{value}`. */
  readonly item: string;
  readonly join: string;
}

/** Something in the request says what the hash of the body is. */
export interface BodyHashRule {
  readonly from: Place;
  readonly algorithm: 'sha1' | 'sha256';
}

/** The request holds a signature of `content`: an HMAC, a hash with the secret in it, or a public-key signature. */
export interface SignatureRule {
  readonly kind: 'signature';
  readonly algorithm: SignatureAlgorithm;
  readonly encoding: DigestEncoding;
  /** Each of these that the request has may hold signatures; any of them may match. */
  readonly signature: readonly [Place, ...Place[]];
  /** Template over the request: see template.ts for what can stand in it. */
  readonly content: string;
  readonly key: KeyRule;
  readonly parse?: ParseRule;
  /** Without these nothing can be checked. */
  readonly requires?: readonly Place[];
  readonly timestamp?: TimestampRule;
  readonly listed?: ListedRule;
  readonly bodyHash?: BodyHashRule;
  /** `port-insensitive`: the URL may be signed with its port or without; `unescaped`: as HubSpot v3 decodes it. */
  readonly url?: 'port-insensitive' | 'unescaped';
  /** Path of an array in the body: each of its items has a signature of its own, and all have to match. */
  readonly each?: string;
}

/** The request holds the secret itself. */
export interface TokenRule {
  readonly kind: 'token';
  readonly from: Place;
  /** The HTTP authentication scheme in front of it. `Basic` secrets are `user:password`. */
  readonly auth?: 'Bearer' | 'Basic';
}

/** A compact JWT (RFC 7519) in a header; it covers the body where a claim holds the body's hash. */
export interface JwtRule {
  readonly kind: 'jwt';
  readonly header: string;
  readonly algorithm: 'HS256' | 'ES256';
  readonly key: KeyRule;
  /** Claims that have to be exactly this. */
  readonly claims?: Readonly<Record<string, string>>;
  /** Seconds that `iat` may be ago. */
  readonly maxAge?: number;
  readonly bodyHash?: {
    readonly claim: string;
    readonly algorithm: 'sha1' | 'sha256';
    readonly encoding: ByteEncoding;
  };
}

/** A scheme that no template says: a function of this name in `builtins/`. */
export interface BuiltinRule {
  readonly kind: 'builtin';
  readonly builtin: 'aws-sns';
}

export type VerifyRule = SignatureRule | TokenRule | JwtRule | BuiltinRule | { readonly kind: 'none' };

/** The passes of detection, in their order: a relay adds its headers to those of the provider behind it. */
export const detectPasses = ['relay', 'vendor', 'signature', 'shape', 'fallback'] as const;

/**
 * What tells a provider's requests from others. Every condition that is given has to hold; within a pass the
 * rule with more conditions goes first, then the table's order. Header names compare without case.
 */
export interface DetectRule {
  /**
   * `relay`: adds to another provider's request; `vendor`: a header that is the provider's own and is not the
   * signature; `signature`: the signature header alone; `shape`: the body or the query; `fallback`: a header that
   * senders of all kinds have, such as Authorization, and that says least.
   */
  readonly pass: (typeof detectPasses)[number];
  /** All of these are there. */
  readonly headers?: readonly string[];
  /** One of these is there. */
  readonly anyHeader?: readonly string[];
  /** None of these is there. */
  readonly without?: readonly string[];
  /** Headers whose value begins with this text. */
  readonly starts?: Readonly<Record<string, string>>;
  /** Headers whose value is of none of these forms. */
  readonly unlike?: Readonly<Record<string, RegExp>>;
  /** A header whose value has hex digits alone: others sign in one of that name, in another form. */
  readonly hex?: string;
  /** Text somewhere in User-Agent. */
  readonly userAgent?: string;
  /** Query parameters that are there. */
  readonly query?: readonly string[];
  /** Dotted paths into the JSON body that all hold something. */
  readonly json?: readonly string[];
  /** Fields of a form, urlencoded or multipart, that are all there. */
  readonly form?: readonly string[];
  /** The one field of an urlencoded body. */
  readonly onlyField?: string;
  /** JSON fields whose text begins with one of these. */
  readonly jsonStarts?: Readonly<Record<string, readonly string[]>>;
}

/** Whether the thing that the event reports went well. */
export interface OutcomeRule {
  /** Templates as of `title`; the first whose fields are all there says how it went. */
  readonly of: readonly string[];
  readonly success?: readonly string[];
  readonly failure: readonly string[];
}

export type FactRule =
  | {
      readonly label: string;
      /** Dotted path; `|ref` behind it takes `refs/heads/` off. */
      readonly field: string;
      readonly note?: string;
      readonly kind: 'text' | 'outcome';
    }
  /** An amount of money; `field` and `currency` are dotted paths. */
  | {
      readonly label: string;
      readonly kind: 'amount';
      readonly field: string;
      readonly currency: string;
      /**
       * `minor`: in the currency's smallest unit, as ISO 4217 has it; `hundredths`: the same, but the provider's pages
       * do not say what it does where that is no hundredth; `major`: with a decimal point.
       */
      readonly unit: 'minor' | 'hundredths' | 'major';
      /** Digits behind the point by the provider's own word; null where what it does is not certain. */
      readonly digits?: Readonly<Record<string, number | null>>;
    }
  /** A time: text with a zone or without, or a number of seconds or milliseconds since the epoch. */
  | { readonly label: string; readonly kind: 'time'; readonly field: string; readonly unit?: 's' | 'ms' }
  /** The milliseconds between two fields that hold times. */
  | { readonly label: string; readonly kind: 'milliseconds'; readonly from: string; readonly to: string };

/** Something a provider asks before it sends events, and what it wants to hear. */
export interface HandshakeRule {
  readonly method: 'GET' | 'POST' | 'HEAD';
  /** Each place is there, and holds this text where one is given. */
  readonly when: readonly { readonly at: Place; readonly is?: string }[];
  readonly answer: {
    readonly contentType?: 'text/plain' | 'application/json';
    readonly headers?: Readonly<Record<string, string>>;
    /**
     * Template over `{json:PATH}`, `{query:NAME}` and `{header:NAME}`; `{hmac-sha256:PLACE}` is the hex HMAC of
     * a token with the first saved secret. In a JSON answer the values are written as JSON strings.
     */
    readonly body: string;
  };
  /** Has to hold one of the saved secrets; otherwise the answer is 403. */
  readonly token?: Place;
  /** Carries the signing secret of the events that follow. */
  readonly secret?: Place;
  /** What a person has to open by hand, because it would need the network. */
  readonly byHand?: Place;
  /** It is signed as events are, and has their verdict; without this it has no signature. */
  readonly signed?: boolean;
}

/** What a provider sends without a signature to try a URL, as it does when a webhook is made or tested. */
export interface PingRule {
  readonly method: 'POST' | 'HEAD';
  /** Each place is there, and holds this text where one is given. */
  readonly when?: readonly { readonly at: Place; readonly is?: string }[];
  /** The one field of its urlencoded body. */
  readonly form?: string;
}

export interface Sample {
  readonly id: string;
  readonly label: string;
  /** What the vendor calls the event where it is chosen for a webhook; the label where it is not given. */
  readonly event?: string;
  /** Headers beside Content-Type and those of the signature, such as the event's type; `{id}` stands for a new id. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the body; `application/json` where it is not given. */
  readonly contentType?: string;
  /** The body as the sender would write it, for an event that ends at `now` (milliseconds). */
  readonly body: (now: number) => string;
}

/** Another way in which a sender signs with the same secret. */
export interface OtherForm {
  readonly verify: SignatureRule;
  readonly idempotency?: Place;
  /** Id of the family whose members' requests do not differ from those of this form. */
  readonly family?: string;
}

/** A provider as a row of data: how it signs, how it is recognised, what is worth showing of its events. */
export interface Scheme {
  readonly id: string;
  readonly name: string;
  /** Id of a family whose members sign so alike that requests do not tell them apart. */
  readonly family?: string;
  /** The page of the vendor that the facts are from; empty where there is none. */
  readonly docs: string;
  /** What to paste as the secret, in words. */
  readonly secretFormat: string;
  /** What its secrets begin with and keep, such as Stripe's `whsec_`; what a key rule takes off is said there. */
  readonly secretPrefix?: string;
  readonly verify: VerifyRule;
  /** Other places in which the same sender signs with the same secret: each counts where a request has them alone. */
  readonly otherForms?: readonly OtherForm[];
  /** It signs only where a secret was set for the webhook: a genuine delivery may have no signature. */
  readonly isSigningOptional?: true;
  readonly detect: readonly DetectRule[];
  /** Title templates, the best first: the first whose fields are all there is the title. See title.ts. */
  readonly title: readonly string[];
  readonly outcome?: OutcomeRule;
  /** Where the id stands that stays the same when a delivery is tried again. */
  readonly idempotency?: Place;
  /** What else is signed and new in each delivery, where no rule says so: an id, or the time in seconds. */
  readonly renewed?: readonly { readonly at: Place; readonly as: 'id' | 's' }[];
  /** Where the number of the attempt stands. */
  readonly attempt?: Place;
  /** How often it tries again at most, where its documentation says so. */
  readonly retries?: number;
  readonly facts?: readonly FactRule[];
  readonly samples?: readonly Sample[];
  /** What writes the JSON of its bodies: a body that a person wrote is written anew so. Kept as it is where absent. */
  readonly writer?: 'php';
  readonly handshake?: readonly HandshakeRule[];
  readonly pings?: readonly PingRule[];
  /** The status that a request with a bad signature has to get, for providers that test for it. */
  readonly rejectWith?: 401;
}
