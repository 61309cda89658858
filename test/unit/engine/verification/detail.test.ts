import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { detailOf } from '../../../../src/engine/verification/detail.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { expectedDigestsOf } from '../../../../src/engine/verification/questions.ts';
import type { Secrets } from '../../../../src/protocol/engine.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import { signatureValues } from '../../../../src/host/panel/signatureValues.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english } from '../../host/fakes.ts';
import { capturedRequest } from '../store/events.ts';

const now = 1_760_000_000;
const words = { t: english, times: new Times('en', () => now * 1000) };

interface Sent {
  readonly provider: string;
  readonly headers?: readonly string[];
  readonly text?: string;
  readonly target?: string;
  readonly keys?: readonly string[];
}

function received({ provider, headers = [], text = '{"id":1}', target = '/', keys = ['s'] }: Sent) {
  const request = capturedRequest({
    receivedAt: now * 1000,
    target,
    rawHeaders: headers,
    body: Buffer.from(text),
  });
  const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
  const secrets: Secrets = { [provider]: keys.map((value) => ({ label: `“${value}”`, value })) };
  const knowledge = new Knowledge(settings, secrets);
  const { findings } = inspect(request, knowledge, provider);
  const event = { id: 1, request, findings, answer: answers.stored };
  return { detail: detailOf(event, knowledge), expected: expectedDigestsOf(event, knowledge) };
}

const toldOf = (detail: EventDetail): string | undefined =>
  signatureValues(detail, words)
    .filter(({ label }) => label === 'Signed content' || label.endsWith(' signs'))
    .map(({ label, value }) => `${label}: ${value}`)[0];
const told = (sent: Sent): string | undefined => toldOf(received(sent).detail);

describe('What is told of a signed content', () => {
  it('is what the provider signs, without a count, where nothing is signed', () => {
    assert.equal(
      told({ provider: 'stripe' }),
      'Stripe signs: the time, “.”, the body (not in this request: the time)',
    );
    assert.equal(told({ provider: 'github' }), 'GitHub signs: the raw body');
    assert.equal(
      told({ provider: 'svix', headers: ['svix-timestamp', String(now)] }),
      'Svix signs: svix-id, “.”, the time, “.”, the body (not in this request: svix-id)',
    );
  });

  it('has the time that stands beside a signature which is absent, or of a wrong form', () => {
    const time = ['X-Slack-Request-Timestamp', String(now)];
    assert.equal(told({ provider: 'slack', headers: time }), 'Slack signs: “v0:”, the time, “:”, the body');
    assert.equal(
      told({ provider: 'stripe', headers: ['Stripe-Signature', `t=${now},v1=zz`] }),
      'Stripe signs: the time, “.”, the body (here 19 bytes)',
    );
    assert.equal(
      told({ provider: 'stripe', headers: ['Stripe-Signature', 'v1=zz'] }),
      'Stripe signs: the time, “.”, the body (not in this request: the time)',
    );
  });

  it('leaves out the optional parts of a template that a request does not have', () => {
    const digest = 'ab'.repeat(32);
    const headers = ['x-signature', `ts=${now},v1=${digest}`];
    assert.equal(
      told({ provider: 'mercadopago', headers, target: '/?data.id=AB&type=payment' }),
      'Mercado Pago signs: “id:”, the query parameter data.id, “;ts:”, the time, “;” (here 20 bytes)',
    );
    const signed = createHmac('sha256', 's').update(`ts:${now};`).digest('hex');
    const { detail } = received({
      provider: 'mercadopago',
      headers: ['x-signature', `ts=${now},v1=${signed}`],
    });
    assert.equal(detail.summary.verdict, 'valid');
    assert.deepEqual(detail.reason.code === 'matches' ? detail.reason.coverage : null, {
      kind: 'partial',
      parts: 'ts:{timestamp};',
    });
  });

  it('counts no bytes of a URL that is not known, nor of a secret that is not', () => {
    const digest = Buffer.alloc(20).toString('base64');
    const form = 'application/x-www-form-urlencoded';
    const headers = ['X-Twilio-Signature', digest, 'Content-Type', form];
    assert.equal(
      told({ provider: 'twilio', headers, text: 'Body=hi' }),
      'Twilio signs: the URL, the sorted form fields',
    );
    assert.equal(
      told({ provider: 'twilio', headers: headers.slice(0, 2), text: '{}' }),
      'Twilio signs: the URL',
    );
  });

  it('has no expected signature of a time or an id that is not there', () => {
    assert.deepEqual(received({ provider: 'stripe' }).detail.signature?.absent, ['timestamp']);
    const { expected } = received({ provider: 'stripe', headers: ['Stripe-Signature', `t=${now},v1=zz`] });
    const digest = createHmac('sha256', 's').update(`${now}.{"id":1}`).digest('hex');
    assert.deepEqual(
      expected.map((one) => one.digest),
      [digest],
    );
  });
});
