import * as vscode from 'vscode';
import { HumanError, NothingToDo } from '../../common/errors.ts';
import { commandIds } from '../shared/contributions.ts';
import { envFiles } from './envFiles.ts';
import { asSecrets, envSecrets, type EnvSecret, type EnvText } from './envSecrets.ts';
import type { SenderSecrets } from './senderSecrets.ts';
import { displayText, notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { Problems } from '../shared/problems.ts';
import { eventIdOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Bytes of a file that are read; a longer one is no configuration. */
const largestFile = 256 * 1024;
/** Files that the question names. */
const mostNamed = 20;

export interface TryEnvOptions {
  readonly engine: EngineCaller;
  readonly panels: EventPanels;
  readonly selection: Selection;
  readonly senderSecrets: SenderSecrets;
  readonly problems: Problems;
}

/** Holds an event against the values of the workspace's `.env` files, after asking. The values go nowhere else. */
export class TryEnvSecrets implements Command {
  readonly id = commandIds.tryEnvSecrets;
  readonly #options: TryEnvOptions;

  constructor(options: TryEnvOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, panels, selection } = this.#options;
    const { t } = vscode.l10n;
    if (!vscode.workspace.isTrusted) {
      throw new HumanError(t('The .env files of a workspace are read only where you trust it.'));
    }
    const id = eventIdOf(argument) ?? panels.activeId ?? (await chosenEvent(selection, engine));
    if (id === null) {
      sayNoEvent();
      return;
    }
    const files = await envFiles();
    if (files.length === 0) {
      throw new NothingToDo(t('No .env file was found in the folders of this workspace.'));
    }
    if (await isAllowed(files)) {
      await this.#try(id, envSecrets(await textsOf(files), t), files.length);
    }
  }

  async #try(id: number, secrets: readonly EnvSecret[], files: number): Promise<void> {
    const { engine, problems } = this.#options;
    const { t } = vscode.l10n;
    const { label, value } = await engine.call('trySecrets', { id, secrets: asSecrets(secrets) });
    const found = secrets.find((secret) => secret.label === label);
    if (found === undefined) {
      sayInStatusBar(
        t('None of the {0} values in {1} .env files verifies this event.', secrets.length, files),
      );
      return;
    }
    problems.watch(this.#offer(id, found, value ?? found.value));
  }

  /** Whoever waits for the command does not wait for the answer. The file may hold the secret in a form that is not right. */
  async #offer(id: number, { label, name, value: held }: EnvSecret, value: string): Promise<void> {
    const { t } = vscode.l10n;
    const save = t('Save Secret');
    const text = notificationText(
      value === held
        ? t('This event verifies with {0}.', label)
        : t('This event verifies with a corrected form of {0}.', label),
      200,
    );
    if ((await vscode.window.showInformationMessage(text, save)) === save) {
      const saved = await this.#options.senderSecrets.save(id, { value, name });
      sayInStatusBar(saved);
    }
  }
}

function nameOf(file: vscode.Uri): string {
  return displayText(vscode.workspace.asRelativePath(file), 120);
}

async function isAllowed(files: readonly vscode.Uri[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const named = files.slice(0, mostNamed).map(nameOf);
  const more = files.length - named.length;
  const list = more > 0 ? [...named, t('and {0} more', more)] : named;
  const detail = [
    ...list,
    '',
    t('This event is checked with their values on this machine. None is shown, logged or kept.'),
  ].join('\n');
  const yes = t('Try Secrets');
  const question = t('Read these .env files and try their values as the signing secret?');
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
}

/** What can be read of the files, as text. */
async function textsOf(files: readonly vscode.Uri[]): Promise<readonly EnvText[]> {
  const read = await Promise.all(
    files.map(async (file) => {
      const { size } = await vscode.workspace.fs.stat(file);
      return size > largestFile
        ? []
        : [{ file: nameOf(file), text: new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) }];
    }),
  );
  return read.flat();
}
