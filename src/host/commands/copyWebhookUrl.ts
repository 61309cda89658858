import * as vscode from 'vscode';
import { commandIds } from '../contributions.ts';
import type { ListenerControl } from '../listenerControl.ts';
import { isLoopbackAuthority, localUrl } from '../listenerText.ts';
import type { Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { offerStart } from './offerStart.ts';

/** Copies the address at which senders reach the listener; in a remote window the one that reaches it from outside. */
export class CopyWebhookUrl implements Command {
  readonly id = commandIds.copyWebhookUrl;
  readonly #listener: ListenerControl;
  readonly #config: { readonly settings: Settings };

  constructor(listener: ListenerControl, config: { readonly settings: Settings }) {
    this.#listener = listener;
    this.#config = config;
  }

  async run(): Promise<void> {
    const { state } = this.#listener;
    const { host, port } = state.kind === 'listening' ? state : this.#config.settings;
    const url = await reachableUrl(localUrl(host, port));
    await vscode.env.clipboard.writeText(url);
    const copied = vscode.l10n.t('Copied {0}', url);
    if (state.kind === 'listening') {
      void vscode.window.showInformationMessage(copied);
    } else {
      await offerStart(
        this.#listener,
        vscode.l10n.t('{0}. The listener is not running, so nothing is received there yet.', copied),
      );
    }
  }
}

async function reachableUrl(local: string): Promise<string> {
  if (vscode.env.remoteName === undefined) {
    return local;
  }
  const external = await vscode.env.asExternalUri(vscode.Uri.parse(local));
  return isLoopbackAuthority(external.authority) ? local : external.toString(true);
}
