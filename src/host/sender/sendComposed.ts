import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import type { SentRequest } from '../../protocol/sending.ts';
import { commandIds } from '../shared/contributions.ts';
import type { AnswerDocuments } from '../replay/answerDocument.ts';
import { offerCertificate } from '../replay/certificateOffer.ts';
import { hostOf } from '../targets/target.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { Composing, Compositions } from './compositions.ts';
import type { SampleQuestions } from './sampleQuestion.ts';
import type { SendTargets } from './sendTarget.ts';
import type { Command } from '../shared/command.ts';

export interface SendComposedOptions {
  readonly engine: EngineCaller;
  readonly questions: SampleQuestions;
  readonly compositions: Compositions;
  readonly targets: SendTargets;
  readonly consent: TargetConsent;
  readonly answers: AnswerDocuments;
  readonly problems: Problems;
}

/** Sends the event that is written in a document: its argument's, or that of the editor. */
export class SendComposed implements Command {
  readonly id: Command['id'];
  readonly #options: SendComposedOptions;
  readonly #signed: boolean;

  constructor(options: SendComposedOptions, signed: boolean) {
    this.id = signed ? commandIds.sendComposedSigned : commandIds.sendComposedUnsigned;
    this.#options = options;
    this.#signed = signed;
  }

  async run(argument: unknown): Promise<void> {
    const { engine, compositions, targets, consent, answers, problems } = this.#options;
    const { document, composing } = composedDocument(argument, compositions);
    const { provider, sample, target } = composing;
    const signed = this.#signed ? await this.#askSigned(provider) : false;
    const isReady = signed !== undefined && (await targets.isReady(target));
    if (!isReady || !(await consent.ensure(target, { toListener: true }))) {
      return;
    }
    const params = { provider, sample, text: document.getText(), signed, target };
    const title = vscode.l10n.t('Sending to {0}…', hostOf(target));
    const sent = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title },
      (): Thenable<SentRequest> => engine.call('sendComposed', params),
    );
    await targets.remember(target);
    await answers.showUnkept(sent);
    problems.watch(
      offerCertificate(sent, consent).then((isAccepted) => (isAccepted ? this.run(document.uri) : undefined)),
    );
  }

  async #askSigned(id: string): Promise<boolean | undefined> {
    const { engine, questions } = this.#options;
    const provider = (await engine.call('providers', null)).find((each) => each.id === id);
    const text = vscode.l10n.t('Without one the event cannot be signed.');
    return provider === undefined ? true : questions.askSigned(provider, text);
  }
}

/** Asks where the event goes that is written in a document. */
export class ChangeComposedTarget implements Command {
  readonly id = commandIds.changeComposedTarget;
  readonly #compositions: Compositions;
  readonly #targets: SendTargets;

  constructor(compositions: Compositions, targets: SendTargets) {
    this.#compositions = compositions;
    this.#targets = targets;
  }

  async run(argument: unknown): Promise<void> {
    const { document, composing } = composedDocument(argument, this.#compositions);
    const question = {
      title: vscode.l10n.t('Send Event'),
      placeHolder: vscode.l10n.t('Send the event to which URL?'),
    };
    const target = await this.#targets.ask(question, composing.provider);
    if (target !== undefined) {
      await this.#compositions.set(document.uri, { ...composing, target });
    }
  }
}

/** The document that an argument names, else that of the editor. @throws NothingToDo where it is none of ours. */
export function composedDocument(
  argument: unknown,
  compositions: Compositions,
): { readonly document: vscode.TextDocument; readonly composing: Composing } {
  const wanted = argument instanceof vscode.Uri ? argument.toString() : null;
  const document =
    wanted === null
      ? vscode.window.activeTextEditor?.document
      : vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === wanted);
  const composing = document === undefined ? undefined : compositions.of(document.uri);
  if (document === undefined || composing === undefined) {
    throw new NothingToDo(
      vscode.l10n.t('This document is not from “Send Event...”: use that command to write an event.'),
    );
  }
  return { document, composing };
}
