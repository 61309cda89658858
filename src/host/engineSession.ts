import { HumanError } from '../common/errors.ts';
import type { EngineCallName, EngineCalls, EngineMessage, EngineRequest } from '../protocol/engine.ts';
import type { EnginePort } from './enginePort.ts';

export type EngineNews = Exclude<EngineMessage, { readonly type: 'answer' | 'error' }>;

export interface SessionHandlers {
  readonly onNews: (news: EngineNews) => void;
  /** The engine has ended, whether it was asked to or not; every pending call is rejected by now. */
  readonly onEnd: (reason: string) => void;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The life of one engine: its calls, each answered once, and its news. */
export class EngineSession {
  readonly #port: EnginePort;
  readonly #handlers: SessionHandlers;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended: string | null = null;

  constructor(port: EnginePort, handlers: SessionHandlers) {
    this.#port = port;
    this.#handlers = handlers;
    port.onMessage((message) => this.#receive(message));
    port.onEnd((reason) => this.#end(reason));
  }

  /** @throws HumanError where the engine says so, Error for a bug or where the engine ends before it answers. */
  call<N extends EngineCallName>(
    call: N,
    params: EngineCalls[N]['params'],
  ): Promise<EngineCalls[N]['result']> {
    if (this.#ended !== null) {
      return Promise.reject(endError(this.#ended));
    }
    this.#lastId += 1;
    const request: EngineRequest<N> = { type: 'request', id: this.#lastId, call, params };
    return new Promise((resolve, reject) => {
      // The engine answers each call with the result that its type names.
      this.#pending.set(request.id, { resolve: resolve as (result: unknown) => void, reject });
      this.#port.post(request);
    });
  }

  terminate(): Promise<void> {
    return this.#port.terminate();
  }

  #receive(message: EngineMessage): void {
    switch (message.type) {
      case 'answer':
        this.#take(message.id)?.resolve(message.result);
        break;
      case 'error':
        this.#take(message.id)?.reject(
          message.forPerson ? new HumanError(message.message) : new Error(message.message),
        );
        break;
      default:
        this.#handlers.onNews(message);
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #end(reason: string): void {
    this.#ended = reason;
    for (const { reject } of this.#pending.values()) {
      reject(endError(reason));
    }
    this.#pending.clear();
    this.#handlers.onEnd(reason);
  }
}

function endError(reason: string): Error {
  return new Error(`The engine has ended: ${reason}`);
}
