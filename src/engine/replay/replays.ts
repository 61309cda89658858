import { Buffer } from 'node:buffer';
import { HumanError, messageOf } from '../../common/errors.ts';
import type { EngineCalls, EngineMessage, ReplayOutcome } from '../../protocol/engine.ts';
import { distinctSigners, type Signer } from '../../protocol/signer.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import type { News } from '../port/news.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { whenFree } from '../store/whenFree.ts';
import { asItCame, targetAt } from '../send/outgoing.ts';
import { pauseBetween, waited } from '../sender/pauses.ts';
import type { ProvenSigners } from './provenSigners.ts';
import { resigned, urlToSign, type Resigned } from './resign.ts';
import { send } from '../send/send.ts';
import type { Targets } from '../targets/targets.ts';
import { throttled } from '../send/throttled.ts';
import { wholeEvent } from './wholeEvent.ts';
import type { Delivery } from '../../protocol/delivery.ts';
import type { ReplayTarget } from '../../protocol/targets.ts';
import type { EngineHandlers } from '../port/handlers.ts';

/** Events that are sent again in one go. */
const mostEvents = 1000;

export interface ReplaysOptions {
  readonly store: EventStore;
  readonly news: News;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  readonly signers: ProvenSigners;
  readonly targets: Targets;
  readonly post: (message: EngineMessage) => void;
}

type Handlers = Pick<EngineHandlers, 'replay' | 'replayAll' | 'resigners' | 'cancelReplay'>;
type Run = EngineCalls['replayAll']['params'];

/** How an event is sent again. */
interface Way extends ReplayTarget {
  readonly resign: boolean;
}

/** Sends stored events again: as they came or with a signature made anew, one or several in order. */
export class Replays {
  readonly #options: ReplaysOptions;
  /** What ends a run of several, by its number. */
  readonly #running = new Map<number, AbortController>();
  readonly #closed = new AbortController();

  constructor(options: ReplaysOptions) {
    this.#options = options;
  }

  readonly handlers: Handlers = {
    replay: ({ id, resign: anew = false, ...to }) =>
      this.#replay(wholeEvent(this.#options.store, id), { ...to, resign: anew }, this.#closed.signal),
    replayAll: (run) => this.#replayAll(run),
    resigners: ({ ids }) => this.#resigners(ids),
    cancelReplay: ({ run }) => {
      this.#running.get(run)?.abort();
      return null;
    },
  };

  /** Ends what is on its way; it is not stored any more. */
  dispose(): void {
    this.#closed.abort();
    for (const running of this.#running.values()) {
      running.abort();
    }
  }

  async #replayAll(run: Run): Promise<{ readonly outcomes: readonly ReplayOutcome[] }> {
    const { ids, targets } = run;
    if (ids.length > mostEvents) {
      throw new HumanError(
        `At most ${mostEvents} events are replayed in one go: ${ids.length} are too many.`,
      );
    }
    // A target that is refused is refused once, and not for each event.
    await Promise.all(targets.map(({ target }) => this.#options.targets.routeTo(target)));
    const running = new AbortController();
    this.#running.set(run.run, running);
    try {
      return { outcomes: await this.#inOrder(run, running.signal) };
    } finally {
      this.#running.delete(run.run);
    }
  }

  async #inOrder(run: Run, signal: AbortSignal): Promise<readonly ReplayOutcome[]> {
    const ids = inOrderOfArrival(run.ids);
    const outcomes: ReplayOutcome[] = [];
    const tell = throttled((done: number) =>
      this.#options.post({ type: 'replaying', run: run.run, done, total: ids.length }),
    );
    let before: number | undefined;
    for (const id of ids) {
      const receivedAt = this.#options.store.event(id)?.request.receivedAt ?? before;
      if (!(await waited(pauseBetween(before, receivedAt, run.pause), signal))) {
        break;
      }
      outcomes.push(await this.#outcome(id, run, signal));
      before = receivedAt;
      tell(outcomes.length);
    }
    return outcomes;
  }

  /** One that cannot be sent does not keep the others from it. */
  async #outcome(id: number, run: Run, signal: AbortSignal): Promise<ReplayOutcome> {
    try {
      const event = wholeEvent(this.#options.store, id);
      const { answer } = await this.#replay(event, wayOf(event, run), signal);
      return { id, status: answer?.status ?? null, problem: '' };
    } catch (error) {
      if (error instanceof HumanError) {
        return { id, status: null, problem: messageOf(error) };
      }
      throw error;
    }
  }

  async #replay(event: StoredEvent, way: Way, signal: AbortSignal): Promise<Delivery> {
    const { news, store, targets } = this.#options;
    const { id, request } = event;
    const route = await targets.routeTo(way.target);
    const pathOf = (own: CapturedRequest): string => targetAt(own, route.url, way.path);
    const signed = way.resign ? this.#resigned(event, [route.url, pathOf(request)]) : undefined;
    const wanted = signed === undefined ? request : { ...request, ...signed.request };
    const outgoing = asItCame(wanted, route.url, pathOf(wanted));
    const sent = await send(outgoing, route, { signal });
    if (this.#closed.signal.aborted) {
      throw new HumanError('The extension is being closed.');
    }
    const { method, path, headers } = outgoing;
    const kind = way.resign ? 'resigned' : 'replay';
    const bodyIsNew = !Buffer.from(wanted.body).equals(request.body);
    const made: Omit<Delivery, 'id'> = {
      kind,
      ...sent,
      ...(signed?.secretLabel === undefined ? {} : { secretLabel: signed.secretLabel }),
      request: { method, path, headers, ...(bodyIsNew ? { bodyIsNew } : {}) },
    };
    const delivery = await whenFree(() => store.deliveries.add(id, made));
    news.changed([id], false);
    news.flush();
    return delivery;
  }

  #resigners(ids: readonly number[]): readonly Signer[] {
    const { signers: known } = this.#options;
    const knowledge = this.#options.knowledge();
    const signers = ids.flatMap((id) => {
      const event = this.#options.store.event(id);
      const { provider = null } = event?.findings ?? {};
      const source = event && knowledge.sources.ofStored(event);
      return provider === null ? [] : (knowledge.signer(provider, source, known.labelOf(event)) ?? []);
    });
    return distinctSigners(signers);
  }

  /** @throws HumanError where it cannot be signed; it says why. */
  #resigned(event: StoredEvent, to: readonly [URL, string]): Resigned {
    const { request, findings } = event;
    const { provider } = findings;
    const knowledge = this.#options.knowledge();
    const source = knowledge.sources.ofStored(event);
    const prepared = provider === null ? undefined : knowledge.prepared(provider, source);
    if (prepared === undefined) {
      throw new HumanError('Nothing shows which provider sent this: choose it with "Check as Provider...".');
    }
    const url = urlToSign(request, source, ...to);
    return resigned({ request, url, secretLabel: this.#options.signers.labelOf(event) }, prepared);
  }
}

/** @throws HumanError where nothing is said of the event's source. */
function wayOf({ findings }: StoredEvent, { targets, resign: anew }: Run): Way {
  const to =
    targets.find(({ source }) => source === findings.source) ?? targets.find(({ source }) => source === null);
  if (to === undefined) {
    throw new HumanError('Its source has no target.');
  }
  return { ...to, resign: anew };
}

/** Ids are in the order in which events arrived. */
function inOrderOfArrival(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((one, other) => one - other);
}
