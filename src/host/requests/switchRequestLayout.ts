import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { chosenRequest } from './requests.ts';
import type { Command } from '../shared/command.ts';

/** Shows the body of a request as it is sent, or in lines for reading again. */
export class SwitchRequestLayout implements Command {
  readonly id = commandIds.switchRequestLayout;
  readonly #engine: EngineCaller;

  constructor(engine: EngineCaller) {
    this.#engine = engine;
  }

  async run(argument: unknown): Promise<void> {
    const { document, request } = await chosenRequest(argument, this.#engine);
    if (request.layout === null) {
      throw new NothingToDo(vscode.l10n.t('This body is already shown as it is sent.'));
    }
    const layout = request.layout === 'formatted' ? 'exact' : 'formatted';
    const { version } = document;
    const params = { text: document.getText(), line: request.line, layout } as const;
    const text = await this.#engine.call('layHttp', params);
    if (text === null) {
      await sayNotPossible(request.event);
    } else if (document.version === version) {
      await replaceText(document, text);
    }
  }
}

/** A document that had nothing to save has nothing to save after it: what is sent is the same. */
async function replaceText(document: vscode.TextDocument, text: string): Promise<void> {
  const wasSaved = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  if (wasSaved) {
    await document.save();
  }
}

async function sayNotPossible(eventId: number | null): Promise<void> {
  const open = vscode.l10n.t('Show Captured Payload');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'An editor cannot hold the exact bytes of this body: it begins or ends with a line break, or has characters that an editor changes.',
    ),
    open,
  );
  if (choice === open) {
    await vscode.commands.executeCommand(commandIds.openEventInEditor, { eventId });
  }
}
