import type { ListenerControl } from './listenerControl.ts';
import type { ListenerMemory } from './listenerMemory.ts';
import type { Settings } from '../settings/settings.ts';

/** Starts the listener where the settings want that when a window opens. */
export async function autoStart(
  listener: ListenerControl,
  config: { readonly settings: Settings },
  memory: ListenerMemory,
): Promise<void> {
  const { autoStart: when } = config.settings;
  if (when === 'always' || (when === 'resume' && (await memory.wasOn()))) {
    await listener.startWithWindow();
  }
}
