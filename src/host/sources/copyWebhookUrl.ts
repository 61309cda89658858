import * as vscode from 'vscode';
import { commandIds } from '../shared/contributions.ts';
import { notificationText } from '../words/displayText.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import { isLoopbackAuthority, localUrl } from '../listener/listenerText.ts';
import type { Settings } from '../settings/settings.ts';
import { urlOfPath } from './sourceRow.ts';
import { sourceOf } from '../shared/arguments.ts';
import type { Command } from '../shared/command.ts';
import { offerStart } from '../listener/offerStart.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';

/**
 * Copies the address at which senders reach the listener, or the source that its argument names; in a remote
 * window the one that reaches it from outside. A source with a public URL has that one.
 */
export class CopyWebhookUrl implements Command {
  readonly id = commandIds.copyWebhookUrl;
  readonly #listener: ListenerControl;
  readonly #config: { readonly settings: Settings };

  constructor(listener: ListenerControl, config: { readonly settings: Settings }) {
    this.#listener = listener;
    this.#config = config;
  }

  async run(argument: unknown): Promise<void> {
    const url = await this.#url(sourceOf(argument));
    await vscode.env.clipboard.writeText(url);
    const copied = vscode.l10n.t('Copied {0}', notificationText(url, 300));
    if (this.#listener.state.kind === 'listening') {
      sayInStatusBar(copied);
    } else {
      await offerStart(
        this.#listener,
        vscode.l10n.t('{0}. The listener is not running, so nothing is received there yet.', copied),
      );
    }
  }

  async #url(source: string | null): Promise<string> {
    const { state } = this.#listener;
    const { settings } = this.#config;
    const { host, port } = state.kind === 'listening' ? state : settings;
    const found = settings.sources.find(({ name }) => name === source);
    return found?.publicUrl ?? urlOfPath(await reachableUrl(localUrl(host, port)), found?.path ?? '/');
  }
}

async function reachableUrl(local: string): Promise<string> {
  if (vscode.env.remoteName === undefined) {
    return local;
  }
  const external = await vscode.env.asExternalUri(vscode.Uri.parse(local));
  return isLoopbackAuthority(external.authority) ? local : external.toString(true);
}
