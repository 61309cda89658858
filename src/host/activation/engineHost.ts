import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { HumanError } from '../../common/errors.ts';
import { Emitter, type Event } from '../../common/event.ts';
import type { CustomProviderProblem } from '../../protocol/engine.ts';
import type { Config } from '../settings/config.ts';
import { AllowedTargetMemory } from '../targets/allowedTargets.ts';
import { configureEngine } from '../engine/configureEngine.ts';
import { EngineClient, type EngineCaller } from '../engine/engineClient.ts';
import { EngineNewsLog } from '../engine/engineNewsLog.ts';
import { startEngineWorker } from '../engine/enginePort.ts';
import type { Problems } from '../shared/problems.ts';
import { RetentionQuestions } from '../store/retentionQuestions.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Settings } from '../settings/settings.ts';
import { VerifyProgress } from '../secrets/verifyProgress.ts';
import { storageUriOf } from '../shared/storageFolder.ts';

/** Milliseconds in which the engine commits what arrived before VS Code goes on without it. */
const closing = 1000;

export interface EngineHostOptions {
  readonly context: vscode.ExtensionContext;
  readonly config: Config;
  readonly secrets: SecretStore;
  readonly problems: Problems;
  readonly log: vscode.LogOutputChannel;
}

/** The engine of this window: where its files are, what it is told at its start and when the settings change. */
export class EngineHost implements Disposable {
  readonly client: EngineClient;
  readonly progress: VerifyProgress;
  /** Told to each engine at its start; later changes are told by who makes them. */
  readonly allowedTargets: AllowedTargetMemory;
  readonly #parts = new DisposableStore();
  readonly #secrets: SecretStore;
  readonly #configured: Emitter<readonly CustomProviderProblem[]>;

  constructor({ context, config, secrets, problems, log }: EngineHostOptions) {
    const storageFolder = storageUriOf(context).fsPath;
    const file = context.asAbsolutePath('dist/engine.cjs');
    this.#secrets = secrets;
    this.allowedTargets = new AllowedTargetMemory(context.globalState);
    this.#configured = this.#parts.add(new Emitter(problems.report));
    this.client = this.#parts.add(
      new EngineClient({
        start: () => startEngineWorker(file, { storageFolder, file, settings: config.settings.engine }),
        prepare: (engine) => this.#prepare(engine, config.settings),
        onError: problems.report,
        t: vscode.l10n.t,
      }),
    );
    this.progress = this.#parts.add(new VerifyProgress(this.client));
    this.#parts.add(new EngineNewsLog(this.client, log));
    this.#parts.add(new RetentionQuestions(this.client, problems));
    this.#parts.add(
      // Another window may have taken a target back.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.client.isRunning) {
          problems.watch(this.#allowTargets(log));
        }
      }),
    );
    this.#parts.add(
      config.onDidChange((settings) => {
        if (this.client.isRunning) {
          problems.watch(this.progress.during(this.#configure(this.client, settings)));
        }
      }),
    );
  }

  /** The engine has taken up settings, at its start or later; the value is what it cannot use of them. */
  get onDidConfigure(): Event<readonly CustomProviderProblem[]> {
    return this.#configured.event;
  }

  close(): Promise<void> {
    return this.client.close(closing);
  }

  dispose(): void {
    this.#parts.dispose();
  }

  /** Nobody has asked for it: where this engine ends meanwhile, the next one is told at its start. */
  async #allowTargets(log: vscode.LogOutputChannel): Promise<void> {
    try {
      await this.client.call('allowTargets', this.allowedTargets.allowed);
    } catch (error) {
      if (!(error instanceof HumanError)) {
        throw error;
      }
      log.warn(error.message);
    }
  }

  async #prepare(engine: EngineCaller, settings: Settings): Promise<void> {
    // Promise 3: stored verdicts are kept at a start, also where no secret can be read.
    await engine.call('setSecrets', { secrets: await this.#secrets.read(), verifyAgain: false });
    await engine.call('allowTargets', this.allowedTargets.allowed);
    // It was started with these settings: told again, it answers what it cannot use of them.
    await this.#configure(engine, settings);
  }

  async #configure(engine: EngineCaller, settings: Settings): Promise<void> {
    this.#configured.fire(await configureEngine(engine, settings));
  }
}
