import type { EventSummary } from '../../protocol/event.ts';
import { isFailed } from '../../protocol/verdict.ts';

/** Whether there is a failure to explain. */
export function canBeExplained({ verdict }: EventSummary): boolean {
  return isFailed(verdict);
}
