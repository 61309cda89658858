/** The settings of this extension as one scope has them, by name; what is not written there is absent. */
export type Written = Readonly<Record<string, unknown>>;

export interface ScopeReading {
  /** As VS Code has them now. */
  readonly now: Written;
  /** As they were when the file could be read last; null where that never was. */
  readonly good: Written | null;
  /** The file that they come from has a syntax error. */
  readonly isBroken: boolean;
}

/**
 * `fine`: what VS Code has is used, and nothing is lost. `kept`: the last good settings are used. `incomplete`: nothing
 * is known of before, so what VS Code has is used, although something may be missing.
 */
export type ScopeState = 'fine' | 'kept' | 'incomplete';

export function stateOf({ now, good, isBroken }: ScopeReading): ScopeState {
  if (!isBroken) {
    return 'fine';
  }
  if (good === null) {
    return Object.keys(now).length === 0 ? 'fine' : 'incomplete';
  }
  return JSON.stringify(now) === JSON.stringify(good) ? 'fine' : 'kept';
}

/** What a memory holds, as far as it is that. */
export function readWritten(value: unknown): Written | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}
