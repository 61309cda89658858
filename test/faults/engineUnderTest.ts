import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type {
  EngineCallName,
  EngineCalls,
  EngineMessage,
  EngineSettings,
  ListenerState,
} from '../../src/protocol/engine.ts';
import { until } from '../tools/wait.ts';
import { engineFile } from './engineBundle.ts';
import type { EventSummary } from '../../src/protocol/summary.ts';

export const usualSettings: EngineSettings = {
  maxBodySize: 10_485_760,
  maxEvents: 10_000,
  maxMegabytes: 500,
  sources: [],
  customProviders: [],
  ignoreTimestamps: false,
  answerHandshakes: true,
};

const probe = join(import.meta.dirname, '../support/turnProbe.ts');

/** The real engine in its worker, asked as the host asks it. */
export class EngineUnderTest {
  readonly messages: EngineMessage[] = [];
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (message: EngineMessage) => void>();
  /** See `turnProbe.ts`. */
  readonly #longest = new Float64Array(new SharedArrayBuffer(16));
  #lastId = 0;
  #heard: () => void = () => undefined;
  port = 0;

  /** `isProbed`: the turns of its event loop are measured. */
  constructor(storageFolder: string, settings: EngineSettings = usualSettings, isProbed = false) {
    const file = engineFile();
    const workerData = { storageFolder, file, settings, longest: this.#longest.buffer };
    this.#worker = new Worker(isProbed ? probe : file, { workerData });
    this.#worker.on('message', (message: EngineMessage) => {
      if (message.type === 'answer' || message.type === 'error') {
        this.#waiting.get(message.id)?.(message);
      } else {
        this.messages.push(message);
        this.#heard();
      }
    });
  }

  async call<N extends EngineCallName>(
    call: N,
    params: EngineCalls[N]['params'],
  ): Promise<EngineCalls[N]['result']> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answered = new Promise<EngineMessage>((resolve) => this.#waiting.set(id, resolve));
    this.#worker.postMessage({ type: 'request', id, call, params });
    const message = await answered;
    if (message.type === 'error') {
      throw new Error(message.message);
    }
    return (message as { readonly result: EngineCalls[N]['result'] }).result;
  }

  /** Resolves when a message of the engine is of this kind. */
  async until(test: (message: EngineMessage) => boolean): Promise<void> {
    while (!this.messages.some(test)) {
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  async listen(): Promise<ListenerState> {
    let state: ListenerState;
    do {
      // The port that is free at the first of two addresses may be taken at the second.
      state = await this.call('startListener', { host: '127.0.0.1', port: 0 });
    } while (state.kind === 'failed' && state.why === 'portInUse');
    this.port = state.kind === 'listening' ? state.port : 0;
    return state;
  }

  saveSecret(value: string, verifyAgain = false): Promise<{ readonly changed: number }> {
    return this.call('setSecrets', {
      secrets: { simplebackups: [{ label: 'Secret 1', value }] },
      verifyAgain,
    });
  }

  async newest(): Promise<EventSummary> {
    const { events } = await this.call('listEvents', { limit: 1, before: null });
    const [event] = events;
    if (event === undefined) {
      throw new Error('The store is empty.');
    }
    return event;
  }

  /** Sends over HTTP as any sender would; resolves with the status. */
  async post(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.port}/hooks/backups`, {
      method: 'POST',
      body,
      headers,
    });
    await response.arrayBuffer();
    return response.status;
  }

  /** The same with any number of headers; resolves with the status. */
  async postRaw(body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<number> {
    const outgoing = request({ port: this.port, host: '127.0.0.1', method: 'POST', headers, agent: false });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode ?? 0;
  }

  /** CPU milliseconds of the longest turn of its thread that an action led to. */
  async longestTurn(action: () => Promise<unknown>): Promise<number> {
    const looks = (): number => this.#longest[1] ?? 0;
    const nextLooks = async (): Promise<void> => {
      const before = looks();
      await until('the end of a turn', () => looks() > before + 1);
    };
    await nextLooks();
    this.#longest[0] = 0;
    await action();
    await nextLooks();
    return this.#longest[0];
  }

  async close(): Promise<void> {
    await this.call('close', null);
    await this.#worker.terminate();
  }
}
