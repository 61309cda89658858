import * as vscode from 'vscode';
import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import { secretsOf } from '../secretList.ts';
import { savedText } from '../secretText.ts';

interface ProviderItem extends vscode.QuickPickItem {
  readonly provider: ProviderInfo;
}

/** Asks for a provider, also where there is one. Undefined where the person leaves. */
export async function pickProvider(
  providers: readonly ProviderInfo[],
  secrets: Secrets,
): Promise<ProviderInfo | undefined> {
  const items: ProviderItem[] = providers.map((provider) => ({
    label: provider.name,
    description: savedText(secretsOf(secrets, provider.id).length, vscode.l10n.t),
    provider,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Set Signing Secret'),
    placeHolder: vscode.l10n.t('Whose webhooks does the secret sign?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.provider;
}
