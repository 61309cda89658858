import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { NothingToDo } from '../../common/errors.ts';
import { titleCommands, type CommandId } from './contributions.ts';
import type { Problems } from './problems.ts';

/** What a person can do, by its id. Arguments come from menus, links and other extensions: anything. */
export interface Command {
  readonly id: CommandId;
  run(...args: readonly unknown[]): unknown;
}

/**
 * Whether a command comes from the menu of a row that is being read anew: VS Code gives undefined for it then. The
 * palette and keys give no argument at all. What to do without a row would be done with another one.
 */
function isOfLostRow(id: CommandId, args: readonly unknown[]): boolean {
  return args.length > 0 && args[0] === undefined && !titleCommands.has(id);
}

/** Registers commands; whatever one throws is told in one place. */
export function registerCommands(commands: readonly Command[], problems: Problems): Disposable {
  const registered = new DisposableStore();
  for (const command of commands) {
    registered.add(
      vscode.commands.registerCommand(command.id, async (...args: unknown[]) => {
        try {
          if (isOfLostRow(command.id, args)) {
            throw new NothingToDo(
              vscode.l10n.t(
                'Nothing was done, as the list was just changing. Choose it from the menu again.',
              ),
            );
          }
          await command.run(...args);
        } catch (error) {
          problems.report(error);
        }
      }),
    );
  }
  return registered;
}
