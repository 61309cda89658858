import * as vscode from 'vscode';
import type { ChannelSetting } from './channelSettings.ts';
import { commandIds } from '../shared/contributions.ts';
import { hostOf } from '../targets/target.ts';
import { channelOf } from '../shared/arguments.ts';
import { chooseNamed } from '../shared/namedPick.ts';

/** The channel that an argument names, else one that the person picks. Undefined where there is none, which is said. */
export function chooseChannel(
  channels: readonly ChannelSetting[],
  argument: unknown,
  title: string,
): Promise<ChannelSetting | undefined> {
  return chooseNamed(channels, {
    named: channelOf(argument),
    title,
    placeHolder: vscode.l10n.t('Choose a channel'),
    describe: ({ url }) => hostOf(url),
    none: offerNew,
  });
}

async function offerNew(): Promise<void> {
  const make = vscode.l10n.t('New Channel...');
  const text = vscode.l10n.t('No channel to choose from.');
  if ((await vscode.window.showInformationMessage(text, make)) === make) {
    await vscode.commands.executeCommand(commandIds.newChannel);
  }
}
