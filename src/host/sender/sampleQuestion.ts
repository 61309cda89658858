import * as vscode from 'vscode';
import type { ProviderInfo, SampleInfo } from '../../protocol/engine.ts';
import type { SigningChoice } from '../../protocol/sending.ts';
import { keyOfSource } from '../../protocol/secretKeys.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { markNow } from '../secrets/secretPick.ts';
import { secretsOf } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Settings } from '../settings/settings.ts';
import { signersOf } from '../secrets/signers.ts';
import { orderProviders } from '../secrets/secretTargets.ts';

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

  /** Which of several secrets signs, the newest first; undefined where the person leaves. `target`: null for the listener. */
  async askSecret(
    { id }: ProviderInfo,
    { title, target }: { readonly title: string; readonly target: string | null },
  ): Promise<SigningChoice | undefined> {
    const { engine, secrets } = this.#options;
    const place = { provider: id, target, channel: null };
    const all = await signersOf(engine, await secrets.read(), place);
    if (all.length < 2) {
      return { signed: true };
    }
    const items = all.toReversed().map((secret) => ({
      label: displayText(secret.label),
      description: markNow(secret),
      secretLabel: secret.label,
    }));
    const placeHolder = vscode.l10n.t('Sign with which secret?');
    const picked = await vscode.window.showQuickPick(items, { title, placeHolder });
    return picked === undefined ? undefined : { signed: true, secretLabel: picked.secretLabel };
  }

  /** Also where a source of the provider has one of its own. */
  async #hasSecret(provider: string): Promise<boolean> {
    const { config, secrets } = this.#options;
    const saved = await secrets.read();
    const sources = config.settings.engine.sources.filter((source) => source.provider === provider);
    const keys = [provider, ...sources.map((source) => keyOfSource(source))];
    return keys.some((key) => secretsOf(saved, key).length > 0);
  }
}
