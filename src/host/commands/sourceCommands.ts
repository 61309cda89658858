import { commandIds } from '../contributions.ts';
import { AddSource, type AddSourceOptions } from './addSource.ts';
import { AnswerAsUsual } from './answerAsUsual.ts';
import { AnswerNextRequests } from './answerNextRequests.ts';
import type { Command } from './command.ts';
import { CopyWebhookUrl } from './copyWebhookUrl.ts';
import { EditSource, EditSourceInSettings } from './editSource.ts';
import { RenameSource } from './renameSource.ts';
import { RemoveSource, type RemoveSourceOptions } from './removeSource.ts';
import { RemoveSigningSecret } from './removeSigningSecret.ts';
import { RenameSigningSecret } from './renameSigningSecret.ts';
import { SetSigningSecret } from './setSigningSecret.ts';
import { SwitchSource } from './switchSource.ts';
import type { SecretCommandOptions } from './secretPick.ts';

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
