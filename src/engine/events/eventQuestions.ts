import type { Aside } from '../aside/aside.ts';
import type { AsideName, AsideParams, AsideResult } from '../aside/asideCalls.ts';
import { decodedPart } from '../content/contentOf.ts';
import { readable } from '../send/decoded.ts';
import type { Forwarder } from '../forward/forward.ts';
import type { ProvenSigners } from '../replay/provenSigners.ts';
import type { EventDetail } from '../../protocol/event.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import type { EngineHandlers } from '../port/handlers.ts';

export interface EventQuestionsOptions {
  readonly store: EventStore;
  readonly aside: Aside;
  readonly signers: ProvenSigners;
  readonly forwarder: Forwarder;
}

type Handlers = Pick<
  EngineHandlers,
  'getEvent' | 'readBody' | 'expectedDigests' | 'tryProvider' | 'trySecrets' | 'offeredSecret'
>;

/** What is asked of one stored event, and read of its body. */
export class EventQuestions {
  readonly #options: EventQuestionsOptions;

  constructor(options: EventQuestionsOptions) {
    this.#options = options;
  }

  readonly handlers: Handlers = {
    getEvent: ({ id }) => this.#detail(id),
    readBody: ({ id, offset, length, decoded }) => {
      const { store } = this.#options;
      return decoded === true
        ? decodedPart(store.event(id)?.request, offset, length)
        : store.body(id, offset, length);
    },
    expectedDigests: ({ id }) => this.#ask('expectedDigests', { event: this.#event(id) }),
    tryProvider: ({ id, row, secrets }) => this.#ask('tryProvider', { event: this.#event(id), row, secrets }),
    // Each secret is tried in many forms: of a small body, too, that is long.
    trySecrets: ({ id, secrets }) =>
      this.#options.aside.run('trySecrets', { event: this.#event(id), secrets }),
    offeredSecret: ({ id }) => this.#ask('offeredSecret', { event: this.#event(id) }),
  };

  #event(id: number): StoredEvent | undefined {
    return this.#options.store.event(id);
  }

  #ask<N extends AsideName>(
    name: N,
    params: AsideParams<N> & { readonly event: StoredEvent | undefined },
  ): Promise<AsideResult<N>> {
    return this.#options.aside.ask(name, params, params.event?.request);
  }

  async #detail(id: number): Promise<EventDetail | null> {
    const { store, forwarder, signers } = this.#options;
    const event = store.event(id);
    if (event === undefined) {
      return null;
    }
    const { deliveries, attempts } = store;
    const kept = {
      deliveries: await readable(deliveries.of(id)),
      attempts: attempts.with(id),
      forward: forwarder.noteOf(id) ?? deliveries.noteOf(id),
    };
    return this.#ask('detail', { event, kept, signedBy: signers.labelOf(event) });
  }
}
