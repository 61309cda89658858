import assert from 'node:assert/strict';
import type { Diagnosis } from '../../../../src/protocol/diagnosis.ts';
import { diagnosed, hmac, now, original, saved, secret } from './patients.ts';

const of = (provider: string, ...headers: readonly string[]): Diagnosis =>
  diagnosed({ provider, headers, secrets: { [provider]: saved(secret) } });
const named = ({ level, causes }: Diagnosis): readonly unknown[] => [
  level,
  ...causes.map(({ id, detail }) => [id, detail['provider'] ?? detail['prefix'] ?? detail['header'] ?? '']),
];

describe('what a signature header has, however it is written', () => {
  const time = String(now);
  const right = hmac(`${time}.${original}`).toString('hex');

  it('is not said to be missing where blanks or capitals are all that is wrong', () => {
    assert.deepEqual(named(of('stripe', 'Stripe-Signature', `t = ${time}, v1 = ${right}`)), [
      'proven',
      ['header-whitespace', ''],
    ]);
    assert.deepEqual(named(of('stripe', 'Stripe-Signature', `T=${time},V1=${right}`)), [
      'proven',
      ['header-prefix', 'V1'],
    ]);
  });

  it('is not said to be missing where the header was renamed', () => {
    assert.deepEqual(named(of('stripe', 'X-Stripe-Signature', `t=${time},v1=${right}`)), [
      'proven',
      ['header-renamed', 'X-Stripe-Signature'],
    ]);
  });
});

describe('an event of another provider, checked with the secret that signed it', () => {
  const hex = hmac(original).toString('hex');

  it('is named by its provider, not by what its header would have to be called', () => {
    assert.deepEqual(
      named(of('lemonsqueezy', 'Sentry-Hook-Resource', 'issue', 'Sentry-Hook-Signature', hex)),
      ['proven', ['framing-other-scheme', 'Sentry']],
    );
    assert.deepEqual(named(of('linear', 'X-Hub-Signature-256', `sha256=${hex}`, 'X-GitHub-Event', 'push')), [
      'proven',
      ['framing-other-scheme', 'GitHub'],
    ]);
  });

  it('is of no other provider where its header alone is another’s', () => {
    assert.deepEqual(named(of('simplebackups', 'X-Signature', hex)), [
      'proven',
      ['header-renamed', 'X-Signature'],
    ]);
  });
});
