import assert from 'node:assert/strict';
import { certificateFacts } from '../../../../src/host/targets/certificateText.ts';
import { deliveryMessage, deliveryView } from '../../../../src/host/replay/deliveryText.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import type { Certificate, DeliveryAnswer, Delivery } from '../../../../src/protocol/delivery.ts';
import { english, summary } from '../fakes.ts';
import { answered, failed, validEvent } from './samples.ts';

const words = { t: english, times: new Times('en', () => summary.receivedAt) };

const certificate: Certificate = {
  subject: 'localhost',
  issuer: 'Own Authority\u202e',
  names: 'DNS:app.test',
  validFrom: Date.UTC(2020, 0, 1),
  validTo: Date.UTC(2021, 0, 1),
  fingerprint: 'AB:CD',
};

function untrusted(code: string, changes: Partial<Certificate> = {}): Delivery {
  const failure = { code, detail: code, certificate: { ...certificate, ...changes } };
  return { ...failed(code), failure };
}

function broken(code: string): Delivery {
  return answered(200, { failure: { code, detail: 'Parse Error' } });
}

describe('Why a target cannot be sent to', () => {
  it('is told of each refusal, with what to do', () => {
    const expected: readonly (readonly [string, RegExp])[] = [
      ['metadata', /Nothing is sent to localhost:3000: clouds serve the credentials/],
      ['linkLocal', /link-local/],
      ['unspecified', /use localhost instead/],
      ['notLoopback', /use 127\.0\.0\.1 instead/],
      ['ownListener', /is the listener itself/],
      ['notAllowed', /has not been allowed: replay to it once to be asked/],
      ['ENOTFOUND', /is it spelled right/],
      ['EHOSTUNREACH', /There is no way to localhost:3000/],
      ['HPE_HEADER_OVERFLOW', /more than 64 KB/],
      ['TOO_MANY_1XX', /informational responses/],
      ['FRAMING', /was not sent: its length/],
      ['CLOSED', /the window was closed/],
      ['ABORT_ERR', /was cancelled/],
    ];
    for (const [code, text] of expected) {
      assert.match(deliveryMessage(failed(code), english), text);
    }
  });

  it('says which problem a certificate has, and whose it is', () => {
    const expected: readonly (readonly [string, string])[] = [
      ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted: it is self-signed.'],
      [
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'is not trusted: nobody here knows its issuer “Own Authority\\u202e”.',
      ],
      ['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted: nobody here knows its issuer “Own Authority\\u202e”.'],
      ['CERT_HAS_EXPIRED', 'expired on 2021-01-01.'],
      ['CERT_NOT_YET_VALID', 'is not valid before 2020-01-01.'],
      ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for other names: DNS:app.test.'],
      ['CERT_REVOKED', 'is not trusted: CERT_REVOKED.'],
    ];
    for (const [code, text] of expected) {
      const message = deliveryMessage(untrusted(code), english);
      assert.ok(
        message.startsWith(`The certificate of localhost:3000 ${text} Replay an event there`),
        message,
      );
    }
    // A date that is none: the certificate says anything.
    assert.match(
      deliveryMessage(untrusted('CERT_HAS_EXPIRED', { validTo: NaN }), english),
      /expired on \?\./,
    );
  });

  it('shows what a certificate says of itself', () => {
    assert.equal(
      certificateFacts(certificate, english),
      'For: DNS:app.test\nIssued by: Own Authority\\u202e\nValid: 2020-01-01 to 2021-01-01\nSHA-256: AB:CD',
    );
  });
});

describe('An answer that is not whole', () => {
  it('is told with why', () => {
    const expected: readonly (readonly [string, RegExp])[] = [
      ['ANSWER_TOO_LARGE', /responded 200 in 12 ms\. The response has more than 10 MB/],
      ['ECONNRESET', /responded 200 in 12 ms\. The connection was closed before the end/],
      ['ETIMEDOUT', /did not end in time/],
      ['CLOSED', /The window was closed/],
      ['HPE_INVALID_CHUNK_SIZE', /broke off, or went on with what is not HTTP: Parse Error/],
      ['toString', /broke off/],
    ];
    for (const [code, text] of expected) {
      assert.match(deliveryMessage(broken(code), english), text);
    }
    const { headline, look, values, answer } = deliveryView(broken('ECONNRESET'), validEvent([]), words);
    assert.equal(answer?.body, 'bad signature');
    assert.deepEqual([headline, look], ['localhost:3000 responded 200 in 12 ms, and broke off', 'refused']);
    assert.equal(deliveryView(broken('ANSWER_TOO_LARGE'), validEvent([]), words).look, 'accepted');
    assert.match(values.find(({ label }) => label === 'Why')?.value ?? '', /closed before the end/);
  });
});

describe('An answer that is compressed', () => {
  const bytes = Uint8Array.of(0x1f, 0x8b, 0, 1);
  const text = new TextEncoder().encode('bad signature');
  const shown = (decoded: DeliveryAnswer['decoded']): DeliveryAnswer => ({
    ...{ status: 400, headers: [], body: bytes, size: bytes.length },
    ...(decoded === undefined ? {} : { decoded }),
  });
  const viewOf = (answer: DeliveryAnswer) =>
    deliveryView(answered(400, { answer }), validEvent([]), words).answer;

  it('is shown decoded, and says so', () => {
    const whole = viewOf(shown({ encoding: 'gzip', body: text, isWhole: true }));
    assert.deepEqual([whole?.body, whole?.bodyNote], ['bad signature', 'Decoded from gzip:']);
    const part = viewOf(shown({ encoding: 'br', body: new Uint8Array(65_536).fill(0x61), isWhole: false }));
    assert.equal(part?.bodyNote, 'The first 64 KB, decoded from br:');
  });

  it('is no text where it is none', () => {
    const binary = viewOf(shown({ encoding: 'gzip', body: Uint8Array.of(0, 255, 254), isWhole: true }));
    assert.deepEqual([binary?.body, binary?.bodyNote], ['', 'The body of the response is not text: 4 B.']);
    assert.equal(viewOf(shown(undefined))?.bodyNote, 'The body of the response is not text: 4 B.');
  });
});
