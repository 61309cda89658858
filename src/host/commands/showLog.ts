import type * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { Command } from './command.ts';

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
