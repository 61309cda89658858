import type { Event } from '../../common/event.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { ListenerMessages } from './listenerNews.ts';
import type { Settings } from '../settings/settings.ts';
import type { Translate } from '../words/translate.ts';
import type { OtherWindows } from './otherWindows.ts';

/** The settings that the listener follows. */
export interface ListenerSettings {
  readonly settings: Settings;
  readonly onDidChange: Event<Settings>;
}

export interface ListenerControlOptions {
  readonly engine: EngineClient;
  readonly config: ListenerSettings;
  readonly messages: ListenerMessages;
  /** Whether the listener is wanted again when the window opens the next time. */
  readonly memory: { remember(isOn: boolean): Promise<void> };
  readonly windows: Pick<OtherWindows, keyof OtherWindows>;
  readonly onError: (error: unknown) => void;
  readonly t: Translate;
  /** Milliseconds between two tries for a port that is taken. */
  readonly retryAfter?: number;
  /** Milliseconds in which a window that has just gone may free the port, before it is said that the port is taken. */
  readonly patience?: number;
}
