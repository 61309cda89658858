import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { openSetting } from '../settings/openSettings.ts';
import { commandIds, settingNames } from '../shared/contributions.ts';
import { notificationText } from '../words/displayText.ts';
import type { EngineDeath } from '../engine/engineEnd.ts';
import type { ListenerMessages, Missed } from './listenerNews.ts';
import { isElsewhere, type FailedState, type ListeningState } from './listenerState.ts';
import {
  engineEndedText,
  engineStoppedText,
  failureText,
  notRestartedText,
  restartedText,
  windowName,
} from './listenerText.ts';
import type { Problems } from '../shared/problems.ts';
import { isPort } from '../settings/settings.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import type { OtherWindow } from './otherWindows.ts';
import { Times } from '../words/wording.ts';

interface Choice {
  readonly label: string;
  readonly run: () => Thenable<unknown>;
}

const words = { t: vscode.l10n.t, times: new Times(vscode.env.language, Date.now) };

const showLog: Choice = {
  label: vscode.l10n.t('Show Log'),
  run: () => vscode.commands.executeCommand(commandIds.showLog),
};

/** Says what became of the listener, with the ways out as buttons. */
export class ListenerNotices implements ListenerMessages {
  readonly #config: Config;
  readonly #problems: Problems;

  constructor(config: Config, problems: Problems) {
    this.#config = config;
    this.#problems = problems;
  }

  failed(state: FailedState, missed?: Missed): void {
    this.#problems.watch(this.#askWhatNow(state, missed));
  }

  restarted(missed: Missed, until: number): void {
    const said = restartedText(missed, until, words);
    const isForwarding = this.#config.settings.forwards.length > 0;
    const forwards = vscode.l10n.t('Events that were being forwarded then may not have reached your app.');
    this.#problems.warnWith(isForwarding ? `${said} ${forwards}` : said, showLog.label, showLog.run);
  }

  engineStopped(death: EngineDeath): void {
    const text = engineStoppedText(death, vscode.l10n.t);
    if (death.isLast) {
      this.#problems.warnWith(text, showLog.label, showLog.run);
    } else {
      sayInStatusBar(text);
    }
  }

  engineEnded(isGone: boolean): void {
    this.#problems.warn(engineEndedText(isGone, vscode.l10n.t));
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

  async #askWhatNow(state: FailedState, missed?: Missed): Promise<void> {
    const choices = this.#choices(state);
    const labels = choices.map((choice) => choice.label);
    const said = missed ? notRestartedText(state, missed, words) : failureText(state, vscode.l10n.t);
    const text = notificationText(said, 600);
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
        return [{ label: vscode.l10n.t('Open Setting'), run: () => openSetting(settingNames.host) }];
      case 'other':
        return [{ label: vscode.l10n.t('Start Listener'), run: start }, showLog];
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
