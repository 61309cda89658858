import type { EventSummary, Verdict } from '../../protocol/event.ts';

const failures: readonly Verdict[] = ['invalid', 'missing', 'malformed', 'expired'];

/** Whether there is a failure to explain. */
export function canBeExplained({ verdict }: EventSummary): boolean {
  return failures.includes(verdict);
}
