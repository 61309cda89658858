import type { EngineCaller } from '../engineClient.ts';
import type { EventPanels } from '../eventPanels.ts';
import type { ListenerControl } from '../listenerControl.ts';
import type { Problems } from '../problems.ts';
import type { Settings } from '../settings.ts';
import type { Command } from './command.ts';
import type { SelectedRows } from './chosenRows.ts';
import { CopyAs, copyWays } from './copyAs.ts';
import { ExportEvents } from './exportEvents.ts';
import { ImportEvents } from './importEvents.ts';
import type { Selection } from './openEvent.ts';

export interface ExportCommandsOptions {
  readonly engine: EngineCaller;
  readonly views: { readonly panels: EventPanels; readonly events: Selection & SelectedRows };
  readonly listener: ListenerControl;
  readonly config: { readonly settings: Settings };
  readonly problems: Problems;
}

/** The commands by which events leave as text or as a file, and come back. */
export function exportCommands({ views, ...options }: ExportCommandsOptions): Command[] {
  const { engine, config } = options;
  const copying = { ...options, panels: views.panels, selection: views.events };
  return [
    ...copyWays(process.platform).map((way) => new CopyAs(way, copying)),
    new ExportEvents(engine, views.events),
    new ImportEvents(engine, config),
  ];
}
