import type { Disposable } from '../../common/disposable.ts';
import type { EngineClient } from './engineClient.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';

/** A log channel; `vscode.LogOutputChannel` is one. */
export type Log = { readonly [L in Level]: (message: string) => void };

/** Writes the engine's news to the log: ids and verdicts, nothing that a sender wrote. */
export class EngineNewsLog implements Disposable {
  readonly #subscriptions: readonly Disposable[];

  constructor(engine: EngineClient, log: Log) {
    this.#subscriptions = [
      engine.on('log', ({ level, message }) => log[level](message)),
      engine.on('listenerChanged', ({ state }) => {
        const where = state.kind === 'stopped' ? '' : ` ${state.host}:${state.port}`;
        log.info(`Listener ${state.kind}${where}${state.kind === 'failed' ? `: ${state.detail}` : ''}`);
      }),
      engine.on('captured', ({ count, newest }) => {
        const shown = newest.map(({ id, verdict }) => `${id} ${verdict}`).join(', ');
        log.info(`Captured ${count}: ${shown}${count > newest.length ? ', ...' : ''}`);
      }),
      engine.on('eventsChanged', ({ ids, gone }) => {
        log.info(`Events ${gone ? 'gone' : 'changed'}: ${ids === null ? 'many' : ids.length}`);
      }),
      engine.on('storage', ({ notice }) => log.warn(`Storage: ${JSON.stringify(notice)}`)),
      engine.onDied(({ end }) => log.error(`The engine ended: ${end.why} ${end.stack || end.detail}`)),
    ];
  }

  dispose(): void {
    this.#subscriptions.forEach((subscription) => subscription.dispose());
  }
}
