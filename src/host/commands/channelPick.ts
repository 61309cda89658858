import * as vscode from 'vscode';
import type { ChannelSetting } from '../channels/channelSettings.ts';
import { commandIds } from '../contributions.ts';
import { hostOf } from '../delivery/target.ts';
import { displayText } from '../displayText.ts';
import { channelOf } from './arguments.ts';

/** The channel that an argument names, else one that the person picks. Undefined where there is none, which is said. */
export async function chooseChannel(
  channels: readonly ChannelSetting[],
  argument: unknown,
  title: string,
): Promise<ChannelSetting | undefined> {
  const named = channels.find(({ name }) => name === channelOf(argument));
  if (named !== undefined) {
    return named;
  }
  if (channels.length === 0) {
    await offerNew();
    return undefined;
  }
  const items = channels.map((channel) => ({
    label: displayText(channel.name),
    description: hostOf(channel.url),
    channel,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Which channel?'),
    matchOnDescription: true,
  });
  return picked?.channel;
}

async function offerNew(): Promise<void> {
  const make = vscode.l10n.t('New Channel...');
  const text = vscode.l10n.t('There is no channel for that.');
  if ((await vscode.window.showInformationMessage(text, make)) === make) {
    await vscode.commands.executeCommand(commandIds.newChannel);
  }
}
