import type { TimestampRule } from './scheme.ts';
import type { Circumstances, Verification } from './verification.ts';

const forms: Readonly<Record<TimestampRule['unit'], RegExp>> = {
  s: /^\d{1,12}$/,
  ms: /^\d{1,15}$/,
  iso: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/,
};

/** Milliseconds since the epoch of a time with a date in front; NaN where its month has no such day. */
export function isoTime(text: string): number {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  // JavaScript takes the 30th of February for the 2nd of March.
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? Date.parse(text) : Number.NaN;
}

/** Milliseconds since the epoch; undefined where the text is no time of that unit. */
export function timeOf(text: string, unit: TimestampRule['unit']): number | undefined {
  if (!forms[unit].test(text)) {
    return undefined;
  }
  const time = unit === 'iso' ? isoTime(text) : Number(text) * (unit === 's' ? 1000 : 1);
  return Number.isFinite(time) ? time : undefined;
}

/** A time as a sender writes it. */
export function timeText(milliseconds: number, unit: TimestampRule['unit']): string {
  switch (unit) {
    case 's':
      return String(Math.floor(milliseconds / 1000));
    case 'ms':
      return String(milliseconds);
    case 'iso':
      return new Date(milliseconds).toISOString();
  }
}

/** Seconds ahead from which no difference of two clocks that are kept right is the reason. */
const leastAhead = 60;

/** How far a time that is let pass lies ahead, where that is worth a word. */
export function aheadOf(
  sentAt: number | undefined,
  { receivedAt }: Circumstances,
): { readonly ahead?: number } {
  const ahead = sentAt === undefined ? 0 : (sentAt - receivedAt) / 1000;
  return ahead > leastAhead ? { ahead } : {};
}

/** Expired where a signature that is right was made too long ago, or too far in the future. */
export function timeFault(
  sentAt: number,
  { tolerance, future }: Pick<TimestampRule, 'tolerance' | 'future'>,
  { receivedAt, ignoreTimestamps }: Circumstances,
  secretLabel: string,
): Verification | undefined {
  if (ignoreTimestamps || tolerance === undefined) {
    return undefined;
  }
  const age = (receivedAt - sentAt) / 1000;
  const ahead = future === true ? tolerance : (future ?? Number.POSITIVE_INFINITY);
  if (age <= tolerance && -age <= ahead) {
    return undefined;
  }
  const limit = age > 0 ? tolerance : ahead;
  return { verdict: 'expired', reason: { code: 'expired', secretLabel, age, tolerance: limit } };
}
