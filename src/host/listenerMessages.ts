import * as vscode from 'vscode';
import type { Config } from './config.ts';
import { commandIds, configurationSection, settingNames } from './contributions.ts';
import { notificationText } from './displayText.ts';
import type { ListenerMessages } from './listenerControl.ts';
import { isElsewhere, type FailedState, type ListeningState } from './listenerState.ts';
import { failureText, windowName } from './listenerText.ts';
import type { Problems } from './problems.ts';
import { isPort } from './settings.ts';
import { sayInStatusBar } from './statusMessage.ts';
import type { OtherWindow } from './windows/otherWindows.ts';

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

  moved({ port }: ListeningState): void {
    sayInStatusBar(vscode.l10n.t('The listener now listens on port {0}.', port));
  }

  gotPort(port: number): void {
    sayInStatusBar(vscode.l10n.t('The listener now listens on port {0}.', port));
  }

  alreadyListening(port: number): void {
    sayInStatusBar(vscode.l10n.t('Already listening on port {0}.', port));
  }

  notTakenOver(owner: OtherWindow, port: number): void {
    this.#problems.warn(
      vscode.l10n.t(
        'Webhook Debugger of {0} still listens on {1}. Stop its listener or close it; this window listens as soon as the port is free.',
        windowName(owner, vscode.l10n.t),
        port,
      ),
    );
  }

  async #askWhatNow(state: FailedState): Promise<void> {
    const choices = this.#choices(state);
    const labels = choices.map((choice) => choice.label);
    const text = notificationText(failureText(state, vscode.l10n.t), 400);
    const label = isElsewhere(state)
      ? await vscode.window.showWarningMessage(text, ...labels)
      : await vscode.window.showErrorMessage(text, ...labels);
    await choices.find((choice) => choice.label === label)?.run();
  }

  #choices(state: FailedState): readonly Choice[] {
    const { why, port, nextFreePort } = state;
    const choose = { label: vscode.l10n.t('Choose Port...'), run: () => this.#choosePort(port) };
    switch (why) {
      case 'portInUse':
        return [
          ...(isElsewhere(state) ? [takeOver()] : []),
          ...(nextFreePort === null ? [] : [this.#usePort(nextFreePort)]),
          choose,
        ];
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

function takeOver(): Choice {
  return {
    label: vscode.l10n.t('Take Over Here'),
    run: () => vscode.commands.executeCommand(commandIds.takeOverListener),
  };
}

function openHostSetting(): Thenable<unknown> {
  const setting = `${configurationSection}.${settingNames.host}`;
  return vscode.commands.executeCommand('workbench.action.openSettings', setting);
}
