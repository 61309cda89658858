import assert from 'node:assert/strict';
import { AllowedTargetMemory } from '../../../../src/host/targets/allowedTargets.ts';

describe('What a person allowed', () => {
  const kept = new Map<string, unknown>();
  const memory = {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const [one, two] = ['https://one.example:443', 'https://two.example:443'] as const;

  beforeEach(() => kept.clear());

  it('is kept for the user, each once, and taken back', async () => {
    const allowed = new AllowedTargetMemory(memory);
    assert.deepEqual(allowed.allowed, { origins: [], certificates: [] });
    await allowed.add(one);
    await allowed.add(two);
    await allowed.add(one);
    await allowed.accept({ origin: one, fingerprint: 'AA' });
    await allowed.accept({ origin: one, fingerprint: 'BB' });
    const expected = { origins: [one, two], certificates: [{ origin: one, fingerprint: 'BB' }] };
    assert.deepEqual(new AllowedTargetMemory(memory).allowed, expected);
    await allowed.remove([one]);
    assert.deepEqual(allowed.allowed, { origins: [two], certificates: [] });
  });

  it('is nothing where what is kept is something else', async () => {
    const odd: readonly unknown[] = [
      1,
      null,
      {},
      { origin: 1, fingerprint: 'AA' },
      { origin: one },
      'text',
      [one],
    ];
    for (const key of ['webhookDebugger.allowedTargets', 'webhookDebugger.acceptedCertificates']) {
      await memory.update(key, odd);
    }
    assert.deepEqual(new AllowedTargetMemory(memory).allowed, { origins: ['text'], certificates: [] });
    for (const value of ['text', 7, null, { origins: [one] }]) {
      await memory.update('webhookDebugger.allowedTargets', value);
      assert.deepEqual(new AllowedTargetMemory(memory).allowed.origins, []);
    }
  });
});
