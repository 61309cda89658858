import * as vscode from 'vscode';
import type { ProviderInfo, Secrets, Source } from '../../protocol/engine.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf } from '../secrets/secretList.ts';
import { savedText } from '../secrets/secretText.ts';
import { askPick, askText, runGuide, type Answer, type Step } from '../shared/guide.ts';
import { described } from '../shared/rowText.ts';
import { freeName, freePath } from './sourceEdits.ts';
import { nameProblem, pathProblem, publicUrlProblem, shortName } from './sourceQuestions.ts';
import type { SourceSetting } from './sourceSettings.ts';

export interface NewSource extends Omit<Source, 'provider'> {
  /** Null to recognise the provider of each request. */
  readonly provider: ProviderInfo | null;
}

export interface SourceGuideOptions {
  /** In the order in which they are offered; the first stands above all others. */
  readonly providers: readonly ProviderInfo[];
  readonly secrets: Secrets;
  readonly sources: readonly SourceSetting[];
}

interface ProviderItem extends vscode.QuickPickItem {
  /** Undefined for a separator. */
  readonly provider?: ProviderInfo | null;
}

const nothing: NewSource = { provider: null, name: '', path: '', publicUrl: null };

/** Asks for what a source consists of, a step at a time, with a way back. */
export class SourceGuide {
  readonly #options: SourceGuideOptions;

  constructor(options: SourceGuideOptions) {
    this.#options = options;
  }

  /** Begins with the name where the provider is known already. Undefined where the person leaves. */
  run(provider: ProviderInfo | null): Promise<NewSource | undefined> {
    const steps = [this.#askProvider, this.#askName, this.#askPath, this.#askPublicUrl];
    return runGuide({ ...nothing, provider }, steps, stepCount, provider === null ? 0 : 1);
  }

  readonly #askProvider = async (draft: NewSource): Promise<Answer<NewSource>> => {
    const items = this.#providerItems();
    const answer = await askPick({
      ...step(1, draft),
      placeholder: vscode.l10n.t('Which provider sends to this source?'),
      items,
      active: items.find(({ provider }) => provider !== undefined && provider?.id === draft.provider?.id),
    });
    return mapped(answer, ({ provider = null }) =>
      // Another provider has another name and path.
      provider?.id === draft.provider?.id ? draft : { ...nothing, provider },
    );
  };

  readonly #askName = async (draft: NewSource): Promise<Answer<NewSource>> => {
    const { sources } = this.#options;
    const taken = sources.map(({ name }) => name);
    const wanted = draft.provider === null ? vscode.l10n.t('Webhooks') : shortName(draft.provider.name);
    const answer = await askText({
      ...step(2, draft),
      prompt: vscode.l10n.t('Name of the source, as the views show it'),
      value: draft.name === '' ? freeName(wanted, taken) : draft.name,
      validate: (typed) => nameProblem(typed, sources, vscode.l10n.t),
    });
    return mapped(answer, (name) => (name === draft.name ? draft : { ...draft, name, path: '' }));
  };

  readonly #askPath = async (draft: NewSource): Promise<Answer<NewSource>> => {
    const { sources } = this.#options;
    const taken = sources.map(({ path }) => path);
    const answer = await askText({
      ...step(3, draft),
      prompt: vscode.l10n.t('Path of its URL; everything below the path belongs to the source, too'),
      value: draft.path === '' ? freePath(draft.name, taken) : draft.path,
      validate: (typed) => pathProblem(typed, sources, vscode.l10n.t),
    });
    return mapped(answer, (path) => ({ ...draft, path }));
  };

  readonly #askPublicUrl = async (draft: NewSource): Promise<Answer<NewSource>> => {
    const answer = await askText({
      ...step(4, draft),
      prompt: vscode.l10n.t(
        '{0} signs the URL that it was given, so the whole URL for {1} has to be known, such as the one of a tunnel. Leave it empty to set it later.',
        displayText(draft.provider?.name ?? ''),
        draft.path,
      ),
      value: draft.publicUrl ?? '',
      validate: (typed) => publicUrlProblem(typed, vscode.l10n.t),
    });
    return mapped(answer, (url) => ({ ...draft, publicUrl: url === '' ? null : url }));
  };

  #providerItems(): readonly ProviderItem[] {
    const recognise: ProviderItem = {
      label: vscode.l10n.t('Recognise automatically'),
      description: vscode.l10n.t('from the headers and the shape of each request'),
      provider: null,
    };
    const { providers, secrets } = this.#options;
    const items = providers.map((provider) => providerItem(provider, secrets));
    return [recognise, ...items];
  }
}

function providerItem(provider: ProviderInfo, secrets: Secrets): ProviderItem {
  const count = secretsOf(secrets, provider.id).length;
  const saved = count === 0 ? '' : savedText(count, vscode.l10n.t);
  const custom = provider.custom ? vscode.l10n.t('custom') : '';
  return {
    label: displayText(provider.name),
    description: described(custom, saved),
    provider,
  };
}

function stepCount({ provider }: NewSource): number {
  return provider?.signsUrl === true ? 4 : 3;
}

function step(number: number, draft: NewSource): Step {
  return { title: vscode.l10n.t('Add Source'), number, of: stepCount(draft) };
}

function mapped<T, U>(answer: Answer<T>, change: (value: T) => U): Answer<U> {
  return answer.kind === 'answered' ? { kind: 'answered', value: change(answer.value) } : answer;
}
