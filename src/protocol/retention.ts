/** How much is kept: the oldest events beyond it are deleted. */
export interface RetentionLimits {
  readonly maxEvents: number;
  /** Of 1,048,576 bytes. */
  readonly maxMegabytes: number;
}

export function isSameLimits(one: RetentionLimits, other: RetentionLimits): boolean {
  return one.maxEvents === other.maxEvents && one.maxMegabytes === other.maxMegabytes;
}

/** The oldest events, which limits have no room for. */
export interface Beyond {
  readonly events: number;
  /** The megabytes are too many, and how many events those are is an estimate. */
  readonly isEstimate: boolean;
}

/** The settings would delete stored events that the limits in force keep: a person is to agree to that first. */
export interface RetentionQuestion {
  /** The limits of the settings. */
  readonly wanted: RetentionLimits;
  readonly beyond: Beyond;
  /** What is stored now: events, and bytes. */
  readonly stored: { readonly events: number; readonly bytes: number };
}

export interface RetentionCalls {
  /**
   * What a person chose where limits were asked about. Agreed to, they are in force from now on, and what is beyond
   * them is deleted; otherwise those in force stay, and these are not asked about again. Answers with the limits in
   * force; null where the settings want other ones by now, so that nothing changes.
   */
  decideRetention: {
    readonly params: { readonly wanted: RetentionLimits; readonly isAgreed: boolean };
    readonly result: RetentionLimits | null;
  };
}

export interface RetentionNews {
  readonly type: 'retention';
  /** Null where the settings have changed, so that what was asked is of no use. */
  readonly question: RetentionQuestion | null;
}
