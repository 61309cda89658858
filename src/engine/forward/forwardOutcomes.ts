import { messageOf } from '../../common/errors.ts';
import type { EngineMessage } from '../../protocol/engine.ts';
import type { ForwardNote, ForwardState } from '../../protocol/forward.ts';
import type { News } from '../port/news.ts';
import type { Deliveries, Outcome } from '../store/deliveries.ts';
import { StorageError } from '../store/storageError.ts';
import type { Delivery } from '../../protocol/delivery.ts';
import { isSuccess } from '../../protocol/http.ts';

/** Milliseconds in which outcomes are gathered: one transaction and one message for all of them. */
const gathering = 100;

export interface OutcomesOptions {
  readonly deliveries: Deliveries;
  readonly news: News;
  readonly post: (message: EngineMessage) => void;
  /** How many of a source wait, by its id. */
  readonly waiting: (source: string) => number;
  /** What the source of an id is called now. */
  readonly nameOf: (source: string) => string;
}

type Tally = Omit<ForwardState, 'source' | 'waiting'>;

/** A tally with one more delivery. */
function counted(before: Tally | undefined, delivery: Omit<Delivery, 'id'>): Tally {
  const { answer, failure, at } = delivery;
  const { since, answered, unanswered, failed, failing } = before ?? {
    since: at,
    answered: 0,
    unanswered: 0,
    failed: null,
    failing: null,
  };
  if (failure !== null || answer === null) {
    const why = failure === null ? failing : { ...failure, since: failing?.since ?? at };
    return { since, answered, unanswered: unanswered + 1, failed, failing: why };
  }
  const { status } = answer;
  const isFailure = !isSuccess(status);
  return {
    since,
    answered: answered + 1,
    unanswered,
    failed: isFailure
      ? { count: (failed?.count ?? 0) + 1, status, isLast: true }
      : failed && { ...failed, isLast: false },
    failing: null,
  };
}

/** Keeps what came of forwarding with the events, and tells how it goes. */
export class ForwardOutcomes {
  readonly #options: OutcomesOptions;
  /** By the id of the source. */
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
    this.#tallies.set(source, counted(this.#tallies.get(source), delivery));
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

  /** The tallies of sources with other ids are over, as are those of sources whose target is another now. */
  keep(sources: ReadonlySet<string>): void {
    const isTold = this.#tallies.size > 0;
    for (const source of this.#tallies.keys()) {
      if (!sources.has(source)) {
        this.#tallies.delete(source);
      }
    }
    if (isTold) {
      // Those that stay may be called otherwise now.
      this.#tell();
    }
  }

  /** Writes and tells what is left. */
  close(): void {
    clearTimeout(this.#timer);
    this.#flush(true);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#flush(), gathering);
  }

  #flush(isLast = false): void {
    this.#timer = undefined;
    const { deliveries, news, post } = this.#options;
    const outcomes = this.#outcomes;
    this.#outcomes = [];
    if (outcomes.length === 0) {
      return;
    }
    try {
      deliveries.addAll(outcomes);
    } catch (error) {
      if (!isLast && error instanceof StorageError && error.fault === 'locked') {
        this.#outcomes = outcomes;
        this.#schedule();
        return;
      }
      const message = `What came of forwarding could not be stored: ${messageOf(error)}`;
      post({ type: 'log', level: 'warn', message });
    }
    news.changed(
      outcomes.map(({ event }) => event),
      false,
    );
    this.#tell();
  }

  #tell(): void {
    const { post, waiting, nameOf } = this.#options;
    const states = [...this.#tallies].map(([source, tally]) => ({
      source: nameOf(source),
      ...tally,
      waiting: waiting(source),
    }));
    post({ type: 'forwarding', states });
  }
}
