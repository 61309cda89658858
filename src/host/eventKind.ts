import { eventFlags, itemKinds } from './contributions.ts';
import { canBeExplained } from './diagnosis/canBeExplained.ts';
import type { EventSummary } from '../protocol/summary.ts';

/** The `contextValue` of an event's row: what can be done with it, for the menus. `event.failing.whole`. */
export function eventKind(summary: EventSummary): string {
  const isRefused = summary.verdict === 'refused';
  const flags = [
    canBeExplained(summary) ? eventFlags.failing : '',
    summary.provider === null && !isRefused ? eventFlags.unknown : '',
    isRefused ? '' : eventFlags.accepted,
    summary.complete && !isRefused ? eventFlags.whole : '',
  ];
  return [itemKinds.event, ...flags.filter(Boolean)].join('.');
}
