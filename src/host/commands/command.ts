import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { CommandId } from '../contributions.ts';
import type { Problems } from '../problems.ts';

/** What a person can do, by its id. Arguments come from menus, links and other extensions: anything. */
export interface Command {
  readonly id: CommandId;
  run(...args: readonly unknown[]): unknown;
}

/** Registers commands; whatever one throws is told in one place. */
export function registerCommands(commands: readonly Command[], problems: Problems): Disposable {
  const registered = new DisposableStore();
  for (const command of commands) {
    registered.add(
      vscode.commands.registerCommand(command.id, async (...args: unknown[]) => {
        try {
          await command.run(...args);
        } catch (error) {
          problems.report(error);
        }
      }),
    );
  }
  return registered;
}
