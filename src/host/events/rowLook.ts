import { isVerified, verdictKind, verdictLook } from '../../protocol/verdict.ts';
import type { EventSummary } from '../../protocol/summary.ts';

export interface RowLook {
  /** A codicon. */
  readonly icon: string;
  /** A theme colour. */
  readonly color: string;
}

const colors = {
  passed: 'testing.iconPassed',
  failed: 'testing.iconFailed',
  caution: 'problemsWarningIcon.foreground',
  quiet: 'disabledForeground',
} as const;

/** Red in the list has one meaning, that something failed; a signature that is not right is a caution. */
const toneColors = {
  good: colors.passed,
  caution: colors.caution,
  quiet: colors.quiet,
} as const;

const passed: RowLook = { icon: 'pass', color: colors.passed };
/** That something went well, as nobody proved; told from what is proven by its shape, too. */
const unproven: RowLook = { icon: 'check', color: colors.quiet };
const failed: RowLook = { icon: 'error', color: colors.failed };

/**
 * The icon of an event: what it reports, where its provider reports an outcome, as in VS Code's Testing view; else its
 * verdict. That something went well is not shown of an event whose signature is not right, and without the colour of a
 * success where no signature was checked.
 */
export function eventLook(summary: EventSummary): RowLook {
  const { outcome, verdict } = summary;
  if (outcome === 'failure') {
    return failed;
  }
  if (outcome === 'success' && isVerified(verdict)) {
    return passed;
  }
  if (outcome === 'success' && verdictKind[verdict] === 'unchecked') {
    return unproven;
  }
  const { icon, tone } = verdictLook[verdict];
  return { icon, color: toneColors[tone] };
}

/** The icon of an attempt: what its sender was given, null where that was no response. */
export function attemptLook(status: number | null): RowLook {
  if (status === null) {
    return { icon: 'circle-slash', color: colors.quiet };
  }
  return status >= 200 && status < 300 ? passed : failed;
}
