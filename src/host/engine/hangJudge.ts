import { beatInterval } from '../../protocol/engineStart.ts';

/** What a thread says of itself when it is asked, whatever code it runs. */
export interface ThreadCpu {
  /** Milliseconds of processor time. */
  readonly cpu: number;
  /** Of the thread alone; otherwise of the whole process, which is more. */
  readonly isOwn: boolean;
}

/** Milliseconds for which an engine may be silent that has not run yet: it loads its code and opens its database. */
const startPatience = 20_000;
/** A thread that gets less of the processor than `most` of one, and more than `least`, shares it with others. */
const share = { most: 0.5, least: 0.02 };
/** What part of the usual silence is enough as processor time of such a thread. */
const enough = 0.75;
/** How many times longer a thread is waited for that does. */
const sharing = 10;
/** Looks late by more than so many intervals: this process itself was stopped, as with a laptop that is closed. */
const away = 4;

interface Reading {
  /** Milliseconds since the look at which the silence was noticed. */
  readonly at: number;
  readonly thread: ThreadCpu;
}

/**
 * Tells an engine that hangs from one that is busy. Both are silent: their event loop does not turn. One that hangs
 * runs JavaScript without end, or waits in it, and can be ended. Not so one whose thread
 * - is in the hands of the system (a disk, a lock of the database) or stopped by a debugger: it answers no question;
 * - does not get the processor: what it has of it is less than it wants and more than nothing;
 * - could not run as this process did not run either: only the time between punctual looks counts.
 */
export class HangJudge {
  #beat = 0;
  #silence = 0;
  #elapsed = 0;
  #isLate = false;
  #readings: readonly Reading[] = [];

  /**
   * A look, `elapsed` milliseconds after the one before; `beat` differs from the last one where the loop has turned.
   * `ask`: the thread is to be asked, and its answer to be `heard`. `patience`: milliseconds of silence that are usual.
   */
  look(beat: bigint, elapsed: number, patience: number): 'alive' | 'silent' | 'ask' | 'hung' {
    if (Number(beat) !== this.#beat || elapsed > away * beatInterval) {
      this.#begin(Number(beat));
      return 'alive';
    }
    this.#elapsed += elapsed;
    this.#silence += Math.min(elapsed, beatInterval);
    this.#isLate ||= elapsed > 2 * beatInterval;
    const most = this.#beat === 0 ? Math.max(patience, startPatience) : patience;
    if (this.#silence < most / 2) {
      return 'silent';
    }
    return this.#silence >= most && this.#hangs(most) ? 'hung' : 'ask';
  }

  heard(thread: ThreadCpu): void {
    if (this.#silence > 0) {
      this.#readings = [...this.#readings.slice(0, 1), { at: this.#elapsed, thread }];
    }
  }

  #begin(beat: number): void {
    this.#beat = beat;
    this.#silence = 0;
    this.#elapsed = 0;
    this.#isLate = false;
    this.#readings = [];
  }

  /** By what the thread had of the processor between the first answer and the last. */
  #hangs(patience: number): boolean {
    const [first, last] = this.#readings;
    if (first === undefined || last === undefined || last.at - first.at < patience / 4) {
      return false;
    }
    const cpu = last.thread.cpu - first.thread.cpu;
    const part = cpu / (last.at - first.at);
    const isAtWork = part > share.most || cpu >= enough * patience;
    const isWaiting = part < share.least && last.thread.isOwn && !this.#isLate;
    return isAtWork || isWaiting || this.#silence >= sharing * patience;
  }
}
