import { basename } from 'node:path';
import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { ExportFormat } from '../../protocol/exports.ts';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { exportScopes, type ExportScope } from './exportScope.ts';
import { exportedText, fileName } from './fileText.ts';
import { chosenRows, idsOfRows, type SelectedRows } from '../events/chosenRows.ts';
import type { Command } from '../shared/command.ts';
import { sayNoEvent } from '../events/openEvent.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** The endings of files by format, for the dialogs of a system. */
const fileKinds: Readonly<Record<ExportFormat, { readonly ending: string; readonly name: string }>> = {
  har: { ending: 'har', name: 'HTTP Archive' },
  json: { ending: 'json', name: 'JSON' },
};

/** Writes events into a file: the selected ones, with all their attempts, or those that are picked. */
export class ExportEvents implements Command {
  readonly id = commandIds.exportEvents;
  readonly #engine: EngineCaller;
  readonly #selection: SelectedRows;

  constructor(engine: EngineCaller, selection: SelectedRows) {
    this.#engine = engine;
    this.#selection = selection;
  }

  async run(row: unknown, selected: unknown): Promise<void> {
    const rows = chosenRows(row, selected, this.#selection);
    const scope = await this.#askScope(await idsOfRows(rows, this.#engine));
    const format = scope === undefined ? undefined : await askFormat();
    const masked = format === undefined ? undefined : await askMasked();
    if (scope === undefined || format === undefined || masked === undefined) {
      return;
    }
    const file = await askFile(format);
    if (file === undefined) {
      return;
    }
    const { ids, filter } = scope;
    const title = vscode.l10n.t('Exporting events…');
    const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.#engine.call('exportEvents', { ids, filter, format, masked, file }),
    );
    const text = exportedText(result, basename(file), vscode.l10n.t);
    sayInStatusBar(text);
  }

  /** Undefined where the person leaves, and where there is nothing. */
  async #askScope(selected: readonly number[]): Promise<ExportScope | undefined> {
    const [tallies, providers] = await Promise.all([
      this.#engine.call('tallies', null),
      this.#engine.call('providers', null),
    ]);
    if (tallies.length === 0) {
      sayNoEvent();
      return undefined;
    }
    const names = new Map(providers.map(({ id, name }) => [id, name]));
    return vscode.window.showQuickPick(exportScopes({ selected, tallies, names }, vscode.l10n.t), {
      title: vscode.l10n.t('Export Events'),
      placeHolder: vscode.l10n.t('Which events?'),
    });
  }
}

async function askFormat(): Promise<ExportFormat | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
    {
      label: 'HAR',
      description: vscode.l10n.t('HTTP Archive 1.2, for browsers, proxies and other tools'),
      format: 'har',
    },
    {
      label: 'JSON',
      description: vscode.l10n.t('all that is stored, with refused requests and deliveries'),
      format: 'json',
    },
  ];
  const picked = await vscode.window.showQuickPick([...items], {
    title: vscode.l10n.t('Export Events'),
    placeHolder: vscode.l10n.t('Which format?'),
  });
  return picked?.format;
}

/** Undefined where the person leaves. */
async function askMasked(): Promise<boolean | undefined> {
  const masked = {
    label: vscode.l10n.t('Mask sensitive headers'),
    detail: vscode.l10n.t(
      'Cookies, authorization, API keys and tokens, also in the URL. Bodies stay as they are.',
    ),
  };
  const raw = {
    label: vscode.l10n.t('Raw'),
    detail: vscode.l10n.t('Everything as it came: whoever has the file has the credentials in it.'),
  };
  const picked = await vscode.window.showQuickPick([masked, raw], {
    title: vscode.l10n.t('Export Events'),
    placeHolder: vscode.l10n.t('Include the credentials of the requests?'),
  });
  return picked === undefined ? undefined : picked === masked;
}

/** Where a new file is offered: in the first folder of the workspace that is on this machine. */
export function newFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  return folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name);
}

/** The path of a new file. @throws HumanError where it is not on this machine. */
async function askFile(format: ExportFormat): Promise<string | undefined> {
  const { ending, name } = fileKinds[format];
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Events'),
    filters: { [name]: [ending] },
    defaultUri: newFile(fileName(new Date(), ending)),
  });
  return uri === undefined ? undefined : localPath(uri);
}

/** @throws HumanError where a file is not on the machine that the extension runs on. */
export function localPath({ scheme, fsPath }: vscode.Uri): string {
  if (scheme !== 'file') {
    throw new HumanError(
      vscode.l10n.t(
        'This file is not on a disk of the machine that receives the webhooks: choose one there.',
      ),
    );
  }
  return fsPath;
}
