/** A function for each call; a new call breaks the build until it is here. */
import type { EngineCallName, EngineCalls } from '../../protocol/engine.ts';

export type EngineHandlers = {
  readonly [N in EngineCallName]: (
    params: EngineCalls[N]['params'],
  ) => EngineCalls[N]['result'] | Promise<EngineCalls[N]['result']>;
};
