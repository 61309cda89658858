import type { EngineCaller } from '../engine/engineClient.ts';
import type { Views } from './views.ts';
import { ClearEvents } from '../events/clearEvents.ts';
import type { Command } from '../shared/command.ts';
import { CopyPath } from '../events/copyPath.ts';
import { DeleteEvent } from '../events/deleteEvent.ts';
import { OpenEvent } from '../events/openEvent.ts';
import { OpenEventInEditor } from '../events/openEventInEditor.ts';
import { ShowOlderEvents } from '../events/showOlderEvents.ts';

/** The commands that show the stored events, and that delete them. */
export function eventCommands(engine: EngineCaller, { panels, actions, events }: Views): readonly Command[] {
  return [
    new OpenEvent({ panels, selection: events, engine, now: Date.now }),
    new OpenEventInEditor({ actions, panels, engine, selection: events }),
    new CopyPath({ panels, engine, selection: events }),
    new ShowOlderEvents(events),
    new DeleteEvent(engine, events),
    new ClearEvents(engine),
  ];
}
