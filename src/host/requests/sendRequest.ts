import { commandIds, type CommandId } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { chosenRequest } from './requests.ts';
import type { RequestSender } from './requestSender.ts';
import type { Command } from '../shared/command.ts';

/** Sends the request of a CodeLens, or the one at the cursor: as it is written, or with a signature made anew. */
export class SendRequest implements Command {
  readonly id: CommandId;
  readonly #resign: boolean;
  readonly #engine: EngineCaller;
  readonly #sender: RequestSender;

  constructor(resign: boolean, engine: EngineCaller, sender: RequestSender) {
    this.id = resign ? commandIds.resignAndSendRequest : commandIds.sendRequest;
    this.#resign = resign;
    this.#engine = engine;
    this.#sender = sender;
  }

  async run(argument: unknown): Promise<void> {
    await this.#sender.send(await chosenRequest(argument, this.#engine), this.#resign);
  }
}
