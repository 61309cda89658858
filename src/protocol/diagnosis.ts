import type { Signer } from './signer.ts';

/**
 * How sure an explanation is. `proven`: something altered gives exactly the received signature, which chance does
 * once in 2^256 tries; `likely`: signs were seen, nothing matched; `unexplained`: neither; `verifies`: nothing is
 * wrong with it.
 */
export type DiagnosisLevel = 'proven' | 'likely' | 'unexplained' | 'verifies';

/** Every cause that a signature may fail by, in the families in which they are looked for. */
export const causeFamilies = {
  header: [
    'header-absent',
    'header-renamed',
    'header-other',
    'header-placeholder',
    'header-truncated',
    'header-prefix',
    'header-quoted',
    'header-whitespace',
    'header-list',
    'header-duplicated',
    'header-altered',
    'header-form',
    'header-claim',
  ],
  encoding: [
    'encoding-hex',
    'encoding-base64',
    'encoding-base64url',
    'encoding-padding',
    'encoding-uppercase',
    'encoding-twice',
  ],
  algorithm: [
    'algorithm-md5',
    'algorithm-sha1',
    'algorithm-sha256',
    'algorithm-sha384',
    'algorithm-sha512',
    'hash-of-body',
    'hash-of-secret-and-body',
    'hash-of-body-and-secret',
    'arguments-swapped',
    'public-key-scheme',
    'token-scheme',
  ],
  secret: [
    'secret-other',
    'secret-other-provider',
    'secret-newline',
    'secret-whitespace',
    'secret-bom',
    'secret-invisible',
    'secret-quoted',
    'secret-escaped',
    'secret-dollar',
    'secret-hash',
    'secret-prefix-kept',
    'secret-prefix-removed',
    'secret-decoded',
    'secret-not-decoded',
    'secret-truncated',
    'secret-several',
    'secret-case',
    'secret-url-encoded',
    'secret-empty',
    'secret-undefined',
    'secret-null',
  ],
  body: [
    'body-newline-added',
    'body-newline-removed',
    'body-crlf',
    'body-lf',
    'body-bom-added',
    'body-bom-removed',
    'body-compressed',
    'body-decompressed',
    'body-charset',
    'body-normalised',
    'body-base64',
    'body-form',
    'body-form-spaces',
    'body-double-encoded',
    'body-unwrapped',
    'body-truncated',
    'body-empty',
    'body-edited',
  ],
  json: [
    'json-slashes',
    'json-unicode',
    'json-html',
    'json-whitespace',
    'json-key-order',
    'json-empty-objects',
    'json-numbers',
    'json-dates',
    'json-big-integers',
    'json-duplicate-keys',
  ],
  framing: [
    'framing-timestamp-left-out',
    'framing-id-left-out',
    'framing-joined-otherwise',
    'framing-timestamp-unit',
    'framing-other-scheme',
    'url-protocol',
    'url-host',
    'url-port',
    'url-path',
    'url-query',
    'url-slash',
  ],
  time: ['time-old', 'time-future', 'time-replayed', 'time-absent', 'time-form'],
} as const;

export type CauseId = (typeof causeFamilies)[keyof typeof causeFamilies][number];

/** A cause with what is to be said of it: texts that may be a sender's. Never the value of a secret. */
export interface Cause {
  readonly id: CauseId;
  readonly detail: Readonly<Record<string, string>>;
}

/** Whether it is that a secret which is saved for somebody else verifies. */
export function isOfAnother({ id }: Cause): boolean {
  return id === 'secret-other' || id === 'secret-other-provider';
}

/**
 * A saved secret and what it should have been. Only for the host and the secret storage: never for a webview, a log, an
 * export or the database.
 */
export interface Correction extends Signer {
  readonly value: string;
}

/** One run of bytes that differs between the received body and the one that verifies. */
export interface Difference {
  /** Of the first byte in the received body, from 0. */
  readonly offset: number;
  /** What was received there, and what was signed: as text, at most 40 characters. */
  readonly received: string;
  readonly signed: string;
}

/** The body that the sender signed, where it is another than the one that came. */
export interface Recovered {
  readonly body: Uint8Array;
  /** The first of them. */
  readonly differences: readonly Difference[];
  /** How many there are in all. */
  readonly differenceCount: number;
}

/** Two bodies as texts to compare, with line breaks added at the same places of both. */
export interface SignedLines {
  readonly received: string;
  readonly signed: string;
  /** False where only what differs is shown, with some lines around it. */
  readonly isWhole: boolean;
  /** How many of the differences are shown, and how many there are in all. */
  readonly shown: number;
  readonly count: number;
}

export interface Diagnosis {
  readonly level: DiagnosisLevel;
  /** Most likely first; where it is proven, all that hold together. */
  readonly causes: readonly Cause[];
  /** Name of the provider whose rules the request was held against; null where none is known. */
  readonly provider: string | null;
  /** Label of the secret that gives the received signature, where one does. */
  readonly secretLabel: string | null;
  /** Null where not only the saved copy can be at fault, or nothing is proven. */
  readonly correction: Correction | null;
  readonly recovered: Recovered | null;
  /** Hypotheses. */
  readonly tried: number;
  readonly milliseconds: number;
  /** The time was over before all hypotheses were tried. */
  readonly isCutShort: boolean;
}

export type BreakKind = Extract<CauseId, `json-${string}`>;

/** What a new writing of JSON changes: where keys move or space comes and goes, how. */
export type RewriteKind =
  | Exclude<BreakKind, 'json-key-order' | 'json-whitespace'>
  /** Those with the keys 0, 1, 2 become lists. */
  | 'objects-listed'
  | 'keys-sorted'
  /** Those that are integers are first, as in a JavaScript object. */
  | 'keys-indexed'
  | 'keys-moved'
  | 'space-added'
  | 'space-removed'
  | 'space-changed';

/** What a runtime's own JSON functions would make of a body that a handler parses and writes again. */
export interface RuntimeBreak {
  /** Such as `node`, `php`, `python`, `go`, `ruby`, `java`, `dotnet`. */
  readonly runtime: string;
  /** Such as `JSON.stringify(JSON.parse(body))`. */
  readonly expression: string;
  /** Null where it writes the same bytes. */
  readonly first: Difference | null;
  /** How many places differ. */
  readonly count: number;
  readonly kinds: readonly RewriteKind[];
}
