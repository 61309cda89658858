import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { EventToFire, Firing } from '../../protocol/sending.ts';
import type { ChannelFirings } from './channelFirings.ts';
import { eventsOf } from './channelGuide.ts';
import { channelSecret } from './channelSecret.ts';
import type { ChannelSetting } from './channelSettings.ts';
import { firingMessage } from './firingText.ts';
import { commandIds, viewIds } from '../shared/contributions.ts';
import { acceptLabel } from '../replay/certificateOffer.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import { displayText, notificationText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { readBodyFile } from '../requests/bodyFile.ts';
import { fixtures, type Fixture } from '../requests/fixtures.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Settings } from '../settings/settings.ts';
import { described } from '../shared/rowText.ts';
import { chooseChannel } from './channelPick.ts';
import type { Command } from '../shared/command.ts';
import { markedNow } from '../secrets/secretPick.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

export interface FireChannelOptions {
  readonly engine: EngineCaller;
  readonly config: { readonly settings: Settings };
  readonly firings: ChannelFirings;
  readonly send: { reveal(channel: string): Promise<void> };
  readonly consent: TargetConsent;
  readonly store: Pick<SecretStore, 'read'>;
  readonly problems: Problems;
}

/** An event that a command fires without asking. */
export interface FixedEvent {
  readonly provider: string;
  readonly sample: string;
}

interface EventItem extends vscode.QuickPickItem {
  readonly event?: EventToFire;
  readonly fixture?: Fixture;
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
    const event = channel === undefined ? undefined : await this.#eventOf(channel);
    if (channel === undefined || event === undefined) {
      return;
    }
    if (await consent.ensure(channel.url, { toListener: true })) {
      // The attempts take their time: nobody waits for them here.
      problems.watch(this.#fire(channel, event));
    }
  }

  async #eventOf(channel: ChannelSetting): Promise<EventToFire | undefined> {
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
    return { kind: 'sample', id: sample };
  }

  /** Undefined where the person leaves. */
  async #pickEvent(channel: ChannelSetting): Promise<EventToFire | undefined> {
    const { engine, store } = this.#options;
    const { name, provider, events } = channel;
    const providers = await engine.call('providers', null);
    const signing = await channelSecret(channel, await store.read(), engine);
    const known = eventsOf(providers.find(({ id }) => id === provider) ?? null);
    const samples = known
      .filter(({ id }) => events?.includes(id) ?? true)
      .map(({ id, event }): EventItem => ({ label: event, event: { kind: 'sample', id } }));
    const saved = (await fixtures()).map((fixture): EventItem => ({
      label: displayText(fixture.name),
      description: fixture.folder,
      fixture,
    }));
    const kind = vscode.QuickPickItemKind.Separator;
    const heading: EventItem = { label: vscode.l10n.t('Fixtures'), kind };
    const items = saved.length === 0 ? samples : [...samples, heading, ...saved];
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Fire {0}', displayText(name)),
      placeHolder: described(
        vscode.l10n.t('Choose an event to send'),
        signing === null ? '' : vscode.l10n.t('Signing secret: {0}', markedNow(signing.secret)),
      ),
    });
    return picked?.fixture === undefined ? picked?.event : readFixture(picked.fixture, engine);
  }

  async #fire(channel: ChannelSetting, event: EventToFire): Promise<void> {
    const { firings, send, problems } = this.#options;
    problems.watch(send.reveal(channel.name));
    const firing = await vscode.window.withProgress({ location: { viewId: viewIds.send } }, () =>
      firings.fire(channel, event),
    );
    const failure = firing.attempts.at(-1)?.failure ?? null;
    const choice = await tell(firing, channel);
    if (choice === 'certificate') {
      const { consent } = this.#options;
      if (await consent.acceptCertificate({ target: channel.url, failure })) {
        await this.#fire(channel, event);
      }
    }
  }
}

/** Says what came of it. */
async function tell(firing: Firing, { name, url }: ChannelSetting): Promise<'certificate' | undefined> {
  if (firing.state !== 'givenUp') {
    sayInStatusBar(firingMessage(firing, url, vscode.l10n.t));
    return undefined;
  }
  const show = vscode.l10n.t('Show Response');
  const certificate = acceptLabel();
  const text = notificationText(firingMessage(firing, url, vscode.l10n.t), 400);
  const choices = [
    ...(firing.attempts.length === 0 ? [] : [show]),
    ...(firing.attempts.at(-1)?.failure?.certificate === undefined ? [] : [certificate]),
  ];
  const choice = await vscode.window.showWarningMessage(text, ...choices);
  if (choice === show) {
    const argument = { channel: name, attempt: firing.attempts.length };
    await vscode.commands.executeCommand(commandIds.showChannelAnswer, argument);
  }
  return choice === certificate ? 'certificate' : undefined;
}

/** @throws HumanError where the file of its body cannot be read. */
async function readFixture({ name, uri }: Fixture, engine: EngineCaller): Promise<EventToFire> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const [request] = await engine.call('readHttp', { text });
  const bodyPath = request?.bodyPath ?? null;
  const bodyFile = bodyPath === null ? null : await readBodyFile(document, bodyPath);
  return { kind: 'fixture', name, text, bodyFile };
}
