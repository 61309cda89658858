import assert from 'node:assert/strict';
import { providersWithSecret, verdictOffers } from '../../../../src/host/signature/verdictOffers.ts';
import { english } from '../fakes.ts';
import type { Reason } from '../../../../src/protocol/reason.ts';

const providers = ['Stripe', 'Asana', 'GitHub', 'Zoom', 'Box'].map((name) => ({
  id: name.toLowerCase(),
  name,
}));
const secret = [{ label: 'Secret 1', value: 's' }];

function labels(reason: Reason, ...saved: readonly string[]): readonly string[] {
  const secrets = Object.fromEntries(saved.map((id) => [id, secret]));
  return verdictOffers({ reason }, providersWithSecret(providers, secrets), english).map(
    ({ label }) => label,
  );
}

describe('What is offered beside a verdict', () => {
  it('is to check an event that shows nobody as the one provider with a secret, or as any', () => {
    assert.deepEqual(labels({ code: 'unrecognised' }), ['Check as Provider...']);
    assert.deepEqual(labels({ code: 'unrecognised' }, 'stripe'), ['Check as Stripe', 'Check as Provider...']);
    assert.deepEqual(labels({ code: 'unrecognised' }, 'zoom', 'stripe'), ['Check as Provider...']);
  });

  it('is to describe the provider of a signature that no known one makes', () => {
    const place = { header: 'X-Wobble-Signature' };
    const signature = { place, kinds: ['hmac-sha512'], encoding: 'hex' } as const;
    assert.deepEqual(labels({ code: 'unrecognised', signature }, 'stripe'), [
      'Describe This Provider...',
      'Check as Provider...',
    ]);
  });

  it('is nothing where the sender is known', () => {
    assert.deepEqual(labels({ code: 'unsigned', provider: 'Jira' }, 'stripe'), []);
  });
});
