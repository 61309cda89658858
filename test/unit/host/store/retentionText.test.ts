import assert from 'node:assert/strict';
import {
  deleteOldestText,
  keptText,
  retentionQuestionText,
} from '../../../../src/host/store/retentionText.ts';
import { english } from '../fakes.ts';

const wanted = { maxEvents: 1000, maxMegabytes: 10 };
const stored = { events: 1500, bytes: 45 * 1024 * 1024 };

describe('The question whether events may go', () => {
  it('says how many, of how many, and why', () => {
    const question = { wanted, stored, beyond: { events: 500, isEstimate: false } };
    assert.equal(
      retentionQuestionText(question, english),
      'The settings limit stored events to 1,000, and 1,500 are stored. That limit would delete the 500 oldest events. Your events are kept until you choose.',
    );
    assert.equal(deleteOldestText(question, english), 'Delete 500 Oldest Events');
    const one = { wanted, stored: { ...stored, events: 1001 }, beyond: { events: 1, isEstimate: false } };
    assert.match(retentionQuestionText(one, english), /1,001 are stored\. .* delete the oldest event\. /);
    assert.equal(deleteOldestText(one, english), 'Delete the Oldest Event');
  });

  it('says about how many where bytes decide', () => {
    const question = { wanted, stored, beyond: { events: 1200, isEstimate: true } };
    assert.equal(
      retentionQuestionText(question, english),
      'The settings limit stored events to 10 MB, and 45 MB are stored. That limit would delete about 1,200 of 1,500 events, the oldest first. Your events are kept until you choose.',
    );
    assert.equal(deleteOldestText(question, english), 'Delete About 1,200 Oldest Events');
  });

  it('is answered with the limit that stays', () => {
    assert.equal(
      keptText({ maxEvents: 10_000, maxMegabytes: 500 }, english),
      'Events kept. The limit stays at 10,000 events and 500 MB.',
    );
  });
});
