import { RequestSender, type RequestSenderOptions } from '../httpFiles/requestSender.ts';
import type { Comparisons } from '../httpFiles/comparisons.ts';
import type { Command } from './command.ts';
import { CompareWithLatest } from './compareWithLatest.ts';
import { EditAndReplay, type EditOptions } from './editAndReplay.ts';
import { SaveAsFixture } from './saveAsFixture.ts';
import { SendFixture } from './sendFixture.ts';
import { SendRequest } from './sendRequest.ts';
import { SwitchRequestLayout } from './switchRequestLayout.ts';

export interface RequestCommandsOptions extends EditOptions, RequestSenderOptions {
  readonly comparisons: Comparisons;
}

/** The commands about requests as documents: made of events, saved, sent from the editor, compared. */
export function requestCommands(options: RequestCommandsOptions): Command[] {
  const { engine, comparisons, store } = options;
  const sender = new RequestSender(options);
  return [
    new EditAndReplay(options),
    new SaveAsFixture(options),
    new SendRequest(false, engine, sender),
    new SendRequest(true, engine, sender),
    new SendFixture(engine, sender, store),
    new SwitchRequestLayout(engine),
    new CompareWithLatest(engine, comparisons),
  ];
}
