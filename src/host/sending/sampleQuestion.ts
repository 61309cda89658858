import * as vscode from 'vscode';
import type { ProviderInfo, SampleInfo } from '../../protocol/engine.ts';
import { sourceKey } from '../../protocol/secretKeys.ts';
import { commandIds } from '../contributions.ts';
import type { EngineCaller } from '../engineClient.ts';
import { secretsOf } from '../secretList.ts';
import type { SecretStore } from '../secretStore.ts';
import type { Settings } from '../settings.ts';
import { orderProviders } from '../sources/secretTargets.ts';

export interface SampleQuestionOptions {
  readonly engine: EngineCaller;
  readonly secrets: SecretStore;
  readonly config: { readonly settings: Settings };
}

/** A sample of a provider. */
export interface ChosenSample {
  readonly provider: ProviderInfo;
  readonly sample: SampleInfo;
}

export interface SampleQuestion {
  readonly title: string;
  readonly placeHolder: string;
  readonly samplesOf: (provider: ProviderInfo) => readonly SampleInfo[];
}

/** Asks which event is to be sent, and whether it is signed. */
export class SampleQuestions {
  readonly #options: SampleQuestionOptions;

  constructor(options: SampleQuestionOptions) {
    this.#options = options;
  }

  /** Undefined where the person leaves. */
  async pick({ title, placeHolder, samplesOf }: SampleQuestion): Promise<ChosenSample | undefined> {
    const { engine, secrets } = this.#options;
    const [all, saved] = await Promise.all([engine.call('providers', null), secrets.read()]);
    const providers = orderProviders(all, { secrets: saved, tallies: [] });
    const items = providers.flatMap((provider) =>
      samplesOf(provider).map((sample) => ({
        label: `${provider.name}: ${sample.label}`,
        chosen: { provider, sample },
      })),
    );
    return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.chosen;
  }

  /** Whether to sign; undefined where the person leaves. */
  async askSigned(
    { id, name, usesSecret, canSign }: ProviderInfo,
    withoutSecret: string,
  ): Promise<boolean | undefined> {
    if (!usesSecret || !canSign || (await this.#hasSecret(id))) {
      return usesSecret && canSign;
    }
    const set = vscode.l10n.t('Set Signing Secret');
    const unsigned = vscode.l10n.t('Send Unsigned');
    const choice = await vscode.window.showQuickPick([set, unsigned], {
      title: vscode.l10n.t('No signing secret is saved for {0}', name),
      placeHolder: withoutSecret,
    });
    if (choice === set) {
      await vscode.commands.executeCommand(commandIds.setSigningSecret, { provider: id });
      return (await this.#hasSecret(id)) ? true : undefined;
    }
    return choice === unsigned ? false : undefined;
  }

  /** Also where a source of the provider has one of its own. */
  async #hasSecret(provider: string): Promise<boolean> {
    const { config, secrets } = this.#options;
    const saved = await secrets.read();
    const sources = config.settings.engine.sources.filter((source) => source.provider === provider);
    const keys = [provider, ...sources.map(({ name }) => sourceKey(name))];
    return keys.some((key) => secretsOf(saved, key).length > 0);
  }
}
