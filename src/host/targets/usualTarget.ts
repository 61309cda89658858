import type { Settings } from '../settings/settings.ts';
import { sourceTargets } from './sourceTargets.ts';
import { targetProblem } from './target.ts';
import type { TargetMemory } from './targetMemory.ts';
import type { EventSummary } from '../../protocol/summary.ts';
import type { ReplayTarget } from '../../protocol/targets.ts';

/** Where many frameworks listen; it is there to be changed. */
const fallback = 'http://localhost:3000/';

/** Where an event probably goes to: its source's target, else the URL that was used last. */
export function usualTarget(
  event: Pick<EventSummary, 'source'>,
  { sources }: Pick<Settings, 'sources'>,
  { targets }: Pick<TargetMemory, 'targets'>,
): ReplayTarget {
  const own = sourceTargets(sources).find(({ source }) => source === event.source);
  const used = targets.find((target) => targetProblem(target, (text) => text) === '');
  return own ?? { target: used ?? fallback };
}
