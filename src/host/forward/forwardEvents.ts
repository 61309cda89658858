import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { commandIds, settingNames } from '../shared/contributions.ts';
import type { TargetPick } from '../targets/targetPick.ts';
import { displayText } from '../words/displayText.ts';
import type { Forwards } from './forwards.ts';
import { shortTarget } from './forwardRow.ts';
import { askScope } from '../settings/scopeQuestion.ts';
import { freeName, rowOf, withForward, withNewRow } from '../sources/sourceEdits.ts';
import { isSamePath, type SourceSetting } from '../sources/sourceSettings.ts';
import { isListenerRow, isRowOfOthers, sourceOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { scopeOf } from '../settings/settingScope.ts';

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
    const name = choice.source?.name ?? freeName(vscode.l10n.t('All other paths'), this.#names());
    const placeHolder =
      choice.source === null
        ? vscode.l10n.t('Forward all events to which URL? (Creates the source “{0}”.)', name)
        : vscode.l10n.t('Forward the events of “{0}” to which URL?', displayText(name, 80));
    const answer = await this.#targets.ask({ title: vscode.l10n.t('Forward Events To'), placeHolder });
    if (answer === undefined) {
      return;
    }
    const target = withoutFragment(answer.target);
    if (!(await this.#save(choice, name, target))) {
      return;
    }
    await this.#forwards.check();
    this.#say(name, target);
  }

  /** A source of this workspace is its own; one of all workspaces can get the target here alone. */
  async #save({ source }: Choice, name: string, target: string): Promise<boolean> {
    const scope =
      source?.scope === 'workspace' ? source.scope : await askScope(vscode.l10n.t('Forward Events To'));
    if (scope === undefined) {
      return false;
    }
    const row =
      source === null
        ? { name, path: '/' }
        : rowOf(this.#config.written(settingNames.sources)[scopeOf(source)], name);
    await this.#config.editSources(scope, (value) =>
      withForward(
        source !== null && scopeOf(source) === scope ? value : withNewRow(value, row),
        name,
        target,
      ),
    );
    return true;
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
    // A provider’s row stands for what no source of its own has.
    if (isListenerRow(argument) || isRowOfOthers(argument) || sources.length === 0) {
      return everything;
    }
    const items = sources.map((source): ChoiceItem => ({
      label: displayText(source.name),
      description: displayText(source.path),
      source,
    }));
    const other: ChoiceItem = {
      label: vscode.l10n.t('All other paths'),
      description: vscode.l10n.t('creates a source with the path /'),
      source: null,
    };
    return vscode.window.showQuickPick(everything.source === null ? [...items, other] : items, {
      title: vscode.l10n.t('Forward Events To'),
      placeHolder: vscode.l10n.t('Choose a source'),
      matchOnDescription: true,
    });
  }

  #say(name: string, target: string): void {
    const text = vscode.l10n.t(
      'Events of “{0}” are forwarded to {1}.',
      displayText(name),
      shortTarget(target),
    );
    sayInStatusBar(text);
  }
}

/** A fragment is never sent, and no part of a target. */
function withoutFragment(target: string): string {
  const url = new URL(target);
  url.hash = '';
  return url.href;
}
