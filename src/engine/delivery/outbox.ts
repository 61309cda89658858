import { HumanError } from '../../common/errors.ts';
import type { EngineCalls } from '../../protocol/engine.ts';
import type { Delivery } from '../../protocol/event.ts';
import type { EngineHandlers } from '../engine.ts';
import type { Knowledge } from '../knowledge.ts';
import type { News } from '../news.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { asItCame } from './outgoing.ts';
import { send } from './send.ts';
import { sendSample } from './sendSample.ts';
import { Targets } from './targets.ts';

export interface OutboxOptions {
  readonly store: EventStore;
  readonly news: News;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  /** Where the listener is reached; undefined while it is stopped. */
  readonly address: () => { readonly host: string; readonly port: number } | undefined;
}

type Handlers = Pick<EngineHandlers, 'allowTargets' | 'checkTarget' | 'sendSample' | 'replay'>;

/** Everything that leaves this machine's listener: samples, replays. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #targets: Targets;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#targets = new Targets({
      listenerPort: () => options.address()?.port,
      publicUrls: () => options.knowledge().settings.sources.flatMap(({ publicUrl }) => publicUrl ?? []),
    });
  }

  readonly handlers: Handlers = {
    allowTargets: (allowed) => {
      this.#targets.allow(allowed);
      return null;
    },
    checkTarget: ({ target, toListener }) => this.#targets.check(target, { toListener }),
    sendSample: (params) => this.#sendSample(params),
    replay: ({ id, target }) => this.#replay(id, target),
  };

  async #sendSample({
    provider,
    sample,
    signed,
  }: EngineCalls['sendSample']['params']): Promise<EngineCalls['sendSample']['result']> {
    const knowledge = this.#options.knowledge();
    const source = knowledge.sources.ofProvider(provider) ?? knowledge.sources.of('/');
    const prepared = knowledge.prepared(provider, source);
    const address = this.#options.address();
    if (prepared === undefined || address === undefined) {
      throw new HumanError('The listener is not running: start it, then send the sample.');
    }
    const { path, publicUrl } = source ?? { path: '/', publicUrl: null };
    return { status: await sendSample({ prepared, sampleId: sample, signed, address, path, publicUrl }) };
  }

  async #replay(id: number, target: string): Promise<Delivery> {
    const route = await this.#targets.routeTo(target);
    const outgoing = asItCame(this.#wholeEvent(id).request, route.url);
    const { news, store } = this.#options;
    const sent = await send(outgoing, route);
    const { method, path, headers } = outgoing;
    const delivery = store.deliveries.add(id, {
      kind: 'replay',
      ...sent,
      request: { method, path, headers },
    });
    news.changed([id], false);
    news.flush();
    return delivery;
  }

  /** @throws HumanError where the event is gone, or did not arrive whole. */
  #wholeEvent(id: number): StoredEvent {
    const event = this.#options.store.event(id);
    if (event === undefined) {
      throw new HumanError('The event is no longer stored.');
    }
    if (event.request.refusal !== null || !event.request.complete) {
      throw new HumanError('This request did not arrive whole: there is nothing to send again.');
    }
    return event;
  }
}
