import * as vscode from 'vscode';
import type { ProviderInfo, Secrets, Source, Tally } from '../../protocol/engine.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf } from './secretList.ts';
import { savedText } from './secretText.ts';
import { askPick } from '../shared/guide.ts';
import { described, isDocumented } from '../shared/rowText.ts';
import {
  groupProviders,
  providerTarget,
  sourceTarget,
  type SecretTarget,
  type TargetChoice,
} from './secretTargets.ts';
import { toldSecrets } from './secretPick.ts';

interface TargetItem extends vscode.QuickPickItem {
  /** Undefined for a separator. */
  readonly target?: SecretTarget;
}

function separator(label: string): TargetItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function savedCount(secrets: Secrets, key: string): string {
  const { length } = secretsOf(secrets, key);
  return length === 0 ? '' : savedText(length, vscode.l10n.t);
}

/** What tells the saved secrets apart, where they are few. */
function savedDetail(secrets: Secrets, key: string): Pick<TargetItem, 'detail'> {
  const detail = toldSecrets(secretsOf(secrets, key));
  return detail === '' ? {} : { detail };
}

function sourceItem(source: Source, { providers, secrets }: TargetChoice): TargetItem {
  const target = sourceTarget(source, providers);
  const provider = target.provider?.name ?? displayText(source.provider ?? '');
  const description = described(provider, displayText(source.path), savedCount(secrets, target.key));
  return itemOf(source.name, description, target, secrets);
}

function providerItem(provider: ProviderInfo, { secrets }: TargetChoice): TargetItem {
  const custom = provider.custom ? vscode.l10n.t('custom') : '';
  const description = described(custom, savedCount(secrets, provider.id));
  const target = providerTarget(provider);
  return itemOf(provider.name, description, target, secrets);
}

/** With a button to where the provider says which secret it is, as far as it says that anywhere. */
function itemOf(name: string, description: string, target: SecretTarget, secrets: Secrets): TargetItem {
  const { provider, key } = target;
  const tooltip = vscode.l10n.t('Open Provider Documentation');
  const buttons =
    provider !== null && isDocumented(provider)
      ? [{ iconPath: new vscode.ThemeIcon('link-external'), tooltip }]
      : [];
  return { label: displayText(name), description, target, buttons, ...savedDetail(secrets, key) };
}

function itemsOf(choice: TargetChoice, tallies: readonly Tally[]): TargetItem[] {
  const providers = choice.providers.filter(({ usesSecret }) => usesSecret);
  const { first, saved, seen, others } = groupProviders(providers, { secrets: choice.secrets, tallies });
  const group = (title: string, items: readonly TargetItem[]): readonly TargetItem[] =>
    items.length === 0 ? [] : [separator(title), ...items];
  const items = (list: readonly ProviderInfo[]): readonly TargetItem[] =>
    list.map((provider) => providerItem(provider, choice));
  const sources = choice.sources.map((source) => sourceItem(source, choice));
  return [
    ...group(vscode.l10n.t('Sources'), sources),
    ...(sources.length === 0 ? items(first) : group(vscode.l10n.t('Providers, on any path'), items(first))),
    ...group(vscode.l10n.t('Saved'), items(saved)),
    ...group(vscode.l10n.t('Seen here'), items(seen)),
    ...group(vscode.l10n.t('All'), items(others)),
  ];
}

/** Asks for a source or a provider, also where there is one. Undefined where the person leaves. */
export async function pickTarget(
  choice: TargetChoice,
  tallies: readonly Tally[],
): Promise<SecretTarget | undefined> {
  const answer = await askPick({
    title: vscode.l10n.t('Set Signing Secret'),
    number: 1,
    of: null,
    placeholder: vscode.l10n.t('Which provider or source is this secret for?'),
    items: itemsOf(choice, tallies),
    active: undefined,
    onButton: ({ target }) => {
      const provider = target?.provider?.id;
      void vscode.commands.executeCommand(commandIds.openProviderDocumentation, { provider });
    },
  });
  return answer.kind === 'answered' ? answer.value.target : undefined;
}
