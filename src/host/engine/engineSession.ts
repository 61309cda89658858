import { HumanError } from '../../common/errors.ts';
import type { EngineCallName, EngineCalls, EngineMessage, EngineRequest } from '../../protocol/engine.ts';
import type { EngineEnd } from './engineEnd.ts';
import type { EnginePort } from './enginePort.ts';

export type EngineNews = Exclude<EngineMessage, { readonly type: 'answer' | 'error' }>;

export interface SessionHandlers {
  readonly onNews: (news: EngineNews) => void;
  /** The engine has ended, whether it was asked to or not; every pending call is rejected by now. */
  readonly onEnd: (end: EngineEnd) => void;
  /** What a call is rejected with that an end leaves unanswered. */
  readonly endError: (call: EngineCallName, end: EngineEnd) => Error;
}

interface Pending {
  readonly call: EngineCallName;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The life of one engine: its calls, each answered once, and its news. */
export class EngineSession {
  readonly #port: EnginePort;
  readonly #handlers: SessionHandlers;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #ended: EngineEnd | null = null;

  constructor(port: EnginePort, handlers: SessionHandlers) {
    this.#port = port;
    this.#handlers = handlers;
    port.onMessage((message) => this.#receive(message));
    port.onEnd((end) => this.#end(end));
  }

  /** @throws HumanError where the engine says so, Error for a bug, and `endError` where it ends before it answers. */
  call<N extends EngineCallName>(
    call: N,
    params: EngineCalls[N]['params'],
  ): Promise<EngineCalls[N]['result']> {
    if (this.#ended !== null) {
      return Promise.reject(this.#handlers.endError(call, this.#ended));
    }
    this.#lastId += 1;
    const request: EngineRequest<N> = { type: 'request', id: this.#lastId, call, params };
    return new Promise((resolve, reject) => {
      // The engine answers each call with the result that its type names.
      this.#pending.set(request.id, { call, resolve: resolve as (result: unknown) => void, reject });
      this.#port.post(request);
    });
  }

  get isEnded(): boolean {
    return this.#ended !== null;
  }

  /** The calls that it has not answered. */
  get unanswered(): readonly EngineCallName[] {
    return [...this.#pending.values()].map(({ call }) => call);
  }

  /** Ends it from here. Resolves when its thread is gone. */
  async end(why: 'hung' | 'ended'): Promise<void> {
    this.#end({ why, detail: '', stack: '' });
    await this.#port.terminate();
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
        if (this.#ended === null) {
          this.#handlers.onNews(message);
        }
    }
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  /** Once: that its thread goes after it was ended from here is no news. */
  #end(end: EngineEnd): void {
    if (this.#ended !== null) {
      return;
    }
    this.#ended = end;
    for (const { call, reject } of this.#pending.values()) {
      reject(this.#handlers.endError(call, end));
    }
    this.#pending.clear();
    this.#handlers.onEnd(end);
  }
}
