import * as vscode from 'vscode';
import { exampleSample, type ProviderInfo, type SampleInfo, type Secrets } from '../../protocol/engine.ts';
import { targetProblem } from '../targets/target.ts';
import { displayText } from '../words/displayText.ts';
import { secretHint } from '../secrets/secretForm.ts';
import { cleanSecret, secretsOf } from '../secrets/secretList.ts';
import { savedText } from '../secrets/secretText.ts';
import { askMany, askPick, askText, runGuide, type Answer, type Step } from '../shared/guide.ts';
import { freeName } from '../sources/sourceEdits.ts';
import { shortName } from '../sources/sourceQuestions.ts';
import { isChannelUrl, type ChannelSetting } from './channelSettings.ts';

/** Where the secret of a new channel comes from. */
export type SecretChoice = 'saved' | 'generated' | 'pasted';

export interface NewChannel {
  readonly provider: ProviderInfo | null;
  readonly name: string;
  readonly url: string;
  /** Null for all. */
  readonly events: readonly string[] | null;
  /** Null where the provider uses none. */
  readonly secret: SecretChoice | null;
  /** Empty unless it is pasted. */
  readonly pasted: string;
}

export interface ChannelGuideOptions {
  /** In the order in which they are offered; the first stands above all others. */
  readonly providers: readonly ProviderInfo[];
  readonly secrets: Secrets;
  readonly channels: readonly ChannelSetting[];
}

interface ProviderItem extends vscode.QuickPickItem {
  readonly provider: ProviderInfo;
}

interface EventItem extends vscode.QuickPickItem {
  readonly id: string;
}

export interface SecretItem extends vscode.QuickPickItem {
  readonly choice: SecretChoice;
}

const nothing: NewChannel = { provider: null, name: '', url: '', events: null, secret: null, pasted: '' };
const longestName = 60;

/** What a channel of a provider can send: its samples, or else an example. */
export function eventsOf(provider: ProviderInfo | null): readonly SampleInfo[] {
  return provider === null || provider.samples.length === 0 ? [exampleSample] : provider.samples;
}

/** Asks for what a channel consists of, a step at a time, with a way back. */
export class ChannelGuide {
  readonly #options: ChannelGuideOptions;

  constructor(options: ChannelGuideOptions) {
    this.#options = options;
  }

  /** Undefined where the person leaves. */
  run(): Promise<NewChannel | undefined> {
    const steps = [
      this.#askProvider,
      this.#askName,
      this.#askUrl,
      this.#askEvents,
      this.#askSecret,
      this.#askPasted,
    ];
    return runGuide(nothing, steps, stepCount);
  }

  readonly #askProvider = async (draft: NewChannel): Promise<Answer<NewChannel>> => {
    const { providers, secrets } = this.#options;
    const items = providers
      .filter(({ canSign }) => canSign)
      .map((provider): ProviderItem => {
        const count = secretsOf(secrets, provider.id).length;
        const description = count === 0 ? '' : savedText(count, vscode.l10n.t);
        return { label: displayText(provider.name), description, provider };
      });
    const answer = await askPick({
      ...step(1, draft),
      placeholder: vscode.l10n.t('Which provider should this channel imitate?'),
      items,
      active: items.find(({ provider }) => provider.id === draft.provider?.id),
    });
    return mapped(answer, ({ provider }) =>
      provider.id === draft.provider?.id ? draft : { ...nothing, provider },
    );
  };

  readonly #askName = async (draft: NewChannel): Promise<Answer<NewChannel>> => {
    const taken = this.#options.channels.map(({ name }) => name);
    const answer = await askText({
      ...step(2, draft),
      prompt: vscode.l10n.t('Name of the channel, as the views show it'),
      value: draft.name === '' ? freeName(shortName(draft.provider?.name ?? ''), taken) : draft.name,
      validate: (typed) => nameProblem(typed, taken),
    });
    return mapped(answer, (name) => ({ ...draft, name }));
  };

  readonly #askUrl = async (draft: NewChannel): Promise<Answer<NewChannel>> => {
    const answer = await askText({
      ...step(3, draft),
      prompt: vscode.l10n.t(
        'URL of the endpoint, as it would be entered at {0}',
        shortName(draft.provider?.name ?? ''),
      ),
      value: draft.url === '' ? 'http://localhost:3000/' : draft.url,
      validate: urlProblem,
    });
    return mapped(answer, (url) => ({ ...draft, url }));
  };

  readonly #askEvents = async (draft: NewChannel): Promise<Answer<NewChannel>> => {
    const items = eventsOf(draft.provider).map(({ id, event }): EventItem => ({ label: event, id }));
    const answer = await askMany({
      ...step(4, draft),
      placeholder: vscode.l10n.t('Which events is the channel enabled for?'),
      items,
      picked: items.filter(({ id }) => draft.events?.includes(id) ?? true),
    });
    return mapped(answer, (picked) => ({
      ...draft,
      events: picked.length === items.length ? null : picked.map(({ id }) => id),
    }));
  };

  readonly #askSecret = async (draft: NewChannel): Promise<Answer<NewChannel>> => {
    const { provider } = draft;
    const items = secretItems(provider, secretsOf(this.#options.secrets, provider?.id ?? '').length);
    const answer = await askPick({
      ...step(5, draft),
      placeholder: vscode.l10n.t('Which secret signs its events?'),
      items,
      active: items.find(({ choice }) => choice === draft.secret),
    });
    return mapped(answer, ({ choice }) => ({ ...draft, secret: choice, pasted: '' }));
  };

  readonly #askPasted = async (draft: NewChannel): Promise<Answer<NewChannel>> => {
    const answer = await askText({
      ...step(6, draft),
      prompt: draft.provider?.secretFormat ?? '',
      value: '',
      password: true,
      validate: (typed) => secretProblem(typed, draft.provider),
    });
    return mapped(answer, (typed) => ({ ...draft, pasted: cleanSecret(typed).value }));
  };
}

/** Where the secret of a channel can come from. `saved`: how many are saved for its provider. */
export function secretItems(provider: ProviderInfo | null, saved: number): readonly SecretItem[] {
  const name = displayText(provider?.name ?? '');
  const ofProvider: SecretItem = {
    label: vscode.l10n.t('The saved secret of {0}', name),
    description: vscode.l10n.t('the newest of them, if there are several'),
    choice: 'saved',
  };
  return [
    ...(saved === 0 ? [] : [ofProvider]),
    {
      label: vscode.l10n.t('Generate a new one'),
      description: vscode.l10n.t('to be copied into your app'),
      choice: 'generated',
    },
    {
      label: vscode.l10n.t('Paste one...'),
      description: vscode.l10n.t('that your app has'),
      choice: 'pasted',
    },
  ];
}

export function nameProblem(name: string, taken: readonly string[]): string | null {
  if (name === '') {
    return vscode.l10n.t('A channel needs a name.');
  }
  if (name.length > longestName) {
    return vscode.l10n.t('A name has at most {0} characters; this one has {1}.', longestName, name.length);
  }
  return taken.includes(name) ? vscode.l10n.t('Another channel is called “{0}” already.', name) : null;
}

export function urlProblem(url: string): string | null {
  if (!isChannelUrl(url)) {
    return vscode.l10n.t('A URL begins with https:// or http:// and has no # in it.');
  }
  const problem = targetProblem(url, vscode.l10n.t);
  return problem === '' ? null : problem;
}

export function secretProblem(
  typed: string,
  provider: ProviderInfo | null,
): vscode.InputBoxValidationMessage | string | null {
  const { value } = cleanSecret(typed);
  if (value === '') {
    return vscode.l10n.t('Paste the signing secret; it cannot be empty.');
  }
  const expected = provider === null ? null : { provider: provider.name, form: provider.secretForm };
  const hint = secretHint(value, expected, vscode.l10n.t);
  const { Info, Warning } = vscode.InputBoxValidationSeverity;
  return hint === null ? null : { message: hint.text, severity: hint.isWarning ? Warning : Info };
}

function stepCount({ provider, secret }: NewChannel): number {
  if (provider?.usesSecret === false) {
    return 4;
  }
  return secret === 'pasted' ? 6 : 5;
}

function step(number: number, draft: NewChannel): Step {
  return { title: vscode.l10n.t('New Channel'), number, of: stepCount(draft) };
}

function mapped<T, U>(answer: Answer<T>, change: (value: T) => U): Answer<U> {
  return answer.kind === 'answered' ? { kind: 'answered', value: change(answer.value) } : answer;
}
