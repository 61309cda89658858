import { AnswerGuide } from './answerGuide.ts';
import { commandIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Settings } from '../settings/settings.ts';
import { sourceOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';

/** Asks what the next requests are answered with instead of what is configured; its argument may name a source. */
export class AnswerNextRequests implements Command {
  readonly id = commandIds.answerNextRequests;
  readonly #engine: EngineCaller;
  readonly #config: { readonly settings: Settings };

  constructor(engine: EngineCaller, config: { readonly settings: Settings }) {
    this.#engine = engine;
    this.#config = config;
  }

  async run(argument: unknown): Promise<void> {
    const sources = this.#config.settings.sources.filter(({ enabled }) => enabled);
    const named = sources.find(({ name }) => name === sourceOf(argument))?.name ?? null;
    const temporary = await new AnswerGuide(sources, named).run(named);
    if (temporary !== undefined) {
      await this.#engine.call('answerNext', temporary);
    }
  }
}
