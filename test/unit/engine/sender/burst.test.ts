import assert from 'node:assert/strict';
import { Burst, latencyOf, type BurstOptions } from '../../../../src/engine/sender/burst.ts';
import type { Sent } from '../../../../src/engine/send/send.ts';

const answered: Sent = {
  at: 0,
  target: 'http://localhost/',
  milliseconds: 1,
  answer: { status: 200, headers: [], body: new Uint8Array(0), size: 0 },
  failure: null,
};

/** A clock that only moves when it is waited for. */
class HandClock {
  time = 0;
  readonly now = (): number => this.time;
  readonly wait = async (milliseconds: number): Promise<void> => {
    this.time += milliseconds;
  };
}

describe('a burst', () => {
  const options = (clock: HandClock, others: Partial<BurstOptions> = {}): BurstOptions => ({
    count: 10,
    rate: 100,
    clock,
    signal: new AbortController().signal,
    send: async () => answered,
    onProgress: () => undefined,
    ...others,
  });

  it('sends each event at its time', async () => {
    const clock = new HandClock();
    const times: number[] = [];
    const send = async (): Promise<Sent> => {
      times.push(clock.time);
      return answered;
    };
    const summary = await new Burst(options(clock, { send })).run();
    assert.deepEqual(times, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    assert.deepEqual([summary.sent, summary.accepted, summary.milliseconds], [10, 10, 90]);
  });

  it('waits while too many have no answer, and makes up for a tenth of a second only', async () => {
    const clock = new HandClock();
    const times: number[] = [];
    const open: (() => void)[] = [];
    const send = (): Promise<Sent> => {
      times.push(clock.time);
      return new Promise((resolve) => open.push(() => resolve(answered)));
    };
    const burst = new Burst(options(clock, { count: 90, rate: 1000, send })).run();
    while (open.length < 64) {
      await Promise.resolve();
    }
    await new Promise(setImmediate);
    assert.equal(times.length, 64);
    clock.time += 10_000;
    while (times.length < 90) {
      open.splice(0).forEach((answer) => answer());
      await Promise.resolve();
    }
    open.splice(0).forEach((answer) => answer());
    const summary = await burst;
    assert.equal(summary.accepted, 90);
    assert.ok(times.slice(64).every((time) => time >= 10_063));
  });

  it('says how long answers took by nearest rank', () => {
    assert.equal(latencyOf([]), null);
    assert.deepEqual(latencyOf([7]), { p50: 7, p95: 7, p99: 7, max: 7 });
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.deepEqual(latencyOf(hundred), { p50: 50, p95: 95, p99: 99, max: 100 });
  });
});
