import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { TargetConsent } from '../delivery/targetConsent.ts';
import type { Command } from './command.ts';

/** Takes back what was allowed beyond this machine. */
export class ForgetAllowedHosts implements Command {
  readonly id = commandIds.forgetAllowedHosts;
  readonly #consent: TargetConsent;

  constructor(consent: TargetConsent) {
    this.#consent = consent;
  }

  async run(): Promise<void> {
    const { origins } = this.#consent.allowed;
    if (origins.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('No host is allowed: webhooks are only sent to this machine.'),
      );
      return;
    }
    const picked = await vscode.window.showQuickPick(origins, {
      title: vscode.l10n.t('Forget Allowed Hosts'),
      placeHolder: vscode.l10n.t('Which hosts are to be asked for again before anything is sent there?'),
      canPickMany: true,
    });
    if (picked !== undefined && picked.length > 0) {
      await this.#consent.forget(picked);
    }
  }
}
