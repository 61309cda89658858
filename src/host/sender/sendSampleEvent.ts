import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import type { SampleQuestions } from './sampleQuestion.ts';
import type { Command } from '../shared/command.ts';
import { offerStart } from '../listener/offerStart.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

export interface SendSampleOptions {
  readonly engine: EngineCaller;
  readonly listener: ListenerControl;
  readonly questions: SampleQuestions;
}

/** Sends a sample of a provider over HTTP to the running listener, signed with a saved secret. */
export class SendSampleEvent implements Command {
  readonly id = commandIds.sendSampleEvent;
  readonly #options: SendSampleOptions;

  constructor(options: SendSampleOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { engine, listener, questions } = this.#options;
    const text = vscode.l10n.t('The listener is not running: a sample event needs it to arrive.');
    if (listener.state.kind !== 'listening' && !(await offerStart(listener, text))) {
      return;
    }
    const title = vscode.l10n.t('Send Sample Event');
    const chosen = await questions.pick({
      title,
      placeHolder: vscode.l10n.t('Choose an event to send to the listener'),
      samplesOf: ({ samples }) => samples,
    });
    const withoutSecret = vscode.l10n.t('Without one the sample cannot be signed.');
    const signed = chosen && (await questions.askSigned(chosen.provider, withoutSecret));
    const signing =
      chosen && signed
        ? await questions.askSecret(chosen.provider, { title, target: null })
        : signed === false && { signed };
    if (!chosen || !signing) {
      return;
    }
    const { provider, sample } = chosen;
    const params = { provider: provider.id, sample: sample.id, ...signing };
    const { status } = await engine.call('sendSample', params);
    // No failure: senders may be answered so on purpose, and what cannot be stored is told by the views.
    if (status < 200 || status > 299) {
      sayInStatusBar(vscode.l10n.t('The listener responded {0} to the sample event.', status));
    }
  }
}
