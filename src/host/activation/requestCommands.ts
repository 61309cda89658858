import { RequestSender, type RequestSenderOptions } from '../requests/requestSender.ts';
import type { Comparisons } from '../requests/comparisons.ts';
import type { Command } from '../shared/command.ts';
import { CompareWithLatest } from '../requests/compareWithLatest.ts';
import { EditAndReplay, type EditOptions } from '../replay/editAndReplay.ts';
import { SaveAsFixture } from '../requests/saveAsFixture.ts';
import { SendFixture } from '../requests/sendFixture.ts';
import { SendRequest } from '../requests/sendRequest.ts';
import { SwitchRequestLayout } from '../requests/switchRequestLayout.ts';

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
