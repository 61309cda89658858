import type { SourceSetting } from '../sources/sourceSettings.ts';
import type { ReplayTarget } from '../../protocol/targets.ts';

/** Where the events of a source are sent again. */
export interface SourceTarget extends ReplayTarget {
  /** Name of the source. */
  readonly source: string;
}

/** The targets that sources have, also those that nothing is forwarded to at the moment. */
export function sourceTargets(sources: readonly SourceSetting[]): SourceTarget[] {
  return sources.flatMap(({ name, forward }) =>
    forward === null ? [] : [{ source: name, target: forward.target, path: forward.path }],
  );
}
