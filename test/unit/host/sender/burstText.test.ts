import assert from 'node:assert/strict';
import { numberProblem, progressText, summaryText } from '../../../../src/host/sender/burstText.ts';
import { english } from '../fakes.ts';

const counts = { sent: 200, accepted: 200, refused: 0, failed: 0 };
const latency = { p50: 3.14, p95: 8, p99: 11.6, max: 20 };

describe('A burst in words', () => {
  it('counts what was answered how', () => {
    assert.equal(progressText({ ...counts, sent: 120 }, 200, english), '120 of 200 sent: 200 responded 2xx');
    const summary = { ...counts, cancelled: false, milliseconds: 2100, latency, failure: null };
    assert.equal(
      summaryText(summary, 'http://localhost:3000/', english),
      '200 events in 2.1 s: 200 responded 2xx. Response times: p50 3.1 ms, p95 8 ms, p99 12 ms, max 20 ms.',
    );
    const failure = { code: 'ECONNREFUSED', detail: 'connect ECONNREFUSED' };
    const failed = {
      ...summary,
      accepted: 1,
      refused: 2,
      failed: 3,
      cancelled: true,
      latency: null,
      failure,
    };
    assert.match(
      summaryText(failed, 'http://localhost:3000/', english),
      /^Cancelled after 200 events in 2\.1 s: 1 responded 2xx, 2 responded otherwise, 3 without a response\. Nothing listens at/,
    );
  });

  it('takes whole numbers within bounds', () => {
    const texts = ['1', ' 200 ', '1000', '0', '1001', '1.5', '1e2', '', 'many'];
    assert.deepEqual(
      texts.map((text) => numberProblem(text, 1000, english) === ''),
      [true, true, true, false, false, false, false, false, false],
    );
  });
});
