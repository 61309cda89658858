import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable.ts';
import type { Config } from './config.ts';
import { EngineClient } from './engineClient.ts';
import { EngineNewsLog } from './engineNewsLog.ts';
import { startEngineWorker } from './enginePort.ts';
import type { Problems } from './problems.ts';
import type { SecretStore } from './secretStore.ts';

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
  readonly #parts = new DisposableStore();

  constructor({ context, config, secrets, problems, log }: EngineHostOptions) {
    const storageFolder = (context.storageUri ?? context.globalStorageUri).fsPath;
    const file = context.asAbsolutePath('dist/engine.cjs');
    this.client = this.#parts.add(
      new EngineClient({
        start: () => startEngineWorker(file, { storageFolder, settings: config.settings.engine }),
        // Promise 3: stored verdicts are kept at a start, also where no secret can be read.
        prepare: async (engine) => {
          await engine.call('setSecrets', { secrets: await secrets.read(), verifyAgain: false });
        },
        onError: problems.report,
      }),
    );
    this.#parts.add(new EngineNewsLog(this.client, log));
    this.#parts.add(
      config.onDidChange(({ engine }) => {
        if (this.client.isRunning) {
          problems.watch(this.client.call('configure', engine));
        }
      }),
    );
  }

  close(): Promise<void> {
    return this.client.close(closing);
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
