import * as vscode from 'vscode';
import { NothingToDo } from '../../common/errors.ts';
import { commandIds } from '../shared/contributions.ts';
import type { AnswerDocuments } from '../replay/answerDocument.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { attemptOf, channelOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';

/** Opens the answer to an attempt of a channel's last firing. */
export class ShowChannelAnswer implements Command {
  readonly id = commandIds.showChannelAnswer;
  readonly #engine: EngineCaller;
  readonly #answers: AnswerDocuments;

  constructor(engine: EngineCaller, answers: AnswerDocuments) {
    this.#engine = engine;
    this.#answers = answers;
  }

  async run(argument: unknown): Promise<void> {
    const channel = channelOf(argument);
    const number = attemptOf(argument);
    const sent =
      channel === null || number === null
        ? null
        : await this.#engine.call('firedAttempt', { channel, number });
    if (sent === null) {
      throw new NothingToDo(
        vscode.l10n.t('This response is no longer kept: the channel has fired again since.'),
      );
    }
    await this.#answers.showUnkept(sent);
  }
}
