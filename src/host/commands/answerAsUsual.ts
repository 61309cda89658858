import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { Command } from './command.ts';

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
