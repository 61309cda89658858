import assert from 'node:assert/strict';
import { factsOf } from '../../../../src/engine/signature/facts.ts';
import { RequestParts } from '../../../../src/engine/signature/requestParts.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { factView } from '../../../../src/host/panel/factView.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english } from '../fakes.ts';

/** What a chip of the panel says of a body: its text, and what the pointer shows. */
function chips(provider: string, body: unknown, language = 'en') {
  const scheme = schemes.find(({ id }) => id === provider);
  assert.ok(scheme);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = { method: 'POST', target: '/', rawHeaders: [], body: Buffer.from(text) };
  const words = { t: english, times: new Times(language, () => 0) };
  return factsOf(scheme, new RequestParts(request)).map((fact) => factView(fact, words));
}

const chip = (provider: string, label: string, body: unknown, language?: string): string => {
  const found = chips(provider, body, language).find((one) => one.label === label);
  const { value = '', note, title } = found ?? {};
  return [value, note, title]
    .filter((part) => part !== undefined)
    .join(' | ')
    .replaceAll('\u00a0', ' ');
};
const stripe = (amount: unknown, currency: unknown, language?: string): string =>
  chip('stripe', 'Amount', { data: { object: { amount, currency } } }, language);

describe('A ref', () => {
  it('is called a branch by nobody: it may be a tag', () => {
    assert.equal(chip('github', 'Ref', { ref: 'refs/tags/v1' }), 'v1');
    assert.equal(chip('github', 'Branch', { ref: 'refs/heads/main' }), '');
  });
});

describe('An amount', () => {
  it('is written as money where the provider says what the number means', () => {
    assert.equal(stripe(4900, 'eur'), '€49.00 | €49.00; as sent: 4900 eur');
    assert.equal(stripe(4900, 'eur', 'de'), '49,00 € | 49,00 €; as sent: 4900 eur');
    assert.equal(stripe(500, 'jpy'), '¥500 | ¥500; as sent: 500 jpy');
    assert.equal(stripe(12340, 'kwd'), 'KWD 12.340 | KWD 12.340; as sent: 12340 kwd');
    assert.equal(stripe(5, 'usd'), '$0.05 | $0.05; as sent: 5 usd');
    assert.equal(stripe(-150, 'usd'), '-$1.50 | -$1.50; as sent: -150 usd');
    assert.equal(stripe(100, 'mga'), 'MGA 100 | MGA 100; as sent: 100 mga');
    // CLDR writes dinars without digits; what was sent has two.
    assert.match(stripe(12345, 'rsd'), /^RSD 123\.45 /);
  });

  it('keeps every digit', () => {
    const body = '{"data":{"object":{"amount":900719925474099312,"currency":"usd"}}}';
    assert.match(chip('stripe', 'Amount', body), /^\$9,007,199,254,740,993\.12 /);
  });

  it('stays as it was sent where that is not certain', () => {
    assert.equal(stripe(500, 'isk'), '500 | isk');
    assert.equal(stripe(500, 'zzz'), '500 | zzz');
    assert.equal(stripe(500, 'constructor'), '500 | constructor');
    assert.equal(stripe(500, 'xau'), '500 | xau');
    assert.equal(stripe('49.00', 'eur'), '49.00 | eur');
    assert.equal(stripe(500, undefined), '500');
    assert.equal(stripe(1e21, 'eur'), '1e+21 | eur');
  });

  it('follows the rules of each provider', () => {
    const of = (provider: string, body: unknown): string =>
      chip(provider, 'Amount', body).split(' | ')[0] ?? '';
    const adyen = (value: number, currency: string) => ({
      notificationItems: [{ NotificationRequestItem: { amount: { value, currency } } }],
    });
    assert.equal(of('adyen', adyen(1000, 'EUR')), '€10.00');
    assert.equal(of('adyen', adyen(1000, 'CLP')), 'CLP 10.00');
    assert.equal(of('adyen', adyen(1000, 'IDR')), 'IDR 1,000');
    assert.equal(of('shopify', { total_price: '199.00', currency: 'USD' }), '$199.00');
    assert.equal(of('woocommerce', { total: '1200', currency: 'JPY' }), '¥1,200');
    const paypal = { resource: { amount: { value: '10.50', currency_code: 'GBP' } } };
    assert.equal(of('paypal', paypal), '£10.50');
    const paddle = { data: { details: { totals: { total: '2999' } }, currency_code: 'USD' } };
    assert.equal(of('paddle', paddle), '$29.99');
    const paid = (currency: string) => ({
      data: { details: { totals: { total: '2999' } }, currency_code: currency },
    });
    assert.equal(of('paddle', paid('JPY')), '¥2,999');
    assert.equal(of('paddle', paid('KRW')), '2999');
    const square = (currency: string) => ({
      data: { object: { payment: { amount_money: { amount: 100, currency } } } },
    });
    assert.equal(of('square', square('AUD')), 'A$1.00');
    assert.equal(of('square', square('JPY')), '¥100');
    assert.equal(of('square', square('KWD')), '100');
    const entity = (amount: number, currency: string) => ({ entity: { amount, currency } });
    assert.equal(of('razorpay', { payload: { payment: entity(295990, 'KWD') } }), 'KWD 295.990');
    assert.equal(of('razorpay', { payload: { payment: entity(295, 'JPY') } }), '¥295');
    assert.equal(of('razorpay', { payload: { payment: entity(295, 'VND') } }), '295');
    assert.equal(of('paystack', { data: { amount: 20000, currency: 'NGN' } }), 'NGN 200.00');
    assert.equal(of('paystack', { data: { amount: 20000, currency: 'XOF' } }), '20000');
    const lemon = (currency: string) => ({ data: { attributes: { total: 999, currency } } });
    assert.equal(of('lemonsqueezy', lemon('USD')), '$9.99');
    assert.equal(of('lemonsqueezy', lemon('JPY')), '999');
  });
});

describe('A refund', () => {
  it('is told by its own amount, not by that of the payment it is of', () => {
    const payload = {
      payment: { entity: { amount: 50000, currency: 'INR', status: 'captured' } },
      refund: { entity: { amount: 10000, currency: 'INR', status: 'processed' } },
    };
    const told = chips('razorpay', { event: 'refund.processed', payload }).map(({ label, value }) => [
      label,
      value,
    ]);
    assert.deepEqual(told, [
      ['Event', 'refund.processed'],
      ['Status', 'processed'],
      ['Amount', '₹100.00'],
    ]);
  });
});

describe('A duration', () => {
  const between = (started_at: string, finished_at: string): string =>
    chip('simplebackups', 'Duration', { started_at, finished_at });

  it('says where a clock may have been put forward or back in it', () => {
    assert.equal(between('2026-03-25 01:30:00', '2026-03-25 03:30:00'), '2 h 0 min');
    assert.equal(between('2026-03-29 01:30:00', '2026-03-29 03:30:00'), '2 h 0 min | no time zone');
    assert.equal(between('2026-03-29T01:30:00Z', '2026-03-29T03:30:00Z'), '2 h 0 min');
    assert.equal(between('2026-10-24 23:00:00', '2026-10-25 02:30:00'), '3 h 30 min | no time zone');
    assert.equal(between('2026-03-26 12:00:00', '2026-03-30 12:00:01'), '96 h 0 min | no time zone');
  });
});

describe('A time', () => {
  it('is that of the person, with its zone, and what was sent at hand', () => {
    const at = Date.UTC(2026, 10, 29, 12, 45, 24);
    const shown = new Times('en', () => 0).zoned(at);
    assert.match(shown, /^29 Nov 2026, \d\d:45:24 \S+$/);
    assert.equal(
      chip('zoom', 'Started', { payload: { object: { start_time: '2026-11-29T13:45:24+01:00' } } }),
      `${shown} | ${shown}; as sent: 2026-11-29T13:45:24+01:00`,
    );
    assert.equal(
      chip('stripe', 'Created', { created: at / 1000 }),
      `${shown} | ${shown}; as sent: ${at / 1000}`,
    );
  });

  it('without a zone says so and is not converted', () => {
    assert.equal(
      chip('simplebackups', 'Started', { started_at: '2026-11-29 02:00:00' }),
      '2026-11-29 02:00:00 | no time zone',
    );
    assert.equal(chip('simplebackups', 'Started', { started_at: 'soon' }), 'soon');
    assert.equal(chip('zoom', 'Started', { payload: { object: { start_time: 'now' } } }), 'now');
    assert.equal(chip('stripe', 'Created', { created: 'yesterday' }), 'yesterday');
  });
});
