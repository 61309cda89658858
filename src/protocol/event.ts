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

/** Why a verdict is what it is, as data; the host puts it into words. */
export type Reason =
  | {
      readonly code: 'matches';
      readonly header: string;
      readonly algorithm: string;
      readonly secretLabel: string;
      readonly coverage: Coverage;
    }
  | {
      readonly code: 'mismatch';
      readonly header: string;
      readonly digestCharacters: number;
      readonly encoding: DigestEncoding;
      readonly secretLabels: readonly string[];
    }
  | { readonly code: 'cutOff'; readonly received: number; readonly declared: number | null }
  | { readonly code: 'missingHeader'; readonly header: string; readonly provider: string }
  | { readonly code: 'emptySignature'; readonly header: string }
  | { readonly code: 'severalHeaders'; readonly header: string; readonly count: number }
  | {
      readonly code: 'wrongLength';
      readonly header: string;
      readonly encoding: DigestEncoding;
      readonly expected: number;
      readonly actual: number;
    }
  | {
      readonly code: 'wrongCharacter';
      readonly header: string;
      readonly encoding: DigestEncoding;
      /** Index of the first character that does not belong, from 0. */
      readonly position: number;
      readonly uppercaseHex: boolean;
    }
  | { readonly code: 'wrongForm'; readonly header: string; readonly expectedForm: string }
  | { readonly code: 'noSecret'; readonly header: string; readonly provider: string }
  | { readonly code: 'unsigned' }
  | { readonly code: 'refused'; readonly refusal: Refusal };

/** What a matching signature vouches for. */
export type Coverage =
  { readonly kind: 'body'; readonly bytes: number } | { readonly kind: 'partial'; readonly parts: string };

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
  readonly outcome: Outcome;
  /** False where the request ended before its body did. */
  readonly complete: boolean;
  /** Body bytes kept. */
  readonly size: number;
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
  /** Such as `HMAC-SHA256`. */
  readonly algorithm: string;
  readonly encoding: DigestEncoding;
  /** The signed content in words, such as `the raw body`. */
  readonly signedContent: string;
  readonly signedBytes: number;
  readonly header: string;
  /** Every value of that header, in order. */
  readonly received: readonly string[];
  readonly matchedSecretLabel: string | null;
}

/** The HTTP answer that the sender was given. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
}

export interface EventDetail {
  readonly summary: EventSummary;
  readonly providerName: string | null;
  readonly reason: Reason;
  readonly httpVersion: string;
  /** Request target as sent, query included. */
  readonly target: string;
  readonly headers: readonly HeaderPair[];
  readonly trailers: readonly HeaderPair[];
  readonly remoteAddress: string;
  /** Null where nothing was answered (the request ended early). */
  readonly answer: Answer | null;
  /** Milliseconds from the end of the headers to the end of the body. */
  readonly bodyMilliseconds: number;
  readonly facts: readonly Fact[];
  readonly signature: SignatureFacts | null;
}
