import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { Delivery } from '../../protocol/event.ts';
import { commandIds } from '../contributions.ts';
import { deliveryMessage, replayProblem } from '../delivery/deliveryText.ts';
import { hostOf, readTarget, targetProblem } from '../delivery/target.ts';
import type { TargetConsent } from '../delivery/targetConsent.ts';
import type { TargetMemory } from '../delivery/targetMemory.ts';
import { displayText, notificationText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { EventPanels } from '../eventPanels.ts';
import type { Problems } from '../problems.ts';
import { eventIdOf } from './arguments.ts';
import type { Command } from './command.ts';
import { chosenEvent, sayNoEvent, type Selection } from './openEvent.ts';

export interface ReplayOptions {
  readonly engine: EngineCaller;
  readonly views: { readonly panels: EventPanels; readonly events: Selection };
  readonly targets: TargetMemory;
  readonly consent: TargetConsent;
  readonly problems: Problems;
}

interface TargetItem extends vscode.QuickPickItem {
  /** Null for one that is yet to be written. */
  readonly target: string | null;
}

/** Sends an event again, byte for byte, to an app on this machine or where the person allowed: of its argument, the focused panel, the selection or the newest. */
export class Replay implements Command {
  readonly id = commandIds.replay;
  readonly #options: ReplayOptions;

  constructor(options: ReplayOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, views, targets, consent, problems } = this.#options;
    const id = eventIdOf(argument) ?? views.panels.activeId ?? (await chosenEvent(views.events, engine));
    const detail = id === null ? null : await engine.call('getEvent', { id });
    if (id === null || detail === null) {
      sayNoEvent();
      return;
    }
    const problem = replayProblem(detail, vscode.l10n.t);
    if (problem !== '') {
      throw new HumanError(problem);
    }
    const target = await this.#askTarget(detail.summary.title);
    if (target === undefined || !(await consent.ensure(target))) {
      return;
    }
    const delivery = await this.#send(id, target);
    await targets.remember(target);
    problems.watch(this.#tell(id, delivery));
  }

  #send(id: number, target: string): Thenable<Delivery> {
    const title = vscode.l10n.t('Sending to {0}…', hostOf(target));
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.#options.engine.call('replay', { id, target }),
    );
  }

  /** Undefined where the person leaves. */
  async #askTarget(title: string): Promise<string | undefined> {
    const known = this.#options.targets.targets.filter(
      (target) => targetProblem(target, vscode.l10n.t) === '',
    );
    if (known.length === 0) {
      return askUrl();
    }
    const another: TargetItem = { label: vscode.l10n.t('Another URL...'), target: null };
    const items = known.map((target): TargetItem => ({ label: displayText(target), target }));
    const picked = await vscode.window.showQuickPick([...items, another], {
      title: vscode.l10n.t('Replay'),
      placeHolder: vscode.l10n.t('Where is “{0}” to be sent?', displayText(title, 80)),
    });
    return picked === another ? askUrl() : (picked?.target ?? undefined);
  }

  async #tell(eventId: number, delivery: Delivery): Promise<void> {
    const show = vscode.l10n.t('Show');
    const text = notificationText(deliveryMessage(delivery, vscode.l10n.t), 300);
    const choice = await (delivery.answer === null
      ? vscode.window.showWarningMessage(text, show)
      : vscode.window.showInformationMessage(text, show));
    if (choice === show) {
      this.#options.views.panels.openDeliveries(eventId);
    }
  }
}

async function askUrl(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Replay'),
    prompt: vscode.l10n.t('URL of your app. Without a path, the request keeps its own.'),
    placeHolder: 'http://localhost:3000',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? '' : targetProblem(value, vscode.l10n.t)),
  });
  const isGiven = text !== undefined && targetProblem(text, vscode.l10n.t) === '';
  return isGiven ? readTarget(text)?.href : undefined;
}
