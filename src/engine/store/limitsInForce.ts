import {
  isSameLimits,
  type RetentionCalls,
  type RetentionLimits,
  type RetentionQuestion,
} from '../../protocol/retention.ts';
import { AgreedLimits, type Agreed } from './agreedLimits.ts';
import type { EventStore } from './eventStore.ts';

const megabyte = 1024 * 1024;

export interface LimitsOptions {
  readonly store: Pick<EventStore, 'count' | 'liveBytes' | 'beyond'>;
  /** Those of the settings. */
  readonly limits: RetentionLimits;
  /** File that remembers the limits in force. */
  readonly file: string;
  /** Null: nothing is to be asked any more. */
  readonly onQuestion: (question: RetentionQuestion | null) => void;
}

/**
 * The limits of the settings, unless these are lower than before and stored events would go: then the former ones,
 * until a person agrees.
 */
export class LimitsInForce {
  readonly #options: LimitsOptions;
  readonly #agreed: AgreedLimits;
  /** Those of the settings. */
  #wanted: RetentionLimits;
  #isAsked = false;

  constructor(options: LimitsOptions) {
    this.#options = options;
    this.#agreed = new AgreedLimits(options.file);
    this.#wanted = options.limits;
  }

  want({ maxEvents, maxMegabytes }: RetentionLimits): void {
    const wanted = { maxEvents, maxMegabytes };
    if (this.#isAsked && !isSameLimits(wanted, this.#wanted)) {
      this.#isAsked = false;
      this.#options.onQuestion(null);
    }
    this.#wanted = wanted;
  }

  /** Those in force from now on; asks where that is to be done. Another window may have been answered meanwhile. */
  now(): RetentionLimits {
    const { inForce, declined } = this.#before();
    const isLower = !isSameLimits(inForce, this.#wanted);
    if (isLower && this.#isBeyond(this.#wanted)) {
      this.#ask(declined);
      return inForce;
    }
    if (isLower || declined !== null) {
      this.#agreed.write({ inForce: this.#wanted, declined: null });
    }
    return this.#wanted;
  }

  /** What a person chose; answers with the limits in force, null where the settings want other ones by now. */
  decide({ wanted, isAgreed }: RetentionCalls['decideRetention']['params']): RetentionLimits | null {
    if (!isSameLimits(wanted, this.#wanted)) {
      return null;
    }
    const inForce = isAgreed ? this.#wanted : this.#before().inForce;
    this.#agreed.write({ inForce, declined: isAgreed ? null : this.#wanted });
    return inForce;
  }

  /** What was agreed to; where nothing was, all that is stored; at least the settings, as keeping more asks nobody. */
  #before(): Agreed {
    const { store } = this.#options;
    const { maxEvents, maxMegabytes } = this.#wanted;
    const agreed = this.#agreed.read();
    const former = agreed?.inForce ?? {
      maxEvents: store.count(),
      maxMegabytes: Math.ceil(store.liveBytes() / megabyte),
    };
    const inForce = {
      maxEvents: Math.max(former.maxEvents, maxEvents),
      maxMegabytes: Math.max(former.maxMegabytes, maxMegabytes),
    };
    const declined = agreed?.declined ?? null;
    if (agreed === null || !isSameLimits(inForce, former)) {
      this.#agreed.write({ inForce, declined });
    }
    return { inForce, declined };
  }

  #isBeyond({ maxEvents, maxMegabytes }: RetentionLimits): boolean {
    const { store } = this.#options;
    return store.count() > maxEvents || store.liveBytes() > maxMegabytes * megabyte;
  }

  /** Once, and not about what a person has declined. */
  #ask(declined: RetentionLimits | null): void {
    const wanted = this.#wanted;
    if (this.#isAsked || (declined !== null && isSameLimits(declined, wanted))) {
      return;
    }
    this.#isAsked = true;
    const { store, onQuestion } = this.#options;
    const stored = { events: store.count(), bytes: store.liveBytes() };
    onQuestion({ wanted, beyond: store.beyond(wanted), stored });
  }
}
