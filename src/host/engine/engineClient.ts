import { setTimeout as pause } from 'node:timers/promises';
import type { Disposable } from '../../common/disposable.ts';
import { HumanError } from '../../common/errors.ts';
import { Emitter } from '../../common/event.ts';
import type { EngineCallName, EngineCalls } from '../../protocol/engine.ts';
import { isHeavy, lateText, limitOf } from './engineAsked.ts';
import { EngineDeaths } from './engineDeaths.ts';
import { endError, givenUpText, type EngineDeath, type EngineEnd } from './engineEnd.ts';
import type { EnginePort } from './enginePort.ts';
import { EngineSession, type EngineNews } from './engineSession.ts';
import { EngineWatch } from './engineWatch.ts';
import type { Translate } from '../words/translate.ts';

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
  readonly t: Translate;
  /** Milliseconds, of any beginning; never goes back. */
  readonly now?: () => number;
}

interface Running {
  readonly session: EngineSession;
  readonly port: EnginePort;
  readonly prepared: Promise<void>;
  readonly watch: EngineWatch;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** A call that is to be answered in time. */
interface Waiting {
  /** Milliseconds that are left. */
  left: number;
  readonly giveUp: () => void;
}

/** Milliseconds of silence after which it is looked whether an engine hangs: as such, and over what asks a lot of it. */
const patience = { usual: 2000, heavy: 15_000 };
/** Milliseconds that the thread of an engine has to go: what the system has in hand keeps it. */
const ending = 1000;

/**
 * The engine as the host sees it: started by the first call, and again at once when it has died or hangs, unless it
 * does so again and again.
 */
export class EngineClient implements EngineCaller, Disposable {
  readonly #options: EngineClientOptions;
  readonly #news: { readonly [T in EngineNews['type']]: Emitter<NewsOf<T>> };
  readonly #died: Emitter<EngineDeath>;
  readonly #deaths: EngineDeaths;
  readonly #waiting = new Set<Waiting>();
  #running: Running | null = null;
  /** Of the engine before: resolves with whether it is gone, or when it is waited for no longer. */
  #ending: Promise<boolean> = Promise.resolve(true);
  #lastEnd: EngineEnd | null = null;
  #closed = false;

  constructor(options: EngineClientOptions) {
    this.#options = options;
    const { onError } = options;
    this.#died = new Emitter(onError);
    this.#deaths = new EngineDeaths(options.now ?? (() => performance.now()));
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
      retention: new Emitter(onError),
      burst: new Emitter(onError),
      firing: new Emitter(onError),
      log: new Emitter(onError),
    };
  }

  /** Hears the news of one kind, of this engine and those after it. */
  on<T extends EngineNews['type']>(type: T, listener: (news: NewsOf<T>) => void): Disposable {
    return this.#news[type].event(listener);
  }

  /** The engine has ended without being asked to. Another one is on its way, unless that was the last. */
  onDied(listener: (death: EngineDeath) => void): Disposable {
    return this.#died.event(listener);
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** A person wants an engine again that is no longer started by itself. */
  revive(): void {
    this.#deaths.forget();
  }

  /** @throws HumanError where the engine says so, does not answer in time, or is not started any more. */
  async call<N extends EngineCallName>(
    call: N,
    params: EngineCalls[N]['params'],
  ): Promise<EngineCalls[N]['result']> {
    if (this.#closed) {
      throw new Error(`The engine is closed: ${call} was called.`);
    }
    const running = (this.#running ??= this.#startIfAllowed());
    const work = running.prepared.then(() => running.session.call(call, params));
    return this.#inTime(call, work);
  }

  /** Resolves with whether the engine that died or was ended last is gone, and its port with it. */
  get isLastGone(): Promise<boolean> {
    return this.#ending;
  }

  /** Ends an engine that does not stop its listener. Resolves with whether it is gone: the system may keep it. */
  async end(): Promise<boolean> {
    return this.#running === null || this.#end(this.#running.session, 'ended');
  }

  /** Lets the engine finish what it has begun, for at most `milliseconds`, and ends it. */
  async close(milliseconds: number): Promise<void> {
    this.#closed = true;
    const running = this.#running;
    this.#running = null;
    if (running === null) {
      return;
    }
    running.watch.dispose();
    await Promise.race([running.session.call('close', null).catch(() => undefined), pause(milliseconds)]);
    await this.#end(running.session, 'ended');
  }

  dispose(): void {
    void this.close(0).catch(this.#options.onError);
    this.#died.dispose();
    Object.values(this.#news).forEach((emitter) => emitter.dispose());
  }

  #startIfAllowed(): Running {
    if (this.#lastEnd !== null && this.#deaths.areTooMany) {
      const { t } = this.#options;
      throw new HumanError(`${givenUpText(this.#lastEnd, t)} ${t('Run Start Listener to start it again.')}`);
    }
    return this.#start();
  }

  #start(): Running {
    const { start, t, prepare, onError } = this.#options;
    const port = start();
    const session = new EngineSession(port, {
      onNews: (news) => this.#tell(news),
      onEnd: (end) => this.#ended(session, end),
      endError: (call, end) => endError(call, end, t),
    });
    const watch = new EngineWatch({
      port,
      patience: () => this.#patience(session),
      onHung: () => void this.#end(session, 'hung'),
      onLook: (milliseconds) => this.#pass(milliseconds),
    });
    const isAnother = this.#lastEnd !== null;
    const prepared = this.#ending
      .then(() => prepare(session))
      // Of its end everybody is told otherwise.
      .catch((error: unknown) => (session.isEnded ? undefined : onError(error)))
      // What the one before did last was perhaps not told.
      .then(() => isAnother && this.#tell({ type: 'eventsChanged', ids: null, gone: true }))
      .then(() => undefined);
    return { session, port, prepared, watch, startedAt: Date.now() };
  }

  #patience({ unanswered }: EngineSession): number {
    return (unanswered.some(isHeavy) ? patience.heavy : patience.usual) * this.#deaths.caution;
  }

  #inTime<T>(call: EngineCallName, work: Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const giveUp = (): void => reject(new HumanError(lateText(call, this.#options.t)));
    const waiting = { left: limitOf(call), giveUp };
    this.#waiting.add(waiting);
    work.then(resolve, reject).finally(() => this.#waiting.delete(waiting));
    return promise;
  }

  #pass(milliseconds: number): void {
    for (const waiting of this.#waiting) {
      waiting.left -= milliseconds;
      if (waiting.left <= 0) {
        this.#waiting.delete(waiting);
        waiting.giveUp();
      }
    }
  }

  #tell<T extends EngineNews['type']>(news: NewsOf<T>): void {
    const emitter: Emitter<NewsOf<T>> = this.#news[news.type];
    emitter.fire(news);
  }

  #end(session: EngineSession, why: 'hung' | 'ended'): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#ending = promise;
    const gone = session.end(why).then(
      () => true,
      () => true,
    );
    resolve(Promise.race([gone, pause(ending, false, { ref: false })]));
    return promise;
  }

  #ended(session: EngineSession, end: EngineEnd): void {
    const running = this.#running;
    if (running?.session !== session) {
      return;
    }
    this.#running = null;
    running.watch.dispose();
    this.#lastEnd = end;
    if (end.why === 'ended') {
      return;
    }
    this.#deaths.add(end.why === 'hung');
    const isLast = this.#deaths.areTooMany;
    if (!isLast) {
      this.#running = this.#start();
    }
    this.#died.fire({ end, since: Number(running.port.lastBeat()) || running.startedAt, isLast });
  }
}
