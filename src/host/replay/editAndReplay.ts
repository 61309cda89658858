import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import { commandIds } from '../shared/contributions.ts';
import { replayProblem } from './deliveryText.ts';
import type { TargetMemory } from '../targets/targetMemory.ts';
import { usualTarget } from '../targets/usualTarget.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { RequestFiles } from '../requests/requestFiles.ts';
import type { Settings } from '../settings/settings.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';
import type { ReplayTarget } from '../../protocol/targets.ts';

export interface EventFileOptions {
  readonly engine: EngineCaller;
  readonly config: { readonly settings: Settings };
  readonly views: { readonly panels: EventPanels; readonly events: Selection };
  readonly targets: TargetMemory;
}

export interface EditOptions extends EventFileOptions {
  readonly requests: Pick<RequestFiles, 'uriOf'>;
}

/** Whole events only. @throws NothingToDo where it did not arrive whole. */
export async function eventForFile(
  argument: unknown,
  { engine, config, views, targets }: EventFileOptions,
): Promise<{ readonly id: number; readonly title: string; readonly to: ReplayTarget } | null> {
  const id = eventIdOf(argument) ?? views.panels.activeId ?? (await chosenEvent(views.events, engine));
  const detail = id === null ? null : await engine.call('getEvent', { id });
  if (id === null || detail === null) {
    sayNoEvent();
    return null;
  }
  const problem = replayProblem(detail, vscode.l10n.t);
  if (problem !== '') {
    throw new NothingToDo(problem);
  }
  const { summary } = detail;
  return { id, title: summary.title, to: usualTarget(summary, config.settings, targets) };
}

/** Opens an event's request as a document to edit and to send. */
export class EditAndReplay implements Command {
  readonly id = commandIds.editAndReplay;
  readonly #options: EditOptions;

  constructor(options: EditOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const event = await eventForFile(argument, this.#options);
    if (event === null) {
      return;
    }
    const uri = await this.#options.requests.uriOf(event);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    // What the document says of itself, above the request.
    await vscode.commands.executeCommand('editor.fold', { selectionLines: [0] });
  }
}
