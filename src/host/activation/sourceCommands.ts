import { commandIds } from '../shared/contributions.ts';
import { AddSource, type AddSourceOptions } from '../sources/addSource.ts';
import { AnswerAsUsual } from '../responses/answerAsUsual.ts';
import { AnswerNextRequests } from '../responses/answerNextRequests.ts';
import type { Command } from '../shared/command.ts';
import { CopyWebhookUrl } from '../sources/copyWebhookUrl.ts';
import { EditSource, EditSourceInSettings } from '../sources/editSource.ts';
import { RenameSource } from '../sources/renameSource.ts';
import { RemoveSource, type RemoveSourceOptions } from '../sources/removeSource.ts';
import { RemoveSigningSecret } from '../secrets/removeSigningSecret.ts';
import { RenameSigningSecret } from '../secrets/renameSigningSecret.ts';
import { SetSigningSecret } from '../secrets/setSigningSecret.ts';
import { SwitchSource } from '../sources/switchSource.ts';
import type { SecretCommandOptions } from '../secrets/secretPick.ts';

export type SourceCommandOptions = AddSourceOptions & RemoveSourceOptions & SecretCommandOptions;

/** What a person can do with sources, their secrets and what their requests are answered. */
export function sourceCommands(options: SourceCommandOptions): readonly Command[] {
  const { engine, config, listener } = options;
  return [
    new SetSigningSecret(options),
    new RenameSigningSecret(options),
    new RemoveSigningSecret(options),
    new CopyWebhookUrl(listener, config),
    new AddSource(options),
    new EditSource(options),
    new EditSource(options, commandIds.editResponse),
    new EditSourceInSettings(config),
    new RenameSource(config),
    new SwitchSource(config, true),
    new SwitchSource(config, false),
    new RemoveSource(options),
    new AnswerNextRequests(engine, config),
    new AnswerAsUsual(engine),
  ];
}
