import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { resign } from '../../../../src/engine/replay/resign.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { readCustomProvider } from '../../../../src/engine/signature/customProvider.ts';
import { RequestParts } from '../../../../src/engine/signature/requestParts.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import { withValue } from '../../../../src/engine/signature/withValue.ts';
import { capturedRequest } from '../store/events.ts';
import { hold, prepare } from './holding.ts';

const secret = 'a-signing-key';
const [timestamp, token] = ['1760000000', 'c0ffee'.repeat(8)];
const hmac = (algorithm: string, key: string | Buffer, text: string): string =>
  createHmac(algorithm, key).update(text).digest('hex');
const signature = hmac('sha256', secret, timestamp + token);
const unsigned = { recipient: 'a@example.com', subject: 'Grüße', timestamp, token };
const mail = { ...unsigned, signature };

type Fields = Readonly<Record<string, string>>;

const urlencoded = (fields: Fields) => ({
  rawHeaders: ['Content-Type', 'application/x-www-form-urlencoded'],
  body: Buffer.from(new URLSearchParams(fields).toString()),
});

/** With a file behind the fields, the bytes of which are no UTF-8. */
function multipart(fields: Fields) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file =
    '--b\r\nContent-Disposition: form-data; name="attachment-1"; filename="a.bin"\r\nContent-Type: image/png\r\n\r\n';
  return {
    rawHeaders: ['Content-Type', 'multipart/form-data; boundary=b'],
    body: Buffer.concat([
      Buffer.from(parts.join('') + file),
      Buffer.from([255, 13, 10]),
      Buffer.from('\r\n--b--\r\n'),
    ]),
  };
}

const mailgun = schemeById('mailgun') ?? assert.fail();
const row = {
  id: 'braintree-like',
  name: 'Braintree',
  verify: {
    kind: 'signature',
    algorithm: 'hmac-sha1',
    encoding: 'hex',
    signature: [{ form: 'bt_signature' }],
    content: '{form:bt_payload}',
    parse: { items: '&', pair: '|', keys: ['*'] },
    key: { encoding: 'sha1' },
  },
};

describe('A field of a form', () => {
  for (const [kind, sent] of [
    ['urlencoded', urlencoded],
    ['multipart', multipart],
  ] as const) {
    it(`holds Mailgun's signature, time and token, ${kind}`, () => {
      assert.equal(hold(sent(mail), prepare(mailgun, secret)).verdict, 'valid');
      assert.equal(hold(sent({ ...mail, token: 'x' }), prepare(mailgun, secret)).verdict, 'invalid');
      assert.equal(hold(sent(unsigned), prepare(mailgun, secret)).verdict, 'missing');
    });

    it(`shows Mailgun without being told, ${kind}`, () => {
      const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
      const request = capturedRequest({ receivedAt: 1_760_000_000_000, ...sent(mail) });
      const { findings } = inspect(request, new Knowledge(settings, {}));
      assert.deepEqual([findings.provider, findings.verdict], ['mailgun', 'noSecret']);
      assert.equal(findings.title, 'mail to a@example.com: Grüße');
    });

    it(`is written anew when a request is signed again, and no other byte, ${kind}`, () => {
      const request = { method: 'POST', target: '/', ...sent(mail) };
      const signed = resign(
        { request, url: 'http://localhost/', now: 1_770_000_000_000 },
        prepare(mailgun, 'another'),
      );
      assert.ok(typeof signed === 'object');
      const parts = new RequestParts(signed);
      assert.deepEqual(parts.valuesAt({ form: 'timestamp' }), ['1770000000']);
      assert.equal(hold(signed, prepare(mailgun, 'another')).verdict, 'valid');
      const back = [...Object.entries({ timestamp, token, signature })].reduce(
        (changed, [name, value]) => withValue(changed, { form: name }, value),
        signed,
      );
      assert.deepEqual(Buffer.from(back.body), request.body);
    });
  }

  it('is said to be absent where the rest of the form shows that it belongs there', () => {
    const { reason } = hold(urlencoded(unsigned), prepare(mailgun, secret));
    assert.deepEqual(reason, { code: 'absent', place: { form: 'signature' }, provider: 'Mailgun' });
  });

  it('is no place of a body that is none', () => {
    const request = { method: 'POST', target: '/', rawHeaders: [], body: Buffer.from('{}') };
    const scheme = readCustomProvider(row, 0, new Set());
    assert.ok('id' in scheme);
    assert.equal(resign({ request, url: '', now: 0 }, prepare(scheme, 's')), 'noForm');
  });

  it('can be the place of a custom provider, whose key may be the SHA-1 of the secret', () => {
    const scheme = readCustomProvider(row, 0, new Set());
    assert.ok('id' in scheme);
    const payload = 'PD94bWw=\n';
    const digest = hmac('sha1', createHash('sha1').update(secret).digest(), payload);
    const sent = urlencoded({
      bt_signature: `other|${'0'.repeat(40)}&public|${digest}`,
      bt_payload: payload,
    });
    assert.equal(hold(sent, prepare(scheme, secret)).verdict, 'valid');
    assert.equal(hold(sent, prepare(scheme, 'x')).verdict, 'invalid');
    const request = { method: 'POST', target: '/', ...sent };
    const signed = resign({ request, url: '', now: 0 }, prepare(scheme, 'x'));
    assert.ok(typeof signed === 'object');
    assert.equal(hold(signed, prepare(scheme, 'x')).verdict, 'valid');
    assert.match(new RequestParts(signed).form.get('bt_signature') ?? '', /^other\|[0-9a-f]{40}$/);
    // Recognised by both fields, not by a form that happens to have one of them.
    assert.deepEqual(scheme.detect, [{ pass: 'vendor', form: ['bt_signature', 'bt_payload'] }]);
    const settings = { sources: [], customProviders: [row], ignoreTimestamps: false, answerHandshakes: true };
    const { findings } = inspect(capturedRequest(sent), new Knowledge(settings, {}));
    assert.equal(findings.provider, row.id);
  });
});
