import * as vscode from 'vscode';
import type { CopyForm } from '../../protocol/exports.ts';
import { commandIds, type CommandId } from '../shared/contributions.ts';
import { notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import { copiedText, copyForms, fileEndings, savedText, tooLongText, usualCurl } from './copyForms.ts';
import { fileName } from './fileText.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import { localUrl } from '../listener/listenerText.ts';
import type { Problems } from '../shared/problems.ts';
import type { Settings } from '../settings/settings.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { localPath, newFile } from './exportEvents.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';

/** What tells the commands that copy a request apart. */
export interface CopyWay {
  readonly id: CommandId;
  /** Undefined where the person is asked. */
  readonly form: CopyForm | undefined;
}

/** As what is picked; as what is usual on a platform of Node. */
export function copyWays(platform: string): readonly CopyWay[] {
  return [
    { id: commandIds.copyAs, form: undefined },
    { id: commandIds.copyAsCurl, form: usualCurl(platform) },
    { id: commandIds.copyAsFetch, form: 'fetch' },
    { id: commandIds.copyAsRawHttp, form: 'rawHttp' },
  ];
}

export interface CopyAsOptions {
  readonly engine: EngineCaller;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly listener: ListenerControl;
  readonly config: { readonly settings: Settings };
  readonly problems: Problems;
}

/** Copies the request of an event as text to paste: of its argument, the focused panel, the selection or the newest. */
export class CopyAs implements Command {
  readonly id: CommandId;
  readonly #form: CopyForm | undefined;
  readonly #options: CopyAsOptions;

  constructor({ id, form }: CopyWay, options: CopyAsOptions) {
    this.id = id;
    this.#form = form;
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection } = this.#options;
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    if (id === null) {
      sayNoEvent();
      return;
    }
    const form = this.#form ?? (await askForm());
    if (form !== undefined) {
      await this.#copy(id, form, true);
    }
  }

  async #copy(id: number, form: CopyForm, masked: boolean): Promise<void> {
    const { engine, problems } = this.#options;
    const copied = await engine.call('copyAs', { id, form, masked, origin: this.#origin });
    const title = (await engine.call('getEvent', { id }))?.summary.title ?? '';
    if (copied.text === null) {
      problems.watch(this.#offerFile(id, form, tooLongText(title, form, copied.length, vscode.l10n.t)));
      return;
    }
    await vscode.env.clipboard.writeText(copied.text);
    const text = copiedText(title, form, copied.masked, vscode.l10n.t);
    if (copied.masked.length === 0) {
      sayInStatusBar(text);
    } else {
      problems.watch(this.#offerRaw(id, form, text));
    }
  }

  /** What is too long for the clipboard can be saved, without its credentials. */
  async #offerFile(id: number, form: CopyForm, why: string): Promise<void> {
    const save = vscode.l10n.t('Save to File...');
    if ((await vscode.window.showInformationMessage(notificationText(why, 300), save)) !== save) {
      return;
    }
    const uri = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Copy As'),
      defaultUri: newFile(fileName(new Date(), fileEndings[form])),
    });
    if (uri !== undefined) {
      const { engine } = this.#options;
      const file = localPath(uri);
      const { masked } = await engine.call('copyAs', { id, form, masked: true, origin: this.#origin, file });
      const title = (await engine.call('getEvent', { id }))?.summary.title ?? '';
      sayInStatusBar(savedText({ title, form, file }, masked, vscode.l10n.t));
    }
  }

  /** What was left out is copied as well where the person wants that. */
  async #offerRaw(id: number, form: CopyForm, text: string): Promise<void> {
    const raw = vscode.l10n.t('Copy Unmasked');
    if ((await vscode.window.showInformationMessage(notificationText(text, 300), raw)) === raw) {
      await this.#copy(id, form, false);
    }
  }

  /** Where the listener is, or would be: the Host header is the sender's word, and could name any machine. */
  get #origin(): string {
    const { listener, config } = this.#options;
    const { host, port } = listener.state.kind === 'listening' ? listener.state : config.settings;
    return new URL(localUrl(host, port)).origin;
  }
}

async function askForm(): Promise<CopyForm | undefined> {
  const picked = await vscode.window.showQuickPick([...copyForms(process.platform, vscode.l10n.t)], {
    title: vscode.l10n.t('Copy As'),
    placeHolder: vscode.l10n.t('Copy the request as what?'),
  });
  return picked?.form;
}
