import { messageOf } from '../../common/errors.ts';
import type { EngineMessage } from '../../protocol/engine.ts';
import type { Delivery } from '../../protocol/event.ts';
import type { ForwardNote, ForwardState } from '../../protocol/forward.ts';
import type { News } from '../news.ts';
import type { Deliveries, Outcome } from '../store/deliveries.ts';

/** Milliseconds in which outcomes are gathered: one transaction and one message for all of them. */
const gathering = 100;

export interface OutcomesOptions {
  readonly deliveries: Deliveries;
  readonly news: News;
  readonly post: (message: EngineMessage) => void;
  /** How many of a source wait. */
  readonly waiting: (source: string) => number;
}

type Tally = Pick<ForwardState, 'answered' | 'failing'>;

const untold: Tally = { answered: 0, failing: null };

/** Keeps what came of forwarding with the events, and tells how it goes. */
export class ForwardOutcomes {
  readonly #options: OutcomesOptions;
  readonly #tallies = new Map<string, Tally>();
  #outcomes: Outcome[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OutcomesOptions) {
    this.#options = options;
  }

  /** An event was not sent on. */
  note(event: number, note: ForwardNote): void {
    this.#outcomes.push({ event, note });
    this.#schedule();
  }

  delivered(event: number, source: string, delivery: Omit<Delivery, 'id'>): void {
    this.#outcomes.push({ event, delivery });
    const { answered, failing } = this.#tallies.get(source) ?? untold;
    const { answer, failure, at } = delivery;
    this.#tallies.set(
      source,
      failure === null
        ? { answered: answered + (answer === null ? 0 : 1), failing: null }
        : { answered, failing: { ...failure, since: failing?.since ?? at } },
    );
    this.#schedule();
  }

  /** What is to be said of an event as long as it is not written; null where nothing is. */
  noteOf(event: number): ForwardNote | null {
    const outcome = this.#outcomes.findLast((own) => own.event === event);
    if (outcome === undefined) {
      return null;
    }
    return 'note' in outcome ? outcome.note : { target: outcome.delivery.target, why: null };
  }

  /** The tallies of other sources are over. */
  keep(sources: ReadonlySet<string>): void {
    for (const source of this.#tallies.keys()) {
      if (!sources.has(source)) {
        this.#tallies.delete(source);
      }
    }
  }

  /** Writes and tells what is left. */
  close(): void {
    clearTimeout(this.#timer);
    this.#flush();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#flush(), gathering);
  }

  #flush(): void {
    this.#timer = undefined;
    const { deliveries, news, post, waiting } = this.#options;
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    if (outcomes.length === 0) {
      return;
    }
    try {
      deliveries.addAll(outcomes);
    } catch (error) {
      const message = `What came of forwarding could not be stored: ${messageOf(error)}`;
      post({ type: 'log', level: 'warn', message });
    }
    news.changed(
      outcomes.map(({ event }) => event),
      false,
    );
    const states = [...this.#tallies].map(([source, tally]) => ({
      source,
      ...tally,
      waiting: waiting(source),
    }));
    post({ type: 'forwarding', states });
  }
}
