import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import { announcementOf, firstAttempts, type Announcement, type Arrivals } from './arrivals.ts';
import type { Config } from '../settings/config.ts';
import { commandIds, focusCommands } from '../shared/contributions.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { EventSummary } from '../../protocol/summary.ts';

/** Milliseconds in which events are gathered for one notification. */
const gathering = 1000;
/** Milliseconds from one notification to the next: what arrives between them is in the next one. */
const leastGap = 60_000;
/** Events whose titles and verdicts are remembered for it. */
const mostKnown = 200;
const none: Arrivals = { count: 0, known: [] };

/** Announces events as the setting `notifications` wants it: one notification for all that arrive together. */
export class Notifier implements Disposable {
  readonly #engine: EngineClient;
  readonly #config: Config;
  readonly #problems: Problems;
  readonly #subscription: Disposable;
  #arrivals: Arrivals = none;
  #timer: NodeJS.Timeout | null = null;
  #next = 0;

  constructor(engine: EngineClient, config: Config, problems: Problems) {
    this.#engine = engine;
    this.#config = config;
    this.#problems = problems;
    this.#subscription = engine.on('captured', ({ count, newest }) => this.#arrived(count, newest));
  }

  dispose(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#subscription.dispose();
  }

  #arrived(count: number, newest: readonly EventSummary[]): void {
    if (this.#config.settings.notifications === 'none') {
      return;
    }
    const known = [...this.#arrivals.known, ...newest].slice(0, mostKnown);
    this.#arrivals = { count: this.#arrivals.count + count, known };
    const pause = Math.max(gathering, this.#next - Date.now());
    this.#timer ??= setTimeout(() => this.#problems.watch(this.#announce()), pause);
  }

  async #announce(): Promise<void> {
    const firsts = await firstAttempts(this.#arrivals.known, this.#engine).finally(() => {
      this.#timer = null;
    });
    const { notifications } = this.#config.settings;
    const announcement = announcementOf({ ...this.#arrivals, firsts }, notifications, vscode.l10n.t);
    this.#arrivals = none;
    if (announcement !== null) {
      this.#next = Date.now() + leastGap;
      await say(announcement);
    }
  }
}

async function say({ text, isWarning, eventId }: Announcement): Promise<void> {
  const show = vscode.l10n.t('Show');
  const choice = isWarning
    ? await vscode.window.showWarningMessage(text, show)
    : await vscode.window.showInformationMessage(text, show);
  if (choice === show) {
    await (eventId === null
      ? vscode.commands.executeCommand(focusCommands.events)
      : vscode.commands.executeCommand(commandIds.openEvent, { eventId }));
  }
}
