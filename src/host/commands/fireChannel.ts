import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { Firing } from '../../protocol/sending.ts';
import type { ChannelFirings } from '../channels/channelFirings.ts';
import { eventsOf } from '../channels/channelGuide.ts';
import type { ChannelSetting } from '../channels/channelSettings.ts';
import { firingMessage } from '../channels/firingText.ts';
import { commandIds } from '../contributions.ts';
import type { TargetConsent } from '../delivery/targetConsent.ts';
import { displayText, notificationText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { Problems } from '../problems.ts';
import type { Settings } from '../settings.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from './command.ts';

export interface FireChannelOptions {
  readonly engine: EngineCaller;
  readonly config: { readonly settings: Settings };
  readonly firings: ChannelFirings;
  readonly consent: TargetConsent;
  readonly problems: Problems;
}

/** An event that a command fires without asking. */
export interface FixedEvent {
  readonly provider: string;
  readonly sample: string;
}

/** Sends an event of a channel as its vendor would; of its argument, or of one that is picked. */
export class FireChannel implements Command {
  readonly id: Command['id'];
  readonly #options: FireChannelOptions;
  readonly #fixed: FixedEvent | null;

  /** Without `fixed` the event is asked for. */
  constructor(options: FireChannelOptions, id: Command['id'], fixed: FixedEvent | null) {
    this.id = id;
    this.#options = options;
    this.#fixed = fixed;
  }

  async run(argument: unknown): Promise<void> {
    const { config, consent, problems } = this.#options;
    const provider = this.#fixed?.provider;
    const channels = config.settings.channels.filter(
      (each) => each.enabled && (provider === undefined || each.provider === provider),
    );
    const channel = await chooseChannel(channels, argument, vscode.l10n.t('Fire Channel'));
    const sample = channel === undefined ? undefined : await this.#sampleOf(channel);
    if (channel === undefined || sample === undefined) {
      return;
    }
    if (await consent.ensure(channel.url, { toListener: true })) {
      // The attempts take their time: nobody waits for them here.
      problems.watch(this.#fire(channel, sample));
    }
  }

  async #sampleOf(channel: ChannelSetting): Promise<string | undefined> {
    const { events, name } = channel;
    if (this.#fixed === null) {
      return this.#pickEvent(channel);
    }
    const { sample } = this.#fixed;
    if (events !== null && !events.includes(sample)) {
      throw new HumanError(
        vscode.l10n.t(
          'The channel {0} is not enabled for this event: its setting “events” leaves it out.',
          displayText(name),
        ),
      );
    }
    return sample;
  }

  async #pickEvent({ name, provider, events }: ChannelSetting): Promise<string | undefined> {
    const providers = await this.#options.engine.call('providers', null);
    const known = eventsOf(providers.find(({ id }) => id === provider) ?? null);
    const enabled = known.filter(({ id }) => events?.includes(id) ?? true);
    if (enabled.length === 0) {
      throw new HumanError(
        vscode.l10n.t(
          'The channel {0} is enabled for no event that there is: {1}.',
          displayText(name),
          known.map(({ id }) => id).join(', '),
        ),
      );
    }
    const items = enabled.map(({ id, event }) => ({ label: event, id }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Fire {0}', displayText(name)),
      placeHolder: vscode.l10n.t('Which event is to be sent?'),
    });
    return picked?.id;
  }

  async #fire(channel: ChannelSetting, sample: string): Promise<void> {
    const firing = await this.#options.firings.fire(channel, sample);
    await tell(firing, channel);
  }
}

async function tell(firing: Firing, { name, url }: ChannelSetting): Promise<void> {
  const show = vscode.l10n.t('Show Answer');
  const text = notificationText(firingMessage(firing, url, vscode.l10n.t), 400);
  const choices = firing.attempts.length === 0 ? [] : [show];
  const choice = await (firing.state === 'givenUp'
    ? vscode.window.showWarningMessage(text, ...choices)
    : vscode.window.showInformationMessage(text, ...choices));
  if (choice === show) {
    const argument = { channel: name, attempt: firing.attempts.length };
    await vscode.commands.executeCommand(commandIds.showChannelAnswer, argument);
  }
}
