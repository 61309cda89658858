import type * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { Command } from '../shared/command.ts';

export class ShowLog implements Command {
  readonly id = commandIds.showLog;
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  run(): void {
    this.#log.show();
  }
}
