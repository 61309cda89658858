import { join } from 'node:path';
import { HumanError, messageOf } from '../common/errors.ts';
import type {
  EngineCallName,
  EngineCalls,
  EngineMessage,
  EngineSettings,
  EngineStart,
  ListenerState,
  ProviderInfo,
  Secrets,
} from '../protocol/engine.ts';
import type { Answer } from '../protocol/event.ts';
import { answers } from './capture/answers.ts';
import type { CapturedRequest } from './capture/capturedRequest.ts';
import { CaptureServer } from './capture/httpServer.ts';
import { Listener } from './capture/listener.ts';
import { sendSample } from './delivery/sendSample.ts';
import { detailOf } from './detail.ts';
import { inspect, type PreparedSchemes } from './inspect.ts';
import { News } from './news.ts';
import { prepareSchemes } from './signature/preparedScheme.ts';
import { schemes } from './signature/schemes/table.ts';
import { expectedDigests } from './signature/sign.ts';
import { EventStore } from './store/eventStore.ts';
import { Retention } from './store/retention.ts';
import { StorageError } from './store/storageError.ts';
import { verifyAgain } from './verifyAgain.ts';

type Post = (message: EngineMessage) => void;

/** A function for each call; a new call breaks the build until it is here. */
export type EngineHandlers = {
  readonly [N in EngineCallName]: (
    params: EngineCalls[N]['params'],
  ) => EngineCalls[N]['result'] | Promise<EngineCalls[N]['result']>;
};

const providers: readonly ProviderInfo[] = schemes.map(({ id, name, secretFormat, samples }) => ({
  id,
  name,
  secretFormat,
  samples: samples.map(({ id: sampleId, label }) => ({ id: sampleId, label })),
}));

/** What a sender hears whose event is not stored. */
function failureAnswer(error: Error): Answer {
  return error instanceof StorageError && error.fault === 'full' ? answers.diskFull : answers.cannotStore;
}

/** The rooms of the worker, wired: capture, signature, store. */
export class Engine {
  readonly #post: Post;
  readonly #news: News;
  readonly #store: EventStore;
  readonly #retention: Retention;
  readonly #listener: Listener;
  #settings: EngineSettings;
  #prepared: PreparedSchemes = prepareSchemes(schemes, {});
  /** Counts the changes of the secrets: a pass over the stored events ends when it is outdated. */
  #secretsVersion = 0;

  constructor({ storageFolder, settings }: EngineStart, post: Post) {
    this.#post = post;
    this.#settings = settings;
    this.#news = new News(post);
    this.#store = new EventStore(join(storageFolder, 'events.sqlite'), {
      committed: (events) => {
        this.#news.captured(events);
        this.#retention.schedule();
      },
      noticed: (notice) => post({ type: 'storage', notice }),
    });
    this.#retention = new Retention(this.#store, settings, {
      onDeleted: () => this.#news.changed(null, true),
      onError: (error) => this.#log('warn', `Retention: ${messageOf(error)}`),
    });
    this.#retention.schedule();
    this.#listener = new Listener(new CaptureServer(this.#sink, () => this.#settings.maxBodySize));
  }

  readonly #sink = {
    keep: (request: CapturedRequest, answer: (answer: Answer) => void): void => {
      this.#keep(request, answers.stored, (error) =>
        answer(error === null ? answers.stored : failureAnswer(error)),
      );
    },
    keepRefused: (request: CapturedRequest, answer: Answer | null): void => {
      this.#keep(request, answer, () => undefined);
    },
  };

  #keep(request: CapturedRequest, answer: Answer | null, done: (error: Error | null) => void): void {
    const findings = inspect(request, this.#prepared);
    this.#store.add({ request, findings, answer }, (stored) => done(stored instanceof Error ? stored : null));
  }

  readonly handlers: EngineHandlers = {
    configure: (settings) => {
      this.#settings = settings;
      this.#retention.setLimits(settings);
      return null;
    },
    setSecrets: async ({ secrets, verifyAgain: again }) => ({
      changed: await this.#setSecrets(secrets, again),
    }),
    startListener: ({ host, port }) => this.#changeListener(() => this.#listener.start(host, port)),
    stopListener: async () => {
      await this.#changeListener(() => this.#listener.stop());
      return null;
    },
    providers: () => providers,
    counts: ({ afterId }) => this.#store.counts(afterId),
    listEvents: ({ limit, before }) => this.#store.page(limit, before),
    getEvent: ({ id }) => {
      const event = this.#store.event(id);
      return event === undefined ? null : detailOf(event);
    },
    neighbours: ({ id }) => this.#store.neighbours(id),
    readBody: ({ id, offset, length }) => this.#store.body(id, offset, length),
    expectedDigests: ({ id }) => this.#expectedDigests(id),
    deleteEvents: ({ ids }) => {
      this.#store.delete(ids);
      return this.#deleted(ids);
    },
    clearEvents: () => {
      this.#store.clear();
      return this.#deleted(null);
    },
    sendSample: (params) => this.#sendSample(params),
    close: () => this.#close(),
  };

  #log(level: 'info' | 'warn' | 'error', message: string): void {
    this.#post({ type: 'log', level, message });
  }

  async #changeListener(change: () => Promise<ListenerState>): Promise<ListenerState> {
    const state = await change();
    this.#post({ type: 'listenerChanged', state });
    return state;
  }

  async #setSecrets(secrets: Secrets, again: boolean): Promise<number> {
    this.#secretsVersion += 1;
    const version = this.#secretsVersion;
    this.#prepared = prepareSchemes(schemes, secrets);
    if (!again) {
      return 0;
    }
    const changed = await verifyAgain({
      store: this.#store,
      prepared: this.#prepared,
      isCancelled: () => version !== this.#secretsVersion,
      onProgress: (done, total) => this.#news.progress(done, total),
      onChanged: (ids) => this.#news.changed(ids, false),
    });
    this.#news.flush();
    return changed;
  }

  #expectedDigests(id: number): EngineCalls['expectedDigests']['result'] {
    const event = this.#store.event(id);
    const prepared = this.#prepared.get(event?.findings.provider ?? '');
    return event === undefined || prepared === undefined ? [] : expectedDigests(event.request, prepared);
  }

  #deleted(ids: readonly number[] | null): null {
    this.#news.changed(ids, true);
    this.#news.flush();
    this.#retention.schedule();
    return null;
  }

  async #sendSample({
    provider,
    sample,
    signed,
  }: EngineCalls['sendSample']['params']): Promise<EngineCalls['sendSample']['result']> {
    const prepared = this.#prepared.get(provider);
    const address = this.#listener.address;
    if (prepared === undefined || address === undefined) {
      throw new HumanError('The listener is not running: start it, then send the sample.');
    }
    return { status: await sendSample({ prepared, sampleId: sample, signed, address }) };
  }

  async #close(): Promise<null> {
    this.#secretsVersion += 1;
    await this.#listener.stop();
    this.#retention.dispose();
    this.#store.close();
    this.#news.flush();
    return null;
  }
}
