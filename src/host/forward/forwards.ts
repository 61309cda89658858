import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { ForwardState } from '../../protocol/forward.ts';
import type { TargetCheck } from '../../protocol/targets.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import type { Problems } from '../shared/problems.ts';
import type { Settings } from '../settings/settings.ts';
import type { ForwardHealth } from './forwardRow.ts';

export interface ForwardsOptions {
  readonly engine: EngineClient;
  readonly config: { readonly settings: Settings };
  /** The engine has taken up settings. */
  readonly onDidConfigure: Event<unknown>;
  readonly listener: ListenerControl;
  readonly consent: TargetConsent;
  readonly problems: Problems;
}

/**
 * How the forwarding of each source goes. Where settings name a target that the person has not allowed yet, it says
 * so, once for each; only the person's answer has anything sent there.
 */
export class Forwards implements Disposable {
  readonly #options: ForwardsOptions;
  readonly #parts = new DisposableStore();
  readonly #changed: Emitter<undefined>;
  /** By source. */
  #states: ReadonlyMap<string, ForwardState> = new Map();
  /** By target. */
  #checks: ReadonlyMap<string, TargetCheck> = new Map();
  /** Origins that were spoken of. */
  readonly #told = new Set<string>();

  constructor(options: ForwardsOptions) {
    this.#options = options;
    const { engine, onDidConfigure, listener, consent, problems } = options;
    this.#changed = this.#parts.add(new Emitter(problems.report));
    this.#parts.add(engine.on('forwarding', ({ states }) => this.#heard(states)));
    this.#parts.add(onDidConfigure(() => problems.watch(this.check())));
    this.#parts.add(listener.onDidChange(({ kind }) => kind === 'listening' && problems.watch(this.check())));
    this.#parts.add(consent.onDidChange(() => problems.watch(this.check())));
    this.#parts.add(engine.onDied(() => this.#heard([])));
    this.#parts.add(vscode.window.onDidChangeWindowState(({ focused }) => this.#checkAgain(focused)));
  }

  /** Something of it is otherwise than before. */
  get onDidChange(): Event<undefined> {
    return this.#changed.event;
  }

  healthOf(source: string, target: string): ForwardHealth {
    return { check: this.#checks.get(target) ?? null, state: this.#states.get(source) ?? null };
  }

  /** Whether nothing is sent to a target until the person allows it. */
  readonly isToAllow = (target: string): boolean => this.#checks.get(target)?.kind === 'ask';

  /** Asks the engine anew which targets may be sent to. */
  async check(): Promise<void> {
    const { engine, config } = this.#options;
    const targets = new Set(config.settings.forwards.map(({ target }) => target));
    const checks = await Promise.all(
      [...targets].map(
        async (target) => [target, await engine.call('checkTarget', { target, toListener: false })] as const,
      ),
    );
    this.#checks = new Map(checks);
    this.#changed.fire(undefined);
    checks.forEach(([target, check]) => this.#offerToAllow(target, check));
  }

  /** Whether the person allows a target; asked where that is not known. */
  async allow(target: string): Promise<boolean> {
    const isAllowed = await this.#options.consent.ensure(target);
    await this.check();
    return isAllowed;
  }

  dispose(): void {
    this.#parts.dispose();
  }

  /** Another window may have allowed a target meanwhile, or have taken it back. */
  #checkAgain(isFocused: boolean): void {
    const { engine, problems } = this.#options;
    if (isFocused && engine.isRunning && this.#checks.size > 0) {
      problems.watch(this.check());
    }
  }

  #heard(states: readonly ForwardState[]): void {
    this.#states = new Map(states.map((state) => [state.source, state]));
    this.#changed.fire(undefined);
  }

  #offerToAllow(target: string, check: TargetCheck): void {
    if (check.kind !== 'ask' || this.#told.has(check.origin)) {
      return;
    }
    this.#told.add(check.origin);
    const { config, problems } = this.#options;
    const source = config.settings.forwards.find((rule) => rule.target === target)?.source ?? '';
    const text = vscode.l10n.t(
      'The settings forward events of “{0}” to {1}. Nothing is sent there until you allow it.',
      displayText(source),
      displayText(check.origin, 200),
    );
    problems.warnWith(text, vscode.l10n.t('Allow...'), () => this.allow(target));
  }
}
