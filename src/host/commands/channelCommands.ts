import type { AnswerDocuments } from '../delivery/answerDocument.ts';
import { commandIds } from '../contributions.ts';
import type { Command } from './command.ts';
import { CopyChannelSecret } from './copyChannelSecret.ts';
import { EditChannel, EditChannelInSettings } from './editChannel.ts';
import { FireChannel, type FireChannelOptions } from './fireChannel.ts';
import { NewChannel, type NewChannelOptions } from './newChannel.ts';
import { RemoveChannel, type RemoveChannelOptions } from './removeChannel.ts';
import { ShowChannelAnswer } from './showChannelAnswer.ts';
import { StopFiring } from './stopFiring.ts';
import { SwitchChannel } from './switchChannel.ts';

export type ChannelCommandOptions = NewChannelOptions &
  FireChannelOptions &
  RemoveChannelOptions & { readonly answers: AnswerDocuments };

const backups = (sample: string) => ({ provider: 'simplebackups', sample });

/** What a person can do with channels. */
export function channelCommands(options: ChannelCommandOptions): readonly Command[] {
  const { config, engine, store, firings, answers } = options;
  return [
    new NewChannel(options),
    new EditChannel(options),
    new EditChannelInSettings(config),
    new SwitchChannel(config, true),
    new SwitchChannel(config, false),
    new RemoveChannel(options),
    new CopyChannelSecret(config, store, engine),
    new FireChannel(options, commandIds.fireChannel, null),
    new FireChannel(options, commandIds.fireBackupSuccess, backups('backup-succeeded')),
    new FireChannel(options, commandIds.fireBackupError, backups('backup-failed')),
    new StopFiring(config, firings),
    new ShowChannelAnswer(engine, answers),
  ];
}
