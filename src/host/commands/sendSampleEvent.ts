import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import { sourceKey, type ProviderInfo } from '../../protocol/engine.ts';
import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { ListenerControl } from '../listenerControl.ts';
import { secretsOf } from '../secretList.ts';
import type { SecretStore } from '../secretStore.ts';
import type { Settings } from '../settings.ts';
import { orderProviders } from '../sources/secretTargets.ts';
import type { Command } from './command.ts';
import { offerStart } from './offerStart.ts';

export interface SendSampleOptions {
  readonly engine: EngineCaller;
  readonly listener: ListenerControl;
  readonly secrets: SecretStore;
  readonly config: { readonly settings: Settings };
}

interface SampleItem extends vscode.QuickPickItem {
  readonly provider: ProviderInfo;
  readonly sample: string;
}

/** Sends a sample of a provider over HTTP to the running listener, signed with a saved secret. */
export class SendSampleEvent implements Command {
  readonly id = commandIds.sendSampleEvent;
  readonly #options: SendSampleOptions;

  constructor(options: SendSampleOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { engine, listener } = this.#options;
    const text = vscode.l10n.t('The listener is not running: a sample event needs it to arrive.');
    if (listener.state.kind !== 'listening' && !(await offerStart(listener, text))) {
      return;
    }
    const item = await this.#pickSample();
    const signed = item === undefined ? undefined : await this.#askSigned(item);
    if (item === undefined || signed === undefined) {
      return;
    }
    const { provider, sample } = item;
    const { status } = await engine.call('sendSample', { provider: provider.id, sample, signed });
    if (status < 200 || status > 299) {
      throw new HumanError(vscode.l10n.t('The listener answered the sample event with {0}.', status));
    }
  }

  async #pickSample(): Promise<SampleItem | undefined> {
    const { engine, secrets } = this.#options;
    const [all, saved] = await Promise.all([engine.call('providers', null), secrets.read()]);
    const providers = orderProviders(all, { secrets: saved, tallies: [] });
    const items = providers.flatMap((provider) =>
      provider.samples.map(({ id, label }) => ({
        label: `${provider.name}: ${label}`,
        provider,
        sample: id,
      })),
    );
    return vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Send Sample Event'),
      placeHolder: vscode.l10n.t('Which event is to be sent to the listener?'),
    });
  }

  /** Whether to sign; undefined where the person leaves. */
  async #askSigned({ provider: { id, name, usesSecret } }: SampleItem): Promise<boolean | undefined> {
    if (!usesSecret || (await this.#hasSecret(id))) {
      return usesSecret;
    }
    const set = vscode.l10n.t('Set Signing Secret');
    const unsigned = vscode.l10n.t('Send Unsigned');
    const choice = await vscode.window.showQuickPick([set, unsigned], {
      title: vscode.l10n.t('No signing secret is saved for {0}', name),
      placeHolder: vscode.l10n.t('Without one the sample cannot be signed.'),
    });
    if (choice === set) {
      await vscode.commands.executeCommand(commandIds.setSigningSecret, { provider: id });
      return (await this.#hasSecret(id)) ? true : undefined;
    }
    return choice === unsigned ? false : undefined;
  }

  /** Also where the source has one that the sample is sent to: the first of the provider. */
  async #hasSecret(provider: string): Promise<boolean> {
    const { config, secrets } = this.#options;
    const saved = await secrets.read();
    const source = config.settings.engine.sources.find((other) => other.provider === provider);
    const own = source === undefined ? [] : secretsOf(saved, sourceKey(source.name));
    return own.length > 0 || secretsOf(saved, provider).length > 0;
  }
}
