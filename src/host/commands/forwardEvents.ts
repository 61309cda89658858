import * as vscode from 'vscode';
import type { Config } from '../config.ts';
import { commandIds } from '../contributions.ts';
import type { TargetPick } from '../delivery/targetPick.ts';
import { displayText, notificationText } from '../displayText.ts';
import type { Forwards } from '../forwarding/forwards.ts';
import { shortTarget } from '../forwarding/forwardRow.ts';
import { freeName, withForward, withSource } from '../sources/sourceEdits.ts';
import { isSamePath, type SourceSetting } from '../sources/sourceSettings.ts';
import { isListenerRow, sourceOf } from './arguments.ts';
import type { Command } from './command.ts';

/** The source of every path that no other has; null where it is yet to be made. */
type Choice = { readonly source: SourceSetting | null };

interface ChoiceItem extends vscode.QuickPickItem, Choice {}

/**
 * Has the events of a source sent on to an app: of the source that its argument names, else of one that is picked.
 * Of the listener that is the source with the path `/`, which is made where there is none.
 */
export class ForwardEvents implements Command {
  readonly id = commandIds.forwardEvents;
  readonly #config: Config;
  readonly #forwards: Forwards;
  readonly #targets: TargetPick;

  constructor(config: Config, forwards: Forwards, targets: TargetPick) {
    this.#config = config;
    this.#forwards = forwards;
    this.#targets = targets;
  }

  async run(argument: unknown): Promise<void> {
    const choice = await this.#choose(argument);
    if (choice === undefined) {
      return;
    }
    const name = choice.source?.name ?? freeName(vscode.l10n.t('Everything else'), this.#names());
    const placeHolder =
      choice.source === null
        ? vscode.l10n.t('Where are events to be sent on to? A source with the path / is made for them.')
        : vscode.l10n.t('Where are the events of “{0}” to be sent on to?', displayText(name, 80));
    const answer = await this.#targets.ask({ title: vscode.l10n.t('Forward Events To'), placeHolder });
    if (answer === undefined) {
      return;
    }
    const target = withoutFragment(answer.target);
    await this.#config.editSources((value) => {
      const made = { name, path: '/', provider: null, publicUrl: null };
      return withForward(choice.source === null ? withSource(value, made) : value, name, target);
    });
    await this.#forwards.check();
    this.#say(name, target);
  }

  #names(): readonly string[] {
    return this.#config.settings.sources.map(({ name }) => name);
  }

  async #choose(argument: unknown): Promise<Choice | undefined> {
    const sources = this.#config.settings.sources.filter(({ enabled }) => enabled);
    const named = sources.find(({ name }) => name === sourceOf(argument));
    if (named !== undefined) {
      return { source: named };
    }
    const everything = { source: sources.find(({ path }) => isSamePath(path, '/')) ?? null };
    if (isListenerRow(argument) || sources.length === 0) {
      return everything;
    }
    const items = sources.map((source): ChoiceItem => ({
      label: displayText(source.name),
      description: displayText(source.path),
      source,
    }));
    const other: ChoiceItem = {
      label: vscode.l10n.t('Everything else'),
      description: vscode.l10n.t('what no source has: makes a source with the path /'),
      source: null,
    };
    return vscode.window.showQuickPick(everything.source === null ? [...items, other] : items, {
      title: vscode.l10n.t('Forward Events To'),
      placeHolder: vscode.l10n.t('Which source?'),
      matchOnDescription: true,
    });
  }

  #say(name: string, target: string): void {
    const text = vscode.l10n.t(
      'Events of “{0}” are forwarded to {1}.',
      displayText(name),
      shortTarget(target),
    );
    void vscode.window.showInformationMessage(notificationText(text, 300));
  }
}

/** A fragment is never sent, and no part of a target. */
function withoutFragment(target: string): string {
  const url = new URL(target);
  url.hash = '';
  return url.href;
}
