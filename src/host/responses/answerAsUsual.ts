import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Command } from '../shared/command.ts';

/** Ends what “Answer Next Requests With...” began. */
export class AnswerAsUsual implements Command {
  readonly id = commandIds.answerAsUsual;
  readonly #engine: EngineCaller;

  constructor(engine: EngineCaller) {
    this.#engine = engine;
  }

  async run(): Promise<void> {
    await this.#engine.call('answerNext', null);
  }
}
