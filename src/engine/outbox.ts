import { HumanError } from '../common/errors.ts';
import type { EngineCalls, EngineMessage } from '../protocol/engine.ts';
import { idOfSource } from '../protocol/secretKeys.ts';
import type { Knowledge } from './verification/knowledge.ts';
import type { News } from './port/news.ts';
import type { EventStore } from './store/eventStore.ts';
import { HttpFiles } from './requests/httpFiles.ts';
import { Forwarder } from './forward/forward.ts';
import type { ProvenSigners } from './replay/provenSigners.ts';
import { Replays } from './replay/replays.ts';
import { sendSample } from './sender/sendSample.ts';
import { SenderSide } from './sender/senderSide.ts';
import { Targets } from './targets/targets.ts';
import type { EngineHandlers } from './port/handlers.ts';

export interface OutboxOptions {
  readonly store: EventStore;
  readonly news: News;
  readonly post: (message: EngineMessage) => void;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  readonly signers: ProvenSigners;
  /** Where the listener is reached; undefined while it is stopped. */
  readonly address: () => { readonly host: string; readonly port: number } | undefined;
}

type OwnHandlers = Pick<EngineHandlers, 'allowTargets' | 'checkTarget' | 'setForwards' | 'sendSample'>;

/** Everything that leaves this machine's listener: samples, replays, what is forwarded, and what is made here. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #targets: Targets;
  readonly #replays: Replays;
  readonly #senderSide: SenderSide;
  readonly #files: HttpFiles;
  readonly forwarder: Forwarder;
  readonly handlers: OwnHandlers & Replays['handlers'] & SenderSide['handlers'] & HttpFiles['handlers'];

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#targets = new Targets({
      listenerPort: () => options.address()?.port,
      publicUrls: () => options.knowledge().settings.sources.flatMap(({ publicUrl }) => publicUrl ?? []),
    });
    const { store, news, post } = options;
    const idOf = (name: string): string => {
      const source = options.knowledge().sources.named(name);
      return source === undefined ? name : idOfSource(source);
    };
    const { deliveries } = store;
    this.forwarder = new Forwarder({ deliveries, news, post, targets: this.#targets, idOf });
    this.#replays = new Replays({ ...options, targets: this.#targets });
    this.#senderSide = new SenderSide({ ...options, targets: this.#targets });
    this.#files = new HttpFiles({ ...options, targets: this.#targets });
    this.handlers = {
      ...this.#ownHandlers,
      ...this.#replays.handlers,
      ...this.#senderSide.handlers,
      ...this.#files.handlers,
    };
  }

  readonly #ownHandlers: OwnHandlers = {
    allowTargets: (allowed) => {
      this.#targets.allow(allowed);
      return null;
    },
    checkTarget: ({ target, toListener }) => this.#targets.check(target, { toListener }),
    setForwards: ({ rules }) => {
      this.forwarder.setRules(rules);
      return null;
    },
    sendSample: (params) => this.#sendSample(params),
  };

  /** Ends what is on its way, but for forwards: their senders may still be answered. */
  dispose(): void {
    this.#replays.dispose();
    this.#senderSide.close();
    this.#files.dispose();
  }

  /** Ends all that is still on its way; nothing is sent from now on. */
  close(): void {
    this.forwarder.close();
    this.#targets.close();
  }

  async #sendSample({
    provider,
    sample,
    signed,
    secretLabel,
  }: EngineCalls['sendSample']['params']): Promise<EngineCalls['sendSample']['result']> {
    const knowledge = this.#options.knowledge();
    const source = knowledge.sources.ofProvider(provider) ?? knowledge.sources.of('/');
    const prepared = knowledge.prepared(provider, source);
    const address = this.#options.address();
    if (prepared === undefined || address === undefined) {
      throw new HumanError('The listener is not running: start it, then send the sample.');
    }
    const { path, publicUrl } = source ?? { path: '/', publicUrl: null };
    const delivery = { prepared, sampleId: sample, signed, secretLabel, address, path, publicUrl };
    return { status: await sendSample(delivery) };
  }
}
