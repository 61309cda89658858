import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { messageOf } from '../common/errors.ts';
import type { EngineMessage, EngineSettings, ListenerState } from '../protocol/engine.ts';
import type { EngineStart } from '../protocol/engineStart.ts';
import { Aside } from './aside/aside.ts';
import { CaptureServer } from './capture/httpServer.ts';
import { Listener } from './capture/listener.ts';
import { Answering } from './responses/answering.ts';
import { AttemptFinder } from './attempts/attemptFinder.ts';
import { Outbox } from './outbox.ts';
import { ProvenSigners } from './replay/provenSigners.ts';
import { EventJobs } from './events/eventJobs.ts';
import { EventQuestions } from './events/eventQuestions.ts';
import { Exports } from './export/exports.ts';
import { Intake } from './intake.ts';
import { Knowledge } from './verification/knowledge.ts';
import { News } from './port/news.ts';
import { providerInfo } from './verification/providerInfo.ts';
import { EventStore } from './store/eventStore.ts';
import { Retention } from './store/retention.ts';
import { whenFree } from './store/whenFree.ts';
import { problemsOf } from './verification/questions.ts';
import { verifyAgain } from './verification/verifyAgain.ts';
import type { EngineHandlers } from './port/handlers.ts';

type Post = (message: EngineMessage) => void;

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
  /** What large bodies are that arrive, and apart from it, what is asked of those that are stored. */
  readonly #arrivals: Aside;
  readonly #questions: Aside;
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
    this.#store = this.#newStore(storageFolder);
    this.#retention = this.#newRetention(storageFolder, settings);
    // Before the first event: what is stored now is what the limits are held against.
    this.#retention.schedule(0);
    const knowledge = (): Knowledge => this.#knowledge;
    this.#answering = new Answering(settings.sources, (temporary) => this.#news.answering(temporary));
    const { news, store, answering } = { news: this.#news, store: this.#store, answering: this.#answering };
    const onError = (text: string): void => this.#log('warn', text);
    const attempts = (this.#attempts = new AttemptFinder({ store, news, knowledge, onError }));
    const common = { store, news, post, knowledge, signers: this.#signers };
    this.#outbox = new Outbox({ ...common, address: () => this.#listener.address });
    const { forwarder } = this.#outbox;
    this.#questions = new Aside(file, knowledge);
    const aside = (this.#arrivals = new Aside(file, knowledge));
    const intake = new Intake({ store, news, knowledge, answering, attempts, forwarder, aside, post });
    this.#listener = new Listener(new CaptureServer(intake, () => this.#settings.maxBodySize));
    this.#jobs = new EventJobs({ ...common, settings: () => this.#settings, file });
    const aboutEvents = { store, knowledge, forwarder, aside: this.#questions, signers: this.#signers };
    const exports = new Exports({ ...aboutEvents, room: () => this.#retention.room, workerFile: file });
    this.handlers = {
      ...this.#ownHandlers,
      ...this.#outbox.handlers,
      ...exports.handlers,
      ...this.#jobs.handlers,
      ...new EventQuestions(aboutEvents).handlers,
      ...this.#retention.handlers,
    };
  }

  readonly #ownHandlers: Omit<
    EngineHandlers,
    keyof (Outbox & Exports & EventJobs & EventQuestions & Retention)['handlers']
  > = {
    configure: async (settings) => {
      const isNew = Knowledge.differs(this.#settings, settings);
      this.#settings = settings;
      this.#retention.setLimits(settings);
      this.#answering.configure(settings.sources);
      await this.#takeSourceNames(settings.sources);
      if (isNew) {
        await this.#learn(this.#knowledge.with({ settings: this.#settings }), true);
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
    neighbours: ({ id }) => this.#store.neighbours(id),
    setProvider: ({ id, provider }) => whenFree(() => this.#setProvider(id, provider)),
    checkProvider: ({ row }) => problemsOf(row),
    answerNext: (temporary) => {
      this.#answering.setTemporary(temporary);
      this.#news.flush();
      return null;
    },
    deleteEvents: async ({ ids }) => {
      await whenFree(() => this.#store.delete(ids));
      return this.#deleted(ids);
    },
    clearEvents: async () => {
      await whenFree(() => this.#store.clear());
      return this.#deleted(null);
    },
    close: () => this.#close(),
  };

  #newStore(storageFolder: string): EventStore {
    return new EventStore(join(storageFolder, 'events.sqlite'), {
      committed: (events) => {
        this.#news.captured(events);
        this.#retention.schedule();
      },
      noticed: (notice) => this.#post({ type: 'storage', notice }),
      warned: (text) => this.#log('warn', text),
      replaced: () => {
        this.#news.changed(null, true);
        this.#retention.schedule();
      },
    });
  }

  #newRetention(storageFolder: string, { maxEvents, maxMegabytes }: EngineSettings): Retention {
    return new Retention({
      store: this.#store,
      limits: { maxEvents, maxMegabytes },
      file: join(storageFolder, 'retention.json'),
      onDeleted: () => this.#news.changed(null, true),
      onQuestion: (question) => this.#post({ type: 'retention', question }),
      onError: (error) => this.#log('warn', `Retention: ${messageOf(error)}`),
    });
  }

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
      aside: this.#questions,
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
  async #takeSourceNames(sources: EngineSettings['sources']): Promise<void> {
    try {
      if (await whenFree(() => this.#store.takeSourceNames(sources))) {
        this.#news.changed(null, false);
      }
    } catch (error) {
      this.#log('warn', `Stored events keep the former names of sources: ${messageOf(error)}`);
    }
  }

  async #setProvider(id: number, provider: string | null): Promise<null> {
    const event = this.#store.event(id);
    if (event !== undefined) {
      const findings = await this.#questions.ask('findings', { event, chosen: provider }, event.request);
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
    await this.#arrivals.settled();
    this.#arrivals.dispose();
    this.#questions.dispose();
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
