import * as vscode from 'vscode';
import { offerStart } from '../listener/offerStart.ts';
import { hostOf, readTarget, targetProblem } from '../targets/target.ts';
import type { TargetMemory } from '../targets/targetMemory.ts';
import { displayText } from '../words/displayText.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import { localUrl } from '../listener/listenerText.ts';
import type { Settings } from '../settings/settings.ts';
import { urlOfPath } from '../sources/sourceRow.ts';

export interface SendTargetsOptions {
  readonly listener: ListenerControl;
  readonly config: { readonly settings: Settings };
  readonly memory: TargetMemory;
}

export interface TargetQuestion {
  readonly title: string;
  readonly placeHolder: string;
}

interface TargetItem extends vscode.QuickPickItem {
  /** Null for one that is yet to be written. */
  readonly target: string | null;
}

/** Where what is made here can be sent: to the listener, or to an app. */
export class SendTargets {
  readonly #options: SendTargetsOptions;

  constructor(options: SendTargetsOptions) {
    this.#options = options;
  }

  /** The listener's URL for a provider: that of its first source. */
  own(provider: string): string {
    const { sources } = this.#options.config.settings.engine;
    return this.#ownUrl(sources.find((source) => source.provider === provider)?.path ?? '/');
  }

  /** Whether a URL is one of the listener's here. */
  isOwn(target: string): boolean {
    const own = new URL(this.#ownUrl('/'));
    return URL.canParse(target) && new URL(target).origin === own.origin;
  }

  /** A target in few words. */
  name(target: string): string {
    return this.isOwn(target)
      ? vscode.l10n.t('own listener {0}', displayText(new URL(target).pathname, 40))
      : hostOf(target);
  }

  /** Whether something can arrive at a target, as far as it is the listener: offers to start it where it is stopped. */
  async isReady(target: string): Promise<boolean> {
    const { listener } = this.#options;
    const text = vscode.l10n.t('The listener is not running: nothing can be sent to it.');
    const isThere = listener.state.kind === 'listening' || !this.isOwn(target);
    return isThere || offerStart(listener, text);
  }

  /** Undefined where the person leaves. */
  async ask(question: TargetQuestion, provider: string): Promise<string | undefined> {
    const own = this.own(provider);
    const known = this.#options.memory.targets.filter(
      (target) => targetProblem(target, vscode.l10n.t) === '' && !this.isOwn(target),
    );
    const another: TargetItem = { label: vscode.l10n.t('Another URL...'), target: null };
    const items: readonly TargetItem[] = [
      { label: vscode.l10n.t('The listener here'), description: own, target: own },
      ...known.map((target) => ({ label: displayText(target), target })),
      another,
    ];
    const picked = await vscode.window.showQuickPick(items, { ...question, ignoreFocusOut: true });
    return picked === another ? this.#askUrl(question.title) : (picked?.target ?? undefined);
  }

  /** Offers it again the next time. */
  async remember(target: string): Promise<void> {
    if (!this.isOwn(target)) {
      await this.#options.memory.remember(target);
    }
  }

  async #askUrl(title: string): Promise<string | undefined> {
    const text = await vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t('URL of the endpoint of your app, with its path.'),
      placeHolder: 'http://localhost:3000/webhooks',
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() === '' ? '' : targetProblem(value, vscode.l10n.t)),
    });
    const isGiven = text !== undefined && targetProblem(text, vscode.l10n.t) === '';
    return isGiven ? readTarget(text)?.href : undefined;
  }

  #ownUrl(path: string): string {
    const { listener, config } = this.#options;
    const { host, port } = listener.state.kind === 'stopped' ? config.settings : listener.state;
    return urlOfPath(localUrl(host, port), path);
  }
}
