import * as vscode from 'vscode';
import { Emitter, type Event } from '../../common/event.ts';
import { HumanError } from '../../common/errors.ts';
import type { Certificate } from '../../protocol/delivery.ts';
import type { SentRequest } from '../../protocol/sending.ts';
import { originOf, type AllowedTargets } from '../../protocol/targets.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { AllowedTargetMemory } from './allowedTargets.ts';
import { certificateFacts, certificateProblem } from './certificateText.ts';
import { hostOf, readTarget, targetProblem } from './target.ts';
import { targetRefusalText } from './targetRefusalText.ts';

export interface TargetUse {
  /** The listener itself may be meant: what is sent is of the sender's side. */
  readonly toListener?: boolean;
}

/** Asks a person, once for each, whether requests may be sent to a host that is not this machine. */
export class TargetConsent {
  readonly #engine: EngineCaller;
  readonly #memory: AllowedTargetMemory;
  readonly #changed: Emitter<undefined>;
  /** Questions that are on the screen, by origin. */
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(engine: EngineCaller, memory: AllowedTargetMemory, onError: (error: unknown) => void) {
    this.#engine = engine;
    this.#memory = memory;
    this.#changed = new Emitter(onError);
  }

  /** The person has allowed something, or has taken it back. */
  get onDidChange(): Event<undefined> {
    return this.#changed.event;
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

  /** Why nothing is ever sent to what a person writes; empty where it may be, or once it is allowed. */
  async problem(text: string, { toListener = false }: TargetUse = {}): Promise<string> {
    const problem = targetProblem(text, vscode.l10n.t);
    const target = readTarget(text)?.href;
    if (problem !== '' || target === undefined) {
      return problem;
    }
    const check = await this.#engine.call('checkTarget', { target, toListener });
    return check.kind === 'refused' ? targetRefusalText(hostOf(target), check.refusal, vscode.l10n.t) : '';
  }

  /**
   * Asks whether the certificate with which a delivery failed is to be accepted for its target, this one and no other.
   * False also where the delivery failed for another reason.
   */
  async acceptCertificate({ target, failure }: Pick<SentRequest, 'target' | 'failure'>): Promise<boolean> {
    const certificate = failure?.certificate;
    if (failure === null || certificate === undefined) {
      return false;
    }
    const accept = vscode.l10n.t('Accept and Send Again');
    const choice = await vscode.window.showWarningMessage(
      certificateProblem(hostOf(target), failure, vscode.l10n.t),
      { modal: true, detail: certificateQuestion(certificate) },
      accept,
    );
    if (choice !== accept) {
      return false;
    }
    await this.#memory.accept({ origin: originOf(new URL(target)), fingerprint: certificate.fingerprint });
    await this.#tell();
    this.#changed.fire(undefined);
    return true;
  }

  /** From now on requests to these need to be asked for again. */
  async forget(origins: readonly string[]): Promise<void> {
    await this.#memory.remove(origins);
    await this.#tell();
    this.#changed.fire(undefined);
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
      // As people write it: without the port that its protocol has anyway.
      vscode.l10n.t('Send webhooks to {0}?', new URL(origin).origin),
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
    this.#changed.fire(undefined);
    return true;
  }
}

function certificateQuestion(certificate: Certificate): string {
  const consequence = vscode.l10n.t(
    'Whoever has the key of this certificate can read what is sent there. It is remembered for this target and for all workspaces; another certificate is asked for again. “Forget Allowed Hosts...” takes it back.',
  );
  return `${certificateFacts(certificate, vscode.l10n.t)}\n\n${consequence}`;
}
