import type { ListenerControl } from './listenerControl.ts';
import type { Problems } from './problems.ts';
import type { Settings } from './settings.ts';

/** Starts the listener where the settings want that when a window opens. */
export function autoStart(
  listener: ListenerControl,
  config: { readonly settings: Settings },
  problems: Problems,
): void {
  if (config.settings.autoStart) {
    problems.watch(listener.start());
  }
}
