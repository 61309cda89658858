import { isFailed } from '../../protocol/verdict.ts';
import type { EventSummary } from '../../protocol/summary.ts';

/** Whether there is a failure to explain. */
export function canBeExplained({ verdict }: EventSummary): boolean {
  return isFailed(verdict);
}
