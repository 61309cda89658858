import { rememberedByContent, rememberedById, type DeliveryKey } from './attempts.ts';

/** Deliveries that are remembered by their ids, and by their content: some 3 MB. */
const mostById = 10_000;
const mostByContent = 1000;

/** A delivery as it is known after its last attempt. */
export interface RecentDelivery {
  /** Id of its first attempt. */
  readonly delivery: number;
  /** Of its last attempt, from 1. */
  readonly number: number;
  /** Milliseconds since the epoch: when its last attempt came. */
  readonly at: number;
}

/** Keeps the newest of each kind; a key that is set again is the newest again. */
class Newest {
  readonly #most: number;
  readonly #lifetime: number;
  readonly #known = new Map<string, RecentDelivery>();

  constructor(most: number, lifetime: number) {
    this.#most = most;
    this.#lifetime = lifetime;
  }

  get size(): number {
    return this.#known.size;
  }

  at(key: string, now: number): RecentDelivery | undefined {
    const known = this.#known.get(key);
    return known !== undefined && now - known.at <= this.#lifetime ? known : undefined;
  }

  set(key: string, delivery: RecentDelivery): void {
    this.#known.delete(key);
    this.#known.set(key, delivery);
    const [oldest] = this.#known.size > this.#most ? this.#known.keys() : [];
    if (oldest !== undefined) {
      this.#known.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#known.delete(key);
  }
}

/** The deliveries that a sender may try again, in memory: a look costs nothing that a person would notice. */
export class RecentDeliveries {
  readonly #newest = {
    id: new Newest(mostById, rememberedById),
    content: new Newest(mostByContent, rememberedByContent),
  };

  /** Without a delivery that is known by its content no content has to be looked at. */
  get hasContents(): boolean {
    return this.#newest.content.size > 0;
  }

  /** The delivery of a key whose last attempt is near enough to `now`. */
  at({ by, text }: DeliveryKey, now: number): RecentDelivery | undefined {
    return this.#newest[by].at(text, now);
  }

  remember({ by, text }: DeliveryKey, delivery: RecentDelivery): void {
    this.#newest[by].set(text, delivery);
  }

  forget({ by, text }: DeliveryKey): void {
    this.#newest[by].delete(text);
  }
}
