import { eventFlags, itemKinds } from '../shared/contributions.ts';
import { canBeExplained } from '../signature/canBeExplained.ts';
import type { EventSummary } from '../../protocol/summary.ts';

/** Whether anything of it was read, so that there is something to look at: not of connections turned away. */
export function hasContent({ verdict, size, method }: EventSummary): boolean {
  return verdict !== 'refused' || size > 0 || method !== '';
}

/** The `contextValue` of an event's row: what can be done with it, for the menus. `event.failing.whole`. */
export function eventKind(summary: EventSummary): string {
  const isRefused = summary.verdict === 'refused';
  const flags = [
    canBeExplained(summary) ? eventFlags.failing : '',
    summary.provider === null && !isRefused ? eventFlags.unknown : '',
    isRefused ? '' : eventFlags.accepted,
    summary.complete && !isRefused ? eventFlags.whole : '',
    hasContent(summary) ? eventFlags.content : '',
  ];
  return [itemKinds.event, ...flags.filter(Boolean)].join('.');
}
