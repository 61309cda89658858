import type { AnswerDocuments } from '../replay/answerDocument.ts';
import { commandIds } from '../shared/contributions.ts';
import type { Command } from '../shared/command.ts';
import { CopyChannelSecret } from '../sender/copyChannelSecret.ts';
import { EditChannel, EditChannelInSettings } from '../sender/editChannel.ts';
import { FireChannel, type FireChannelOptions } from '../sender/fireChannel.ts';
import { NewChannel, type NewChannelOptions } from '../sender/newChannel.ts';
import { RemoveChannel, type RemoveChannelOptions } from '../sender/removeChannel.ts';
import { ShowChannelAnswer } from '../sender/showChannelAnswer.ts';
import { StopFiring } from '../sender/stopFiring.ts';
import { SwitchChannel } from '../sender/switchChannel.ts';

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
