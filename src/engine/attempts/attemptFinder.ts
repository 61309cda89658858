import { messageOf } from '../../common/errors.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import type { News } from '../port/news.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import { RequestParts } from '../signature/requestParts.ts';
import type { AttemptLink } from '../store/attempts.ts';
import type { EventStore } from '../store/eventStore.ts';
import { StorageError } from '../store/storageError.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import {
  attemptOf,
  bodyDiffers,
  hasContent,
  idempotencyIdOf,
  isAccepted,
  isGenuine,
  keepsSignature,
  keyOfContent,
  keyOfId,
  mayBeAttempt,
  mayBeTried,
  type DeliveryKey,
} from './attempts.ts';
import { Backlog, type Fresh } from './backlog.ts';
import { RecentDeliveries, type RecentDelivery } from './recentDeliveries.ts';
import type { GivenAnswer } from '../../protocol/http.ts';

/** Milliseconds of work between two turns of the event loop. */
const slice = 5;
/** Milliseconds after which what failed is tried again, at first and at most: another window may be writing, or a disk full. */
const [firstPause, longestPause] = [1000, 60_000] as const;

export interface AttemptFinderOptions {
  readonly store: EventStore;
  readonly news: News;
  /** What is known now. */
  readonly knowledge: () => Knowledge;
  readonly onError: (text: string) => void;
}

/** An event with what attempts are recognised by. */
interface Subject extends Fresh {
  readonly prepared: PreparedScheme | undefined;
}

/**
 * Finds out which events are attempts of one delivery, after their senders have been answered. With the first event it
 * reads what was stored before, so that nothing is lost by a restart between two attempts, nor by another window that
 * stores in the same file.
 */
export class AttemptFinder {
  readonly #options: AttemptFinderOptions;
  readonly #backlog: Backlog;
  #recent = new RecentDeliveries();
  #timer: NodeJS.Immediate | undefined;
  /** What was found and is not in the store yet. */
  #unkept: AttemptLink[] = [];
  #pause: number = firstPause;
  #again: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(options: AttemptFinderOptions) {
    this.#options = options;
    this.#backlog = new Backlog(options.store);
  }

  /** An event is stored, and its sender answered. */
  arrived(event: StoredEvent, idempotencyId: string | null): void {
    if (!mayBeTried(event)) {
      return;
    }
    // Nothing can be an earlier attempt of it, and the sender has no reason to try again.
    const isOrdinary = idempotencyId === null && isAccepted(event) && !this.#recent.hasContents;
    if (!isOrdinary || !this.#backlog.passOver(event.id)) {
      this.#backlog.add({ event, idempotencyId });
      this.#schedule();
    }
  }

  /** An event was answered otherwise than it was stored, or not at all: its sender may try again, or need not. */
  answered(id: number, answer: GivenAnswer): void {
    const isWaiting = this.#backlog.answered(id, answer) || this.#backlog.isBehind;
    if (!isWaiting && (!isAccepted({ answer }) || this.#recent.hasContents)) {
      this.#reconsider(id);
    }
  }

  /** Stored events are another sender's now, so that they may be attempts of other deliveries. */
  lookAgain(): void {
    this.#recent = new RecentDeliveries();
    this.#backlog.rewind();
    this.#schedule();
  }

  /** Nothing is looked at any more: what closing the store still commits is found with the next start. */
  dispose(): void {
    this.#isDisposed = true;
    clearImmediate(this.#timer);
    clearTimeout(this.#again);
  }

  /** What is known by its content is to be known by it only while its sender may try again. */
  #reconsider(id: number): void {
    const subject = this.#subject(id);
    const key = subject === undefined ? undefined : this.#keyOf(subject);
    if (subject === undefined || key?.by !== 'content') {
      return;
    }
    if (isAccepted(subject.event)) {
      this.#recent.forget(key);
    } else {
      const { delivery, number } = this.#options.store.attempts.linkOf(id) ?? { delivery: id, number: 1 };
      this.#recent.remember(key, { delivery, number, at: subject.event.request.receivedAt });
    }
  }

  #schedule(): void {
    if (!this.#isDisposed) {
      this.#timer ??= setImmediate(() => this.#run());
    }
  }

  #run(): void {
    this.#timer = undefined;
    clearTimeout(this.#again);
    try {
      if (this.#look()) {
        this.#schedule();
      }
      this.#pause = firstPause;
    } catch (error) {
      // Said already by the store.
      this.#backlog.lost();
      this.#options.onError(`Attempts: ${messageOf(error)}`);
      this.#again = setTimeout(() => this.#schedule(), this.#pause).unref();
      this.#pause = Math.min(longestPause, this.#pause * 2);
    }
  }

  /** Looks at events for as long as a slice takes; says whether there are more. */
  #look(): boolean {
    const end = performance.now() + slice;
    const links = this.#unkept;
    const hasMore = this.#backlog.next((id) => {
      links.push(...this.#linksFound(id));
      return performance.now() < end;
    });
    if (links.length > 0) {
      this.#options.store.attempts.link(links);
      this.#unkept = [];
      this.#tell(links);
    }
    return hasMore;
  }

  #tell(links: readonly AttemptLink[]): void {
    const { store, news } = this.#options;
    const deliveries = new Map(links.map(({ delivery, event }) => [delivery, event]));
    news.changed(
      [...deliveries.values()].flatMap((event) => store.attempts.idsWith(event)),
      false,
    );
  }

  /** A request that cannot be looked at keeps no other from it; a store that cannot be read does. */
  #linksFound(id: number): AttemptLink[] {
    try {
      return this.#linksOf(id);
    } catch (error) {
      if (error instanceof StorageError) {
        throw error;
      }
      this.#options.onError(`Attempts of event ${id}: ${messageOf(error)}`);
      return [];
    }
  }

  #linksOf(id: number): AttemptLink[] {
    const subject = this.#subject(id);
    const key = subject === undefined ? undefined : this.#keyOf(subject);
    if (subject === undefined || key === undefined) {
      return [];
    }
    const { event } = subject;
    const known = this.#backlog.fresh(id) !== undefined ? undefined : this.#options.store.attempts.linkOf(id);
    const before = this.#recent.at(key, event.request.receivedAt);
    const links = known !== undefined || before === undefined ? [] : this.#retry(subject, before);
    const { delivery, number } = known ?? links.at(-1) ?? { delivery: id, number: 1 };
    // Who only knows an id does not take the place of what has it.
    const isKnown = known !== undefined || links.length > 0 || before === undefined || isGenuine(event);
    if (key.by === 'content' && isAccepted(event)) {
      this.#recent.forget(key);
    } else if (isKnown || !this.#isStored(before)) {
      this.#recent.remember(key, { delivery, number, at: event.request.receivedAt });
    }
    return links;
  }

  #isStored({ delivery }: RecentDelivery): boolean {
    return this.#firstOf(delivery) !== undefined;
  }

  /** The first attempt of a delivery that is still stored. */
  #firstOf(delivery: number): StoredEvent | undefined {
    const { store } = this.#options;
    return store.event(store.attempts.firstOf(delivery) ?? delivery);
  }

  #subject(id: number): Subject | undefined {
    const { store, knowledge } = this.#options;
    const fresh = this.#backlog.fresh(id);
    const event = fresh?.event ?? store.event(id);
    if (event === undefined || !mayBeTried(event)) {
      return undefined;
    }
    const { provider } = event.findings;
    const { sources } = knowledge();
    const prepared = provider === null ? undefined : knowledge().prepared(provider, sources.ofStored(event));
    const idempotencyId =
      fresh === undefined
        ? idempotencyIdOf(prepared?.scheme, new RequestParts(event.request))
        : fresh.idempotencyId;
    return { event, prepared, idempotencyId };
  }

  /** What the delivery is known by; undefined where it cannot be, or need not. */
  #keyOf({ event, idempotencyId, prepared }: Subject): DeliveryKey | undefined {
    if (idempotencyId !== null) {
      return keyOfId(event, idempotencyId);
    }
    const isWorthIt = hasContent(event) && (!isAccepted(event) || this.#recent.hasContents);
    return isWorthIt ? keyOfContent(event, prepared?.scheme) : undefined;
  }

  /** What an event is that has the key of a delivery; empty where it is no attempt of it for all that. */
  #retry({ event, prepared }: Subject, before: RecentDelivery): AttemptLink[] {
    const first = this.#firstOf(before.delivery);
    const differs = first !== undefined && bodyDiffers(first, event, prepared?.scheme);
    if (first === undefined || !mayBeAttempt(first, event, differs)) {
      return [];
    }
    const { delivery, number } = before;
    const link = { delivery, bodyDiffers: false, keepsSignature: false };
    const senderNumber = ({ request }: StoredEvent): string | null =>
      attemptOf(prepared?.scheme, new RequestParts(request));
    return [
      ...(number === 1 ? [{ ...link, event: first.id, number, senderNumber: senderNumber(first) }] : []),
      {
        ...link,
        event: event.id,
        number: number + 1,
        senderNumber: senderNumber(event),
        bodyDiffers: differs,
        keepsSignature: keepsSignature(first, event, prepared),
      },
    ];
  }
}
