import assert from 'node:assert/strict';
import { fire, gapAfter } from '../../../../src/engine/sender/channel.ts';
import type { Sent } from '../../../../src/engine/send/send.ts';
import type { Channel, Firing } from '../../../../src/protocol/sending.ts';

const channel: Channel = {
  name: 'Staging',
  provider: 'simplebackups',
  url: 'http://localhost:3000/',
  retries: 3,
  gaps: [2, 5, 10],
  timeout: 30,
};

function sent(status: number): Sent {
  const answer = { status, headers: [], body: new Uint8Array(0), size: 0 };
  return { at: 0, target: channel.url, milliseconds: 12, answer, failure: null };
}

describe('the attempts of a channel', () => {
  it('have its gaps between them, the last for all that follow', () => {
    const gaps = (own: Partial<Channel>): (number | null)[] =>
      [1, 2, 3, 4, 5].map((attempts) => gapAfter(attempts, { ...channel, ...own }));
    assert.deepEqual(gaps({}), [2, 5, 10, null, null]);
    assert.deepEqual(gaps({ gaps: [1] }), [1, 1, 1, null, null]);
    assert.deepEqual(gaps({ gaps: [] }), [0, 0, 0, null, null]);
    assert.deepEqual(gaps({ retries: 0 }), [null, null, null, null, null]);
    assert.deepEqual(gaps({ retries: 4, gaps: [1, 2] }), [1, 2, 2, 2, null]);
  });

  async function fired(statuses: readonly number[]): Promise<{ waits: number[]; told: Firing[] }> {
    const waits: number[] = [];
    const told: Firing[] = [];
    const left = [...statuses];
    await fire({
      channel,
      event: 'Backup Error',
      signal: new AbortController().signal,
      wait: async (milliseconds) => void waits.push(milliseconds),
      attempt: async () => sent(left.shift() ?? 200),
      onProgress: (firing) => told.push(firing),
    });
    return { waits, told };
  }

  it('end at the first 2xx', async () => {
    const { waits, told } = await fired([500, 199, 299]);
    assert.deepEqual(waits, [2000, 5000]);
    assert.deepEqual(
      told.map(({ state, attempts, nextIn }) => [state, attempts.length, nextIn]),
      [
        ['sending', 0, null],
        ['waiting', 1, 2],
        ['sending', 1, null],
        ['waiting', 2, 5],
        ['sending', 2, null],
        ['accepted', 3, null],
      ],
    );
  });

  it('are as many as the channel has retries, and one', async () => {
    const { waits, told } = await fired([500, 500, 500, 500, 500]);
    assert.deepEqual(waits, [2000, 5000, 10_000]);
    assert.deepEqual([told.at(-1)?.state, told.at(-1)?.attempts.length, told.at(-1)?.of], ['givenUp', 4, 4]);
  });
});
