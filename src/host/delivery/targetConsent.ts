import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { AllowedTargets } from '../../protocol/targets.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { AllowedTargetMemory } from './allowedTargets.ts';
import { hostOf } from './target.ts';
import { targetRefusalText } from './targetRefusalText.ts';

export interface TargetUse {
  /** The listener itself may be meant: what is sent is of the sender's side. */
  readonly toListener?: boolean;
}

/** Asks a person, once for each, whether requests may be sent to a host that is not this machine. */
export class TargetConsent {
  readonly #engine: EngineCaller;
  readonly #memory: AllowedTargetMemory;
  /** Questions that are on the screen, by origin. */
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(engine: EngineCaller, memory: AllowedTargetMemory) {
    this.#engine = engine;
    this.#memory = memory;
  }

  get allowed(): AllowedTargets {
    return this.#memory.allowed;
  }

  /**
   * Whether requests may be sent to a URL: to this machine always, elsewhere where the person has said so.
   * @throws HumanError where nothing is ever sent there; it says why.
   */
  async ensure(target: string, { toListener = false }: TargetUse = {}): Promise<boolean> {
    // Another window may have allowed a host, or have taken it back.
    await this.#tell();
    const check = await this.#engine.call('checkTarget', { target, toListener });
    switch (check.kind) {
      case 'allowed':
        return true;
      case 'refused':
        throw new HumanError(targetRefusalText(hostOf(target), check.refusal, vscode.l10n.t));
      case 'ask':
        return this.#askOnce(check.origin);
    }
  }

  /** From now on requests to these need to be asked for again. */
  async forget(origins: readonly string[]): Promise<void> {
    await this.#memory.remove(origins);
    await this.#tell();
  }

  #tell(): Promise<null> {
    return this.#engine.call('allowTargets', this.allowed);
  }

  #askOnce(origin: string): Promise<boolean> {
    const asked = this.#asking.get(origin) ?? this.#ask(origin).finally(() => this.#asking.delete(origin));
    this.#asking.set(origin, asked);
    return asked;
  }

  async #ask(origin: string): Promise<boolean> {
    const allow = vscode.l10n.t('Allow');
    const choice = await vscode.window.showWarningMessage(
      vscode.l10n.t('Send webhooks to {0}?', origin),
      {
        modal: true,
        detail: vscode.l10n.t(
          'This is not an address of this machine. Whole requests go there, with their signatures and whatever personal data is in them. Your answer is remembered for all workspaces; “Forget Allowed Hosts...” takes it back.',
        ),
      },
      allow,
    );
    if (choice !== allow) {
      return false;
    }
    await this.#memory.add(origin);
    await this.#tell();
    return true;
  }
}
