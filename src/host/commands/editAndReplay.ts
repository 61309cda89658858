import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { ReplayTarget } from '../../protocol/engine.ts';
import { commandIds } from '../contributions.ts';
import { replayProblem } from '../delivery/deliveryText.ts';
import type { TargetMemory } from '../delivery/targetMemory.ts';
import { usualTarget } from '../delivery/usualTarget.ts';
import { displayText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { EventPanels } from '../eventPanels.ts';
import type { Settings } from '../settings.ts';
import { eventIdOf } from './arguments.ts';
import type { Command } from './command.ts';
import { chosenEvent, sayNoEvent, type Selection } from './openEvent.ts';

export interface EventFileOptions {
  readonly engine: EngineCaller;
  readonly config: { readonly settings: Settings };
  readonly views: { readonly panels: EventPanels; readonly events: Selection };
  readonly targets: TargetMemory;
}

/** Whole events only. @throws HumanError where it did not arrive whole. */
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
    throw new HumanError(problem);
  }
  const { summary } = detail;
  return { id, title: summary.title, to: usualTarget(summary, config.settings, targets) };
}

/** The language of `.http` files, where an extension has one. */
async function languageOfRequests(): Promise<string> {
  const languages = await vscode.languages.getLanguages();
  return languages.includes('http') ? 'http' : 'plaintext';
}

/** Opens an event's request as a document to edit and to send. */
export class EditAndReplay implements Command {
  readonly id = commandIds.editAndReplay;
  readonly #options: EventFileOptions;

  constructor(options: EventFileOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const event = await eventForFile(argument, this.#options);
    if (event === null) {
      return;
    }
    const remarks = {
      always: [
        vscode.l10n.t('{0} (event {1})', displayText(event.title, 80), event.id),
        vscode.l10n.t('Change what you like, then choose “Send” above the request.'),
      ],
      captured: [
        vscode.l10n.t('Its body is not text that can be changed here: it is sent as it was captured.'),
      ],
    };
    const { id, to } = event;
    const { text: content } = await this.#options.engine.call('editHttp', { id, ...to, remarks });
    const language = await languageOfRequests();
    const document = await vscode.workspace.openTextDocument({ content, language });
    await vscode.window.showTextDocument(document, { preview: false });
  }
}
