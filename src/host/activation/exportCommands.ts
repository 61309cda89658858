import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import type { Problems } from '../shared/problems.ts';
import type { Settings } from '../settings/settings.ts';
import type { Command } from '../shared/command.ts';
import type { SelectedRows } from '../events/chosenRows.ts';
import { CopyAs, copyWays } from '../export/copyAs.ts';
import { ExportEvents } from '../export/exportEvents.ts';
import { ImportEvents } from '../export/importEvents.ts';
import type { Selection } from '../events/openEvent.ts';

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
