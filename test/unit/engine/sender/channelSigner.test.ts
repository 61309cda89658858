import assert from 'node:assert/strict';
import { Sender } from '../../../../src/engine/sender/sender.ts';
import { Targets } from '../../../../src/engine/targets/targets.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { Secrets, Source } from '../../../../src/protocol/engine.ts';

const source: Source = { id: 'shop', name: 'Shop', path: '/shop', provider: 'svix', publicUrl: null };
const channel = { name: 'Staging', provider: 'svix', url: 'http://localhost:3000/hooks' };
const one = (label: string) => ({ label, value: 'whsec_b2xkZXN0IHNlY3JldCBvZiBhbGw=' });
const ofProvider = { svix: [one('First'), one('Second')] };
const withoutOwn = { ...ofProvider, 'source:shop': [one('Of the source')] };
const all: Secrets = { ...withoutOwn, 'channel:Staging': [one('Own')] };

function signer(secrets: Secrets, sources: readonly Source[] = [], own: Partial<typeof channel> = {}) {
  const settings = { sources, customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
  const targets = new Targets({ listenerPort: () => 6464, publicUrls: () => [] });
  const { name, provider, url } = { ...channel, ...own };
  const sender = new Sender(targets, () => new Knowledge(settings, secrets));
  const { key, labels } = sender.signers({ provider, target: url, channel: name });
  const label = labels.at(-1);
  return label === undefined ? null : { key, label };
}

describe('The secret that signs the events of a channel', () => {
  it('is its own, else that of a source of its provider, else the newest of its provider', () => {
    assert.deepEqual(signer(all, [source]), { key: 'channel:Staging', label: 'Own' });
    assert.deepEqual(signer(withoutOwn, [source]), { key: 'source:shop', label: 'Of the source' });
    assert.deepEqual(signer(ofProvider, [source]), { key: 'svix', label: 'Second' });
  });

  it('is that of the source which its URL leads to', () => {
    const other: Source = { ...source, id: 'other', name: 'Other', path: '/other' };
    const url = 'http://localhost:6464/other/hooks';
    assert.deepEqual(signer(withoutOwn, [source, other], { url }), { key: 'svix', label: 'Second' });
  });

  it('is none that no key can be made of, and none of a provider that nobody knows', () => {
    assert.deepEqual(signer({ svix: [one('Good'), { label: 'Broken', value: '' }] }), {
      key: 'svix',
      label: 'Good',
    });
    assert.equal(signer({}), null);
    assert.equal(signer(all, [], { provider: 'nobody' }), null);
  });
});
