import * as vscode from 'vscode';
import { EndedWith, HumanError, messageOf, NothingToDo } from '../../common/errors.ts';
import { notificationText } from '../words/displayText.ts';
import { sayInStatusBar } from './statusMessage.ts';

const longest = 600;

/** The one place that decides how a failure is told: what is meant for a person as it is, a bug as one line and a log. */
export class Problems {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  readonly report = (error: unknown): void => {
    if (error instanceof vscode.CancellationError) {
      return;
    }
    if (error instanceof EndedWith) {
      this.#log.warn(error.message);
      return;
    }
    if (error instanceof NothingToDo) {
      sayInStatusBar(error.message);
      return;
    }
    if (error instanceof HumanError) {
      this.#log.warn(error.message);
      void vscode.window.showErrorMessage(notificationText(error.message, longest));
      return;
    }
    this.#log.error(error instanceof Error ? (error.stack ?? error.message) : messageOf(error));
    this.#offerLog(vscode.l10n.t('Something went wrong in Webhook Debugger.'));
  };

  /** Says what asks for nothing: in the status bar, and in the log for later. */
  note(text: string): void {
    this.#log.info(text);
    sayInStatusBar(text);
  }

  warn(text: string): void {
    this.#log.warn(text);
    void vscode.window.showWarningMessage(notificationText(text, longest));
  }

  /** Warns, with a way out as a button. */
  warnWith(text: string, label: string, run: () => Thenable<unknown>): void {
    this.#log.warn(text);
    const asked = vscode.window.showWarningMessage(notificationText(text, longest), label);
    this.watch(asked.then((choice) => (choice === label ? run() : undefined)));
  }

  /** Lets something go on by itself; its failure is reported. */
  watch(work: Thenable<unknown>): void {
    work.then(undefined, this.report);
  }

  #offerLog(text: string): void {
    const showLog = vscode.l10n.t('Show Log');
    void vscode.window.showErrorMessage(text, showLog).then((choice) => {
      if (choice === showLog) {
        this.#log.show();
      }
    });
  }
}
