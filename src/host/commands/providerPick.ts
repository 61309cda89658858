import * as vscode from 'vscode';
import type { Source } from '../../protocol/engine.ts';
import { displayText } from '../displayText.ts';
import { secretsOf } from '../secretList.ts';
import { savedText } from '../secretText.ts';
import { described } from '../sources/rowText.ts';
import {
  providerTarget,
  sourceTarget,
  type SecretTarget,
  type TargetChoice,
} from '../sources/secretTargets.ts';

interface TargetItem extends vscode.QuickPickItem {
  /** Undefined for a separator. */
  readonly target?: SecretTarget;
}

function separator(label: string): TargetItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function sourceItem(source: Source, { providers, secrets }: TargetChoice): TargetItem {
  const target = sourceTarget(source, providers);
  const saved = savedText(secretsOf(secrets, target.key).length, vscode.l10n.t);
  const provider = target.provider?.name ?? displayText(source.provider ?? '');
  const description = described(provider, displayText(source.path), saved);
  return { label: displayText(source.name), description, target };
}

function itemsOf(choice: TargetChoice): TargetItem[] {
  const sources = choice.sources.map((source) => sourceItem(source, choice));
  const providers = choice.providers
    .filter(({ usesSecret }) => usesSecret)
    .map((provider) => ({
      label: displayText(provider.name),
      description: described(
        provider.custom ? vscode.l10n.t('custom') : '',
        savedText(secretsOf(choice.secrets, provider.id).length, vscode.l10n.t),
      ),
      target: providerTarget(provider),
    }));
  return sources.length === 0
    ? providers
    : [
        separator(vscode.l10n.t('Sources')),
        ...sources,
        separator(vscode.l10n.t('Providers, on any path')),
        ...providers,
      ];
}

/** Asks for a source or a provider, also where there is one. Undefined where the person leaves. */
export async function pickTarget(choice: TargetChoice): Promise<SecretTarget | undefined> {
  const picked = await vscode.window.showQuickPick(itemsOf(choice), {
    title: vscode.l10n.t('Set Signing Secret'),
    placeHolder: vscode.l10n.t('Whose webhooks does the secret sign?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.target;
}
