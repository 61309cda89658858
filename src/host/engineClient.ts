import { setTimeout as pause } from 'node:timers/promises';
import type { Disposable } from '../common/disposable.ts';
import { Emitter } from '../common/event.ts';
import type { EngineCallName, EngineCalls } from '../protocol/engine.ts';
import type { EnginePort } from './enginePort.ts';
import { EngineSession, type EngineNews } from './engineSession.ts';

type NewsOf<T extends EngineNews['type']> = Extract<EngineNews, { readonly type: T }>;

/** What the parts of the host need of the engine: calls, and no knowledge of how it lives. */
export interface EngineCaller {
  call<N extends EngineCallName>(
    call: N,
    params: EngineCalls[N]['params'],
  ): Promise<EngineCalls[N]['result']>;
}

export interface EngineClientOptions {
  readonly start: () => EnginePort;
  /** What a new engine is told before anything else is asked of it. A failure is reported and does not stop the rest. */
  readonly prepare: (engine: EngineCaller) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

interface Running {
  readonly session: EngineSession;
  readonly prepared: Promise<void>;
}

/** The engine as the host sees it: started by the first call, and again by the first call after it died. */
export class EngineClient implements EngineCaller, Disposable {
  readonly #options: EngineClientOptions;
  readonly #news: { readonly [T in EngineNews['type']]: Emitter<NewsOf<T>> };
  readonly #died: Emitter<string>;
  #running: Running | null = null;
  #closed = false;

  constructor(options: EngineClientOptions) {
    this.#options = options;
    const { onError } = options;
    this.#died = new Emitter(onError);
    this.#news = {
      listenerChanged: new Emitter(onError),
      captured: new Emitter(onError),
      eventsChanged: new Emitter(onError),
      verifying: new Emitter(onError),
      secretOffered: new Emitter(onError),
      answering: new Emitter(onError),
      forwarding: new Emitter(onError),
      learned: new Emitter(onError),
      diagnosing: new Emitter(onError),
      replaying: new Emitter(onError),
      storage: new Emitter(onError),
      burst: new Emitter(onError),
      firing: new Emitter(onError),
      log: new Emitter(onError),
    };
  }

  /** Hears the news of one kind, of this engine and those after it. */
  on<T extends EngineNews['type']>(type: T, listener: (news: NewsOf<T>) => void): Disposable {
    return this.#news[type].event(listener);
  }

  /** The engine has ended without being asked to; the value says why. */
  onDied(listener: (reason: string) => void): Disposable {
    return this.#died.event(listener);
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  async call<N extends EngineCallName>(
    call: N,
    params: EngineCalls[N]['params'],
  ): Promise<EngineCalls[N]['result']> {
    if (this.#closed) {
      throw new Error(`The engine is closed: ${call} was called.`);
    }
    this.#running ??= this.#start();
    const { session, prepared } = this.#running;
    await prepared;
    return session.call(call, params);
  }

  /** Lets the engine finish what it has begun, for at most `milliseconds`, and ends it. */
  async close(milliseconds: number): Promise<void> {
    this.#closed = true;
    const running = this.#running;
    this.#running = null;
    if (running === null) {
      return;
    }
    await Promise.race([running.session.call('close', null).catch(() => undefined), pause(milliseconds)]);
    await running.session.terminate();
  }

  dispose(): void {
    void this.close(0).catch(this.#options.onError);
    this.#died.dispose();
    Object.values(this.#news).forEach((emitter) => emitter.dispose());
  }

  #start(): Running {
    const session = new EngineSession(this.#options.start(), {
      onNews: (news) => this.#tell(news),
      onEnd: (reason) => this.#ended(session, reason),
    });
    const prepared = this.#options.prepare(session).catch(this.#options.onError);
    return { session, prepared };
  }

  #tell<T extends EngineNews['type']>(news: NewsOf<T>): void {
    const emitter: Emitter<NewsOf<T>> = this.#news[news.type];
    emitter.fire(news);
  }

  #ended(session: EngineSession, reason: string): void {
    if (this.#running?.session === session) {
      this.#running = null;
      this.#died.fire(reason);
    }
  }
}
