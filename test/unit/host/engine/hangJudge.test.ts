import assert from 'node:assert/strict';
import { HangJudge } from '../../../../src/host/engine/hangJudge.ts';

/** Milliseconds. */
const patience = 2000;
const interval = 250;

interface Thread {
  /** Part of the processor that the thread has; null where it answers nothing. */
  readonly part: number | null;
  readonly isOwn?: boolean;
  /** Milliseconds from look to look. */
  readonly elapsed?: number;
  /** Whether its loop has ever turned. */
  readonly isStarted?: boolean;
}

/** How many milliseconds of silence it takes until it is said to hang; null where it is not within a minute. */
function silenceUntilHung({
  part,
  isOwn = true,
  elapsed = interval,
  isStarted = true,
}: Thread): number | null {
  const judge = new HangJudge();
  if (isStarted) {
    judge.look(1n, interval, patience);
  }
  for (let passed = elapsed; passed <= 60_000; passed += elapsed) {
    const found = judge.look(isStarted ? 1n : 0n, elapsed, patience);
    if (found === 'hung') {
      return passed;
    }
    if (found === 'ask' && part !== null) {
      judge.heard({ cpu: passed * part, isOwn });
    }
  }
  return null;
}

describe('An engine whose loop does not turn', () => {
  it('hangs where its thread runs on and on, or waits in its own code', () => {
    assert.equal(silenceUntilHung({ part: 1 }), patience);
    assert.equal(silenceUntilHung({ part: 0 }), patience);
    // As far as the processor time of the whole process tells.
    assert.equal(silenceUntilHung({ part: 1.1, isOwn: false }), patience);
  });

  it('does not where the system has its thread: it cannot be ended then', () => {
    assert.equal(silenceUntilHung({ part: null }), null);
  });

  it('is waited for until it has used as much of the processor where others have it, too', () => {
    // From the first look at the processor time on, at half the patience.
    assert.equal(silenceUntilHung({ part: 0.25 }), patience / 2 + (0.75 * patience) / 0.25 + interval);
    assert.equal(silenceUntilHung({ part: 0.05 }), 10 * patience);
    // What other threads use says nothing of one that waits.
    assert.equal(silenceUntilHung({ part: 0.01, isOwn: false }), 10 * patience);
    // Nor does a thread that nothing is heard of hang where this one is late as well.
    assert.equal(silenceUntilHung({ part: 0.01, elapsed: 3 * interval }), 3 * 10 * patience);
  });

  it('has 20 s to begin', () => {
    assert.equal(silenceUntilHung({ part: 1, isStarted: false }), 20_000);
  });

  it('is as patiently waited for again after a beat, and after this process itself was stopped', () => {
    for (const [beat, elapsed] of [
      [2n, interval],
      [1n, 3_600_000],
    ] as const) {
      const judge = new HangJudge();
      judge.look(1n, interval, patience);
      for (let passed = interval; passed < patience; passed += interval) {
        assert.notEqual(judge.look(1n, interval, patience), 'hung');
        judge.heard({ cpu: passed, isOwn: true });
      }
      assert.equal(judge.look(beat, elapsed, patience), 'alive');
      assert.equal(judge.look(beat, interval, patience), 'silent');
    }
  });

  it('counts no more than an interval of the time between two looks', () => {
    // Each look comes after three: the engine may have been stopped for two of them.
    assert.equal(silenceUntilHung({ part: 1, elapsed: 3 * interval }), 3 * patience);
  });
});
