import type { CustomProviderProblem } from '../../protocol/engine.ts';
import type { EngineCaller } from './engineClient.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * Tells the engine settings, in one go: what it is told afterwards finds the sources as well as their forwards, so that
 * an event that arrives once its forwarding is said to be on is forwarded. Resolves with what cannot be used of them,
 * when stored events were looked at again.
 */
export async function configureEngine(
  engine: EngineCaller,
  settings: Pick<Settings, 'forwards' | 'engine'>,
): Promise<readonly CustomProviderProblem[]> {
  // First: what is switched off does not wait until stored events have been looked at again.
  const forwards = engine.call('setForwards', { rules: settings.forwards });
  const [{ problems }] = await Promise.all([engine.call('configure', settings.engine), forwards]);
  return problems;
}
