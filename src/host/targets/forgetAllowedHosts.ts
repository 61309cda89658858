import * as vscode from 'vscode';
import type { AllowedTargets } from '../../protocol/targets.ts';
import { commandIds } from '../shared/contributions.ts';
import type { TargetConsent } from './targetConsent.ts';
import type { Command } from '../shared/command.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/** Takes back what was allowed beyond this machine. */
export class ForgetAllowedHosts implements Command {
  readonly id = commandIds.forgetAllowedHosts;
  readonly #consent: TargetConsent;

  constructor(consent: TargetConsent) {
    this.#consent = consent;
  }

  async run(): Promise<void> {
    const items = itemsOf(this.#consent.allowed);
    if (items.length === 0) {
      sayInStatusBar(
        vscode.l10n.t('Nothing is allowed beyond this machine, and no certificate is accepted.'),
      );
      return;
    }
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Forget Allowed Hosts'),
      placeHolder: vscode.l10n.t('Before anything is sent there again, you will be asked.'),
      canPickMany: true,
    });
    if (picked !== undefined && picked.length > 0) {
      await this.#consent.forget(picked.map(({ label }) => label));
    }
  }
}

/** An item for each host that is allowed, has an accepted certificate, or both. */
function itemsOf({ origins, certificates }: AllowedTargets): vscode.QuickPickItem[] {
  const withCertificate = new Set(certificates.map(({ origin }) => origin));
  const description = vscode.l10n.t('its certificate is accepted');
  return [...new Set([...origins, ...withCertificate])].map((label) =>
    withCertificate.has(label) ? { label, description } : { label },
  );
}
