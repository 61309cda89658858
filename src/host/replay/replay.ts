import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { commandIds, type CommandId } from '../shared/contributions.ts';
import { acceptLabel } from './certificateOffer.ts';
import { replayMessage, replayProblem } from './deliveryText.ts';
import { resigningProblem } from './replayText.ts';
import { sourceTargets } from '../targets/sourceTargets.ts';
import type { InFlight } from './inFlight.ts';
import { hostOf } from '../targets/target.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import type { TargetPick } from '../targets/targetPick.ts';
import { displayText, notificationText } from '../words/displayText.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { sentences } from '../secrets/secretText.ts';
import { signersText } from '../secrets/signers.ts';
import type { Settings } from '../settings/settings.ts';
import { eventIdsOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { chosenEvent, sayNoEvent, type Selection } from '../events/openEvent.ts';
import { checkCount, type ReplayOrder, type ReplaySeveral } from './replaySeveral.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { numberText } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';
import type { Delivery } from '../../protocol/delivery.ts';
import type { ReplayTarget } from '../../protocol/targets.ts';

/** What tells the commands that send events again apart. */
export interface ReplayWay {
  readonly id: CommandId;
  readonly resign: boolean;
  /** Also where the source has a target. */
  readonly asksTarget: boolean;
}

/** Byte for byte; to another target than that of the source; with a signature made anew. */
export const replayWays = [
  { id: commandIds.replay, resign: false, asksTarget: false },
  { id: commandIds.replayTo, resign: false, asksTarget: true },
  { id: commandIds.replayResigned, resign: true, asksTarget: false },
] as const satisfies readonly ReplayWay[];

export interface ReplayOptions {
  readonly engine: EngineClient;
  readonly views: { readonly panels: EventPanels; readonly events: Selection };
  readonly config: { readonly settings: Settings };
  readonly pick: TargetPick;
  readonly consent: TargetConsent;
  readonly several: ReplaySeveral;
  readonly inFlight: InFlight;
  readonly store: Pick<SecretStore, 'read'>;
  readonly problems: Problems;
}

/**
 * Sends events again, to an app on this machine or where the person allowed: those of a menu's arguments, of the
 * focused panel, the selected ones, or the newest.
 */
export class Replay implements Command {
  readonly id: CommandId;
  readonly #way: ReplayWay;
  readonly #options: ReplayOptions;

  constructor(way: ReplayWay, options: ReplayOptions) {
    this.id = way.id;
    this.#way = way;
    this.#options = options;
  }

  async run(row: unknown, selected: unknown): Promise<void> {
    const ids = await this.#ids(row, selected);
    const [id] = ids;
    if (id === undefined) {
      sayNoEvent();
    } else if (ids.length === 1) {
      await this.#replayOne(id);
    } else {
      await this.#replaySeveral(ids);
    }
  }

  get #title(): string {
    return this.#way.resign ? vscode.l10n.t('Replay Re-signed') : vscode.l10n.t('Replay');
  }

  async #ids(row: unknown, selected: unknown): Promise<readonly number[]> {
    const { engine, views } = this.#options;
    const named = eventIdsOf(row, selected);
    if (named.length > 0) {
      return named;
    }
    const { activeId } = views.panels;
    const { selectedIds } = views.events;
    // Several rows are selected on purpose; one may be where the list was left.
    if (selectedIds.length > 1 && (activeId === null || selectedIds.includes(activeId))) {
      return selectedIds;
    }
    const id = activeId ?? (await chosenEvent(views.events, engine));
    return id === null ? [] : [id];
  }

  async #replayOne(id: number): Promise<void> {
    const { engine, problems } = this.#options;
    const detail = await engine.call('getEvent', { id });
    if (detail === null) {
      sayNoEvent();
      return;
    }
    const problem = replayProblem(detail, vscode.l10n.t);
    if (problem !== '') {
      throw new NothingToDo(problem);
    }
    if (this.#way.resign && !(await canResign(detail, engine))) {
      return;
    }
    const to = await this.#targetFor(detail);
    if (to !== undefined) {
      problems.watch(this.#sendAndTell(detail.summary, to));
    }
  }

  /** Where an event is sent to; undefined where the person leaves, or does not allow it. */
  async #targetFor({ summary }: EventDetail): Promise<ReplayTarget | undefined> {
    const { config, consent, pick } = this.#options;
    const { source: name, title, id } = summary;
    const own = sourceTargets(config.settings.sources).find(({ source }) => source === name);
    if (own !== undefined && !this.#way.asksTarget) {
      const { target, path } = own;
      return (await consent.ensure(target)) ? { target, ...(path === undefined ? {} : { path }) } : undefined;
    }
    return pick.ask({
      title: this.#title,
      placeHolder: sentences(
        vscode.l10n.t('Send “{0}” to which URL?', displayText(title, 80)),
        await this.#signers([id]),
      ),
    });
  }

  /** Which secrets re-sign events, as a sentence; empty where they are sent as they came. */
  async #signers(ids: readonly number[]): Promise<string> {
    const { engine, store } = this.#options;
    if (!this.#way.resign) {
      return '';
    }
    const text = signersText(await store.read(), await engine.call('resigners', { ids }));
    return text === '' ? '' : `${text}.`;
  }

  #send(id: number, to: ReplayTarget, signers: string): Thenable<Delivery> {
    const title = sentences(vscode.l10n.t('Sending to {0}…', hostOf(to.target)), signers);
    const { resign } = this.#way;
    const { engine, inFlight } = this.#options;
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      inFlight.during(id, to.target, engine.call('replay', { ...to, id, resign })),
    );
  }

  async #sendAndTell(summary: EventSummary, to: ReplayTarget): Promise<void> {
    const { consent, problems, views } = this.#options;
    const { id: eventId, title } = summary;
    const signers = await this.#signers([eventId]);
    const delivery = await this.#send(eventId, to, signers);
    const message = replayMessage(title, delivery, vscode.l10n.t);
    if (delivery.answer !== null) {
      sayInStatusBar(sentences(message, signers));
      if (views.panels.activeId === eventId) {
        views.panels.openDeliveries(eventId);
      }
      return;
    }
    const show = vscode.l10n.t('Show');
    const certificate = acceptLabel();
    const choices = delivery.failure?.certificate === undefined ? [show] : [show, certificate];
    const choice = await vscode.window.showWarningMessage(notificationText(message, 400), ...choices);
    if (choice === show) {
      views.panels.openDeliveries(eventId);
    } else if (choice === certificate && (await consent.acceptCertificate(delivery))) {
      problems.watch(this.#sendAndTell(summary, to));
    }
  }

  async #replaySeveral(ids: readonly number[]): Promise<void> {
    const { several, problems } = this.#options;
    checkCount(ids.length);
    const targets = await this.#targetsFor(ids);
    const pause = targets === undefined ? undefined : await several.askPause(this.#title);
    if (targets !== undefined && pause !== undefined) {
      problems.watch(several.send({ ids, targets, resign: this.#way.resign }, pause));
    }
  }

  /** Where the events of each source are sent to; undefined where the person leaves, or does not allow it. */
  async #targetsFor(ids: readonly number[]): Promise<ReplayOrder['targets'] | undefined> {
    const { config, consent, pick } = this.#options;
    const own = sourceTargets(config.settings.sources);
    const question = {
      title: this.#title,
      placeHolder: sentences(
        vscode.l10n.t('Send these {0} events to which URL?', numberText(ids.length)),
        await this.#signers(ids),
      ),
    };
    const eachToItsOwn = vscode.l10n.t('Each to the Target of Its Source');
    const picked = await pick.askOr(question, own.length === 0 ? null : eachToItsOwn);
    if (picked !== 'own') {
      return picked === undefined ? undefined : [{ source: null, ...picked }];
    }
    for (const { target } of own) {
      if (!(await consent.ensure(target))) {
        return undefined;
      }
    }
    return own;
  }
}

/**
 * Whether an event can be re-signed: asks for the secret where only that is missing.
 * @throws NothingToDo where it cannot be, whatever is saved; it says why.
 */
async function canResign(detail: EventDetail, engine: EngineClient): Promise<boolean> {
  const { source, provider, id } = detail.summary;
  if (detail.signing === 'noSecret') {
    await vscode.commands.executeCommand(commandIds.setSigningSecret, { source, provider });
    return (await engine.call('getEvent', { id }))?.signing === 'possible';
  }
  const problem = resigningProblem(detail, vscode.l10n.t);
  if (problem !== '') {
    throw new NothingToDo(problem);
  }
  return true;
}
