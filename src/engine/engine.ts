import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { messageOf } from '../common/errors.ts';
import type {
  EngineCallName,
  EngineCalls,
  EngineMessage,
  EngineSettings,
  ListenerState,
} from '../protocol/engine.ts';
import type { EngineStart } from '../protocol/engineStart.ts';
import { CaptureServer } from './capture/httpServer.ts';
import { Listener } from './capture/listener.ts';
import { contentOf, decodedPart } from './content/contentOf.ts';
import { Answering } from './delivery/answering.ts';
import { AttemptFinder } from './delivery/attemptFinder.ts';
import { readable } from './delivery/decoded.ts';
import { Outbox } from './delivery/outbox.ts';
import { ProvenSigners } from './delivery/provenSigners.ts';
import { detailOf } from './detail.ts';
import { EventJobs } from './eventJobs.ts';
import { Exports } from './export/exports.ts';
import { Intake } from './intake.ts';
import { Knowledge } from './knowledge.ts';
import { News } from './news.ts';
import { providerInfo } from './providerInfo.ts';
import { EventStore } from './store/eventStore.ts';
import { Retention } from './store/retention.ts';
import { expectedDigestsOf, offeredSecret, problemsOf, tryProvider, trySecrets } from './questions.ts';
import { findingsNow, verifyAgain } from './verifyAgain.ts';

type Post = (message: EngineMessage) => void;

/** A function for each call; a new call breaks the build until it is here. */
export type EngineHandlers = {
  readonly [N in EngineCallName]: (
    params: EngineCalls[N]['params'],
  ) => EngineCalls[N]['result'] | Promise<EngineCalls[N]['result']>;
};

/** The rooms of the worker, wired: capture, signature, store. */
export class Engine {
  readonly #post: Post;
  readonly #news: News;
  readonly #store: EventStore;
  readonly #retention: Retention;
  readonly #listener: Listener;
  readonly #jobs: EventJobs;
  readonly #outbox: Outbox;
  readonly #answering: Answering;
  readonly #attempts: AttemptFinder;
  readonly #signers = new ProvenSigners();
  readonly handlers: EngineHandlers;
  #settings: EngineSettings;
  /** A pass over the stored events ends when this is another than the one it began with. */
  #knowledge: Knowledge;
  #isClosed = false;

  constructor({ storageFolder, file, settings }: EngineStart, post: Post) {
    this.#post = post;
    this.#settings = settings;
    this.#knowledge = new Knowledge(settings, {});
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
    const knowledge = (): Knowledge => this.#knowledge;
    this.#answering = new Answering(settings.sources, (temporary) => this.#news.answering(temporary));
    const { news, store, answering } = { news: this.#news, store: this.#store, answering: this.#answering };
    const onError = (text: string): void => this.#log('warn', text);
    const attempts = new AttemptFinder({ store, news, knowledge, onError });
    this.#attempts = attempts;
    const common = { store, news, post, knowledge, signers: this.#signers };
    this.#outbox = new Outbox({ ...common, address: () => this.#listener.address });
    const { forwarder } = this.#outbox;
    const intake = new Intake({ store, news, knowledge, answering, attempts, forwarder, post });
    this.#listener = new Listener(new CaptureServer(intake, () => this.#settings.maxBodySize));
    this.#jobs = new EventJobs({ ...common, settings: () => this.#settings, file });
    const exports = new Exports({ store, knowledge, room: () => this.#retention.room, workerFile: file });
    const { handlers } = this.#jobs;
    this.handlers = { ...this.#ownHandlers, ...this.#outbox.handlers, ...exports.handlers, ...handlers };
  }

  readonly #ownHandlers: Omit<EngineHandlers, keyof (Outbox & Exports & EventJobs)['handlers']> = {
    configure: async (settings) => {
      const isNew = Knowledge.differs(this.#settings, settings);
      this.#settings = settings;
      this.#retention.setLimits(settings);
      this.#answering.configure(settings.sources);
      this.#takeSourceNames(settings.sources);
      if (isNew) {
        await this.#learn(this.#knowledge.with({ settings }), true);
      }
      return { problems: this.#knowledge.custom.problems };
    },
    setSecrets: async ({ secrets, verifyAgain: again }) => ({
      changed: await this.#learn(this.#knowledge.with({ secrets }), again),
    }),
    startListener: ({ host, port, isRetry }) =>
      this.#changeListener(() => this.#listener.start(host, port, isRetry)),
    stopListener: async () => {
      await this.#changeListener(() => this.#listener.stop());
      return null;
    },
    providers: () => {
      const custom = new Set(this.#knowledge.custom.schemes);
      return this.#knowledge.schemes.map((scheme) => providerInfo(scheme, custom.has(scheme)));
    },
    tallies: () => this.#store.tallies(),
    counts: ({ afterId }) => this.#store.counts(afterId),
    listEvents: ({ limit, before }) => this.#store.page(limit, before),
    listDeliveries: ({ limit, before }) => this.#store.attempts.page(limit, before, this.#store.count()),
    attempts: ({ id }) => this.#store.attempts.with(id),
    attemptIds: ({ id }) => this.#store.attempts.idsWith(id),
    getEvent: async ({ id }) => {
      const event = this.#store.event(id);
      const { deliveries, attempts } = this.#store;
      return event === undefined
        ? null
        : detailOf(
            event,
            this.#knowledge,
            {
              deliveries: await readable(deliveries.of(id)),
              attempts: attempts.with(id),
              content: (await contentOf(event.request.rawHeaders, event.request.body))?.facts ?? null,
              forward: this.#outbox.forwarder.noteOf(id) ?? deliveries.noteOf(id),
            },
            this.#signers.labelOf(event),
          );
    },
    neighbours: ({ id }) => this.#store.neighbours(id),
    readBody: ({ id, offset, length, decoded }) =>
      decoded === true
        ? decodedPart(this.#store.event(id)?.request, offset, length)
        : this.#store.body(id, offset, length),
    expectedDigests: ({ id }) => expectedDigestsOf(this.#store.event(id), this.#knowledge),
    setProvider: ({ id, provider }) => this.#setProvider(id, provider),
    checkProvider: ({ row }) => problemsOf(row),
    tryProvider: ({ id, row, secrets }) => tryProvider(this.#store.event(id), row, secrets, this.#knowledge),
    trySecrets: ({ id, secrets }) => trySecrets(this.#store.event(id), secrets, this.#knowledge),
    offeredSecret: ({ id }) => offeredSecret(this.#store.event(id), this.#knowledge),
    answerNext: (temporary) => {
      this.#answering.setTemporary(temporary);
      this.#news.flush();
      return null;
    },
    deleteEvents: ({ ids }) => {
      this.#store.delete(ids);
      return this.#deleted(ids);
    },
    clearEvents: () => {
      this.#store.clear();
      return this.#deleted(null);
    },
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

  /** From now on; with `again` also for the stored events: resolves with how many have another verdict. */
  async #learn(knowledge: Knowledge, again: boolean): Promise<number> {
    this.#knowledge = knowledge;
    this.#signers.forget();
    this.#post({ type: 'learned' });
    if (!again) {
      return 0;
    }
    let isChanged = false;
    const verdicts = await verifyAgain({
      store: this.#store,
      knowledge,
      isCancelled: () => knowledge !== this.#knowledge || this.#isClosed,
      onProgress: (done, total) => this.#news.progress(done, total),
      onChanged: (ids) => {
        isChanged = true;
        this.#news.changed(ids, false);
      },
    });
    if (isChanged) {
      this.#attempts.lookAgain();
    }
    this.#news.flush();
    return verdicts;
  }

  /** Where the events cannot be written, they keep the names until the next time. */
  #takeSourceNames(sources: EngineSettings['sources']): void {
    try {
      if (this.#store.takeSourceNames(sources)) {
        this.#news.changed(null, false);
      }
    } catch (error) {
      this.#log('warn', `Stored events keep the former names of sources: ${messageOf(error)}`);
    }
  }

  #setProvider(id: number, provider: string | null): null {
    const event = this.#store.event(id);
    if (event !== undefined) {
      const findings = findingsNow(event, this.#knowledge, provider);
      this.#signers.forget(id);
      this.#store.setFindings([{ id, findings }]);
      this.#attempts.lookAgain();
      this.#news.changed([id], false);
      this.#news.flush();
    }
    return null;
  }

  #deleted(ids: readonly number[] | null): null {
    this.#news.changed(ids, true);
    this.#news.flush();
    this.#retention.schedule();
    return null;
  }

  async #close(): Promise<null> {
    this.#isClosed = true;
    this.#jobs.dispose();
    this.#outbox.dispose();
    await this.#listener.stop();
    this.#attempts.dispose();
    // What was on its way ends now; who asked for it is told so.
    this.#outbox.close();
    await turn();
    this.#retention.dispose();
    this.#store.close();
    this.#news.flush();
    return null;
  }
}
