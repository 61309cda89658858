import type { EngineCaller } from '../engineClient.ts';
import type { Views } from '../views.ts';
import { ClearEvents } from './clearEvents.ts';
import type { Command } from './command.ts';
import { CopyPath } from './copyPath.ts';
import { DeleteEvent } from './deleteEvent.ts';
import { OpenEvent } from './openEvent.ts';
import { OpenEventInEditor } from './openEventInEditor.ts';
import { ShowOlderEvents } from './showOlderEvents.ts';

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
