import assert from 'node:assert/strict';
import { verdictOffers } from '../../../src/host/verdictOffers.ts';
import type { Reason } from '../../../src/protocol/event.ts';
import { english } from './fakes.ts';

const labels = (reason: Reason): readonly string[] =>
  verdictOffers({ reason }, english).map(({ label }) => label);

describe('What is offered beside a verdict', () => {
  it('is one button where nothing shows who sent the event', () => {
    assert.deepEqual(labels({ code: 'unrecognised' }), ['Check as Provider...']);
  });

  it('is to describe the provider of a signature that no known one makes', () => {
    const place = { header: 'X-Wobble-Signature' };
    const signature = { place, kinds: ['hmac-sha512'], encoding: 'hex' } as const;
    assert.deepEqual(labels({ code: 'unrecognised', signature }), [
      'Describe This Provider...',
      'Check as Provider...',
    ]);
  });

  it('is nothing where the sender is known', () => {
    assert.deepEqual(labels({ code: 'unsigned', provider: 'Jira' }), []);
  });
});
