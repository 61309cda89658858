import * as vscode from 'vscode';
import { commandIds, settingNames } from '../shared/contributions.ts';
import { notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { importedText, isRoomLacking } from './fileText.ts';
import type { Settings } from '../settings/settings.ts';
import type { Command } from '../shared/command.ts';
import { openSetting } from '../settings/openSettings.ts';
import { localPath } from './exportEvents.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Stores the requests of a HAR file, or of an export, as events: verified, never answered, never sent on. */
export class ImportEvents implements Command {
  readonly id = commandIds.importEvents;
  readonly #engine: EngineCaller;
  readonly #config: { readonly settings: Settings };

  constructor(engine: EngineCaller, config: { readonly settings: Settings }) {
    this.#engine = engine;
    this.#config = config;
  }

  async run(): Promise<void> {
    const [uri] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Import Events'),
        openLabel: vscode.l10n.t('Import'),
        filters: { [vscode.l10n.t('HAR or exported events')]: ['har', 'json'] },
      })) ?? [];
    if (uri === undefined) {
      return;
    }
    const file = localPath(uri);
    const { total } = await this.#engine.call('counts', { afterId: 0 });
    // More would push out what was captured here: the oldest go first, by the order in which they were stored.
    const most = Math.max(0, this.#config.settings.engine.maxEvents - total);
    const title = vscode.l10n.t('Importing events…');
    const result = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.#engine.call('importEvents', { file, most }),
    );
    const text = importedText(result, vscode.l10n.t);
    if (result.imported === result.found) {
      sayInStatusBar(text);
    } else {
      await warn(text, isRoomLacking(result));
    }
  }
}

/** Says what did not come in, with the way to more room where that was lacking. */
async function warn(text: string, offersSetting: boolean): Promise<void> {
  const open = vscode.l10n.t('Open Setting');
  const choices = offersSetting ? [open] : [];
  if ((await vscode.window.showWarningMessage(notificationText(text, 600), ...choices)) === open) {
    await openSetting(settingNames.maxEvents);
  }
}
