import * as vscode from 'vscode';
import type { ListenerState } from '../protocol/engine.ts';
import type { Config } from './config.ts';
import { commandIds, configurationSection, settingNames } from './contributions.ts';
import { notificationText } from './displayText.ts';
import type { ListenerMessages } from './listenerControl.ts';
import { failureText, type FailedState } from './listenerText.ts';
import type { Problems } from './problems.ts';
import { isPort } from './settings.ts';

interface Choice {
  readonly label: string;
  readonly run: () => Thenable<unknown>;
}

/** Says what became of the listener, with the ways out as buttons. */
export class ListenerNotices implements ListenerMessages {
  readonly #config: Config;
  readonly #problems: Problems;

  constructor(config: Config, problems: Problems) {
    this.#config = config;
    this.#problems = problems;
  }

  failed(state: FailedState): void {
    this.#problems.watch(this.#askWhatNow(state));
  }

  moved({ port }: Extract<ListenerState, { readonly kind: 'listening' }>): void {
    void vscode.window.showInformationMessage(vscode.l10n.t('The listener now listens on port {0}.', port));
  }

  alreadyListening(port: number): void {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The listener listens on port {0} already.', port),
    );
  }

  async #askWhatNow(state: FailedState): Promise<void> {
    const choices = this.#choices(state);
    const text = notificationText(failureText(state, vscode.l10n.t), 400);
    const label = await vscode.window.showErrorMessage(text, ...choices.map((choice) => choice.label));
    await choices.find((choice) => choice.label === label)?.run();
  }

  #choices({ why, port, nextFreePort }: FailedState): readonly Choice[] {
    const choose = { label: vscode.l10n.t('Choose Port...'), run: () => this.#choosePort(port) };
    switch (why) {
      case 'portInUse':
        return nextFreePort === null ? [choose] : [this.#usePort(nextFreePort), choose];
      case 'notPermitted':
        return [choose];
      case 'addressNotHere':
        return [{ label: vscode.l10n.t('Open Setting'), run: openHostSetting }];
      case 'other':
        return [
          { label: vscode.l10n.t('Start Listener'), run: start },
          { label: vscode.l10n.t('Show Log'), run: () => vscode.commands.executeCommand(commandIds.showLog) },
        ];
    }
  }

  #usePort(port: number): Choice {
    return { label: vscode.l10n.t('Use {0}', port), run: () => this.#moveTo(port) };
  }

  async #choosePort(taken: number): Promise<void> {
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Port of the webhook listener'),
      prompt: vscode.l10n.t('It becomes part of the URL that senders use, and is saved in the settings.'),
      value: String(taken),
      ignoreFocusOut: true,
      validateInput: (text) =>
        isPort(Number(text)) ? null : vscode.l10n.t('A port is a whole number from 1 to 65535.'),
    });
    if (typed !== undefined) {
      await this.#moveTo(Number(typed));
    }
  }

  async #moveTo(port: number): Promise<void> {
    await this.#config.setPort(port);
    await vscode.commands.executeCommand(commandIds.startListener, port);
  }
}

function start(): Thenable<unknown> {
  return vscode.commands.executeCommand(commandIds.startListener);
}

function openHostSetting(): Thenable<unknown> {
  const setting = `${configurationSection}.${settingNames.host}`;
  return vscode.commands.executeCommand('workbench.action.openSettings', setting);
}
