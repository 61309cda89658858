import assert from 'node:assert/strict';
import { markedLabel, secretMark, secretTail, signerText } from '../../../../src/host/secrets/secretMark.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english } from '../fakes.ts';

describe('What tells a secret from others', () => {
  const now = new Date(2026, 10, 29, 12).getTime();
  const times = new Times('en', () => now);

  it('is its end, where that leaves enough unsaid', () => {
    assert.equal(secretTail('whsec_0123456789abc7dc'), '7dc');
    assert.equal(secretTail('123456789abc'), 'abc');
    assert.equal(secretTail('123456789ab'), '');
    assert.equal(secretTail('user:a-shorter-one'), 'one');
    assert.equal(secretTail('a-long-user-name:short'), '');
    assert.equal(
      secretTail('-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9wXYZ\n-----END PUBLIC KEY-----\n'),
      'XYZ',
    );
    assert.equal(secretTail('{"kty":"EC","crv":"P-256"}'), '');
  });

  it('is the day, where that is known', () => {
    const mark = (addedAt?: number): string =>
      secretMark(
        { label: 'Secret 1', value: 'whsec_0123456789abc7dc', ...(addedAt === undefined ? {} : { addedAt }) },
        times,
        english,
      );
    assert.equal(mark(now), 'added today, ends 7dc');
    assert.equal(mark(new Date(2026, 10, 12, 12).getTime()), 'added 12 Nov, ends 7dc');
    assert.equal(mark(new Date(2025, 10, 12, 12).getTime()), 'added 12 Nov 2025, ends 7dc');
    assert.equal(mark(), 'ends 7dc');
    assert.equal(secretMark({ label: 'Old', value: 'short' }, times, english), '');
  });

  it('is enough for what signs, unless its end is not to be shown: then its label is', () => {
    const text = (label: string, value: string, addedAt: number | null = now): string =>
      signerText({ label, value, ...(addedAt === null ? {} : { addedAt }) }, times, english);
    assert.equal(text('Secret 2', 'whsec_0123456789abc7dc'), 'added today, ends 7dc');
    assert.equal(text('Secret 2', 'short'), '“Secret 2”, added today');
    assert.equal(text('Secret 1', 'a-long-one-ends-in-é'), '“Secret 1”, added today');
    assert.equal(text('Secret 1', 'short', null), '“Secret 1”');
    assert.equal(text('Live', 'short'), '“Live”');
  });

  it('stands behind the label', () => {
    assert.equal(markedLabel('Secret 1', 'ends 7dc'), 'Secret 1 (ends 7dc)');
    assert.equal(markedLabel('Secret 1', ''), 'Secret 1');
  });
});
