import * as vscode from 'vscode';
import { burstLimits, type BurstPlan, type BurstSummary } from '../../protocol/sending.ts';
import { eventsOf } from './channelGuide.ts';
import { commandIds } from '../shared/contributions.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import { numberProblem, progressText, summaryText } from './burstText.ts';
import type { SampleQuestions } from './sampleQuestion.ts';
import type { SendTargets } from './sendTarget.ts';
import type { Command } from '../shared/command.ts';

export interface SendBurstOptions {
  readonly engine: EngineClient;
  readonly questions: SampleQuestions;
  readonly targets: SendTargets;
  readonly problems: Problems;
}

/** Sends many events of one kind at a rate to this machine, and says how long the answers took. */
export class SendBurst implements Command {
  readonly id = commandIds.sendBurst;
  readonly #options: SendBurstOptions;

  constructor(options: SendBurstOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { targets, problems } = this.#options;
    const plan = await this.#askPlan();
    if (plan === undefined || !(await targets.isReady(plan.target))) {
      return;
    }
    await targets.remember(plan.target);
    problems.watch(this.#sendAndTell(plan));
  }

  /** A burst that got no response at times may be sent again; what else came of it asks for nothing. */
  async #sendAndTell(plan: BurstPlan): Promise<void> {
    const { problems } = this.#options;
    const summary = await this.#send(plan);
    const text = summaryText(summary, plan.target, vscode.l10n.t);
    if (summary.failed > 0 && !summary.cancelled) {
      problems.warnWith(text, vscode.l10n.t('Send Again'), () => this.#sendAndTell(plan));
    } else {
      problems.note(text);
    }
  }

  /** Undefined where the person leaves. */
  async #askPlan(): Promise<BurstPlan | undefined> {
    const { questions, targets } = this.#options;
    const title = vscode.l10n.t('Send Burst');
    const placeHolder = vscode.l10n.t('Choose an event to send many times');
    const chosen = await questions.pick({ title, placeHolder, samplesOf: eventsOf });
    const withoutSecret = vscode.l10n.t('Without one the events cannot be signed.');
    const signed = chosen && (await questions.askSigned(chosen.provider, withoutSecret));
    if (chosen === undefined || signed === undefined) {
      return undefined;
    }
    const provider = chosen.provider.id;
    const where = vscode.l10n.t('Send the events to which URL on this machine?');
    const target = await targets.ask({ title, placeHolder: where }, provider);
    const signing = !signed
      ? { signed }
      : target && (await questions.askSecret(chosen.provider, { title, target }));
    const count =
      target && signing && (await askNumber(vscode.l10n.t('How many events?'), '100', burstLimits.count));
    const rate = count && (await askNumber(vscode.l10n.t('How many in a second?'), '20', burstLimits.rate));
    return target && signing && count && rate
      ? { provider, sample: chosen.sample.id, ...signing, target, count, rate }
      : undefined;
  }

  #send(plan: BurstPlan): Thenable<BurstSummary> {
    const { engine, problems } = this.#options;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Sending a burst'),
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (report, token) => {
      token.onCancellationRequested(() => problems.watch(engine.call('stopBurst', null)));
      let told = 0;
      const heard = engine.on('burst', ({ progress }) => {
        const increment = ((progress.sent - told) / plan.count) * 100;
        told = progress.sent;
        report.report({ increment, message: progressText(progress, plan.count, vscode.l10n.t) });
      });
      try {
        return await engine.call('burst', plan);
      } finally {
        heard.dispose();
      }
    });
  }
}

async function askNumber(prompt: string, value: string, most: number): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Send Burst'),
    prompt: vscode.l10n.t('{0} At most {1}.', prompt, most),
    value,
    ignoreFocusOut: true,
    validateInput: (typed) => numberProblem(typed, most, vscode.l10n.t),
  });
  return text === undefined ? undefined : Number(text);
}
