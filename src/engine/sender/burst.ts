import type { BurstProgress, BurstSummary, Latency } from '../../protocol/sending.ts';
import type { Sent } from '../send/send.ts';
import { isSuccess } from '../../protocol/http.ts';

/** Requests without an answer at a time: beyond it the burst waits, however high its rate. */
const mostInFlight = 64;
/** Milliseconds that a burst which had to wait makes up for by sending faster than its rate. */
const mostCaughtUp = 100;

/** Time, as far as a sender has to do with it. */
export interface Clock {
  /** Milliseconds, only ever forward. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface BurstOptions {
  readonly count: number;
  /** Events in a second. */
  readonly rate: number;
  readonly clock: Clock;
  /** Ends all of it at once. */
  readonly signal: AbortSignal;
  /** Sends the next event. */
  readonly send: () => Promise<Sent>;
  readonly onProgress: (progress: BurstProgress) => void;
}

/** Percentiles by nearest rank; null of nothing. */
export function latencyOf(milliseconds: readonly number[]): Latency | null {
  const sorted = Float64Array.from(milliseconds).sort();
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return sorted.length === 0 ? null : { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Sends many events at a rate, a bounded number of them at a time. */
export class Burst {
  readonly #options: BurstOptions;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #latencies: number[] = [];
  readonly #counts = { sent: 0, accepted: 0, refused: 0, failed: 0 };
  #failure: Sent['failure'] = null;

  constructor(options: BurstOptions) {
    this.#options = options;
  }

  /** Resolves when the last answer has come, or the signal was aborted. */
  async run(): Promise<BurstSummary> {
    const { clock, signal } = this.#options;
    const start = clock.now();
    await this.#sendAll(start);
    await Promise.all(this.#inFlight);
    return {
      ...this.#counts,
      cancelled: signal.aborted,
      milliseconds: clock.now() - start,
      latency: latencyOf(this.#latencies),
      failure: this.#failure,
    };
  }

  async #sendAll(start: number): Promise<void> {
    const { clock, signal, count, rate } = this.#options;
    for (
      let due = start;
      this.#counts.sent < count;
      due = Math.max(due + 1000 / rate, clock.now() - mostCaughtUp)
    ) {
      const early = due - clock.now();
      if (early > 0) {
        await clock.wait(early, signal);
      }
      while (this.#inFlight.size >= mostInFlight) {
        await Promise.race(this.#inFlight);
      }
      if (signal.aborted) {
        return;
      }
      this.#begin();
    }
  }

  #begin(): void {
    const { send, onProgress } = this.#options;
    this.#counts.sent += 1;
    const ended = send().then((sent) => {
      this.#inFlight.delete(ended);
      this.#count(sent);
      onProgress({ ...this.#counts });
    });
    this.#inFlight.add(ended);
  }

  #count({ answer, failure, milliseconds }: Sent): void {
    if (answer !== null) {
      this.#latencies.push(milliseconds);
      this.#counts[isSuccess(answer.status) ? 'accepted' : 'refused'] += 1;
    } else if (!this.#options.signal.aborted) {
      this.#counts.failed += 1;
      this.#failure ??= failure;
    }
  }
}
