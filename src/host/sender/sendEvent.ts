import * as vscode from 'vscode';
import { eventsOf } from './channelGuide.ts';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { RequestFiles } from '../requests/requestFiles.ts';
import type { Compositions } from './compositions.ts';
import type { SampleQuestions } from './sampleQuestion.ts';
import type { SendTargets } from './sendTarget.ts';
import type { Command } from '../shared/command.ts';

export interface SendEventOptions {
  readonly engine: EngineCaller;
  readonly questions: SampleQuestions;
  readonly requests: Pick<RequestFiles, 'compose'>;
  readonly compositions: Compositions;
  readonly targets: SendTargets;
}

/** Opens a sample as a document to edit; the lenses above it send it. */
export class SendEvent implements Command {
  readonly id = commandIds.sendEvent;
  readonly #options: SendEventOptions;

  constructor(options: SendEventOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { engine, questions, requests, compositions, targets } = this.#options;
    const chosen = await questions.pick({
      title: vscode.l10n.t('Send Event'),
      placeHolder: vscode.l10n.t('Choose an event to start from'),
      samplesOf: eventsOf,
    });
    if (chosen === undefined) {
      return;
    }
    const { provider, sample } = chosen;
    const { id, canSign } = provider;
    const { text, contentType } = await engine.call('compose', { provider: id, sample: sample.id });
    const isJson = contentType === 'application/json';
    const uri = await requests.compose(`${id} ${sample.id}`, text, isJson);
    const document = await vscode.workspace.openTextDocument(uri);
    const target = targets.own(id);
    await compositions.set(document.uri, { provider: id, sample: sample.id, canSign, target });
    await vscode.window.showTextDocument(document, { preview: false });
  }
}
