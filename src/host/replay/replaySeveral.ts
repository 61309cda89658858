import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { EngineCalls, ReplayPause } from '../../protocol/engine.ts';
import { replaySummary } from './replayText.ts';
import { notificationText } from '../words/displayText.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { Problems } from '../shared/problems.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { numberText } from '../words/wording.ts';

/** As many as the engine takes in one go. */
const mostEvents = 1000;

interface PauseItem extends vscode.QuickPickItem {
  readonly pause: ReplayPause;
}

export interface ReplaySeveralOptions {
  readonly engine: EngineClient;
  readonly panels: EventPanels;
  readonly problems: Problems;
}

export type ReplayOrder = Omit<EngineCalls['replayAll']['params'], 'run' | 'pause'>;

/** @throws HumanError where they are more than are replayed in one go. */
export function checkCount(count: number): void {
  if (count > mostEvents) {
    throw new HumanError(
      vscode.l10n.t(
        'At most {0} events are replayed in one go; {1} are selected.',
        numberText(mostEvents),
        numberText(count),
      ),
    );
  }
}

/** Sends several events again, the oldest first, and tells what came of them. */
export class ReplaySeveral {
  readonly #options: ReplaySeveralOptions;
  #lastRun = 0;

  constructor(options: ReplaySeveralOptions) {
    this.#options = options;
  }

  /** Undefined where the person leaves. */
  async askPause(title: string): Promise<ReplayPause | undefined> {
    const t = vscode.l10n.t;
    const items: readonly PauseItem[] = [
      { label: t('No Pause'), description: t('the next one as soon as one has its response'), pause: 0 },
      { label: t('100 ms'), pause: 100 },
      { label: t('1 s'), pause: 1000 },
      { label: t('10 s'), pause: 10_000 },
      {
        label: t('As They Came'),
        description: t('the gaps between them, at most 30 s'),
        pause: 'asTheyCame',
      },
    ];
    const placeHolder = t('How long is the pause between two events?');
    return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.pause;
  }

  async send(order: ReplayOrder, pause: ReplayPause): Promise<void> {
    const { outcomes } = await this.#withProgress({ ...order, pause });
    const { text, firstFailed } = replaySummary(outcomes, order.ids.length, vscode.l10n.t);
    const message = notificationText(text, 400);
    if (firstFailed === null) {
      sayInStatusBar(text);
      return;
    }
    const show = vscode.l10n.t('Show');
    if ((await vscode.window.showWarningMessage(message, show)) === show) {
      this.#options.panels.openDeliveries(firstFailed);
    }
  }

  #withProgress(
    order: Omit<EngineCalls['replayAll']['params'], 'run'>,
  ): Thenable<EngineCalls['replayAll']['result']> {
    const { engine, problems } = this.#options;
    this.#lastRun += 1;
    const run = this.#lastRun;
    const title = vscode.l10n.t('Replaying {0} events', numberText(order.ids.length));
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      let shown = 0;
      const news = engine.on('replaying', ({ run: told, done, total }) => {
        if (told === run) {
          progress.report({
            message: vscode.l10n.t('{0} of {1}', numberText(done), numberText(total)),
            increment: ((done - shown) / total) * 100,
          });
          shown = done;
        }
      });
      const cancelled = token.onCancellationRequested(() =>
        problems.watch(engine.call('cancelReplay', { run })),
      );
      try {
        return await engine.call('replayAll', { ...order, run });
      } finally {
        news.dispose();
        cancelled.dispose();
      }
    });
  }
}
