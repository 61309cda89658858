import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { detailOf } from '../../../../src/engine/verification/detail.ts';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { resign } from '../../../../src/engine/replay/resign.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import { capturedRequest } from '../store/events.ts';
import { hold, prepare } from './holding.ts';

const now = 1_760_000_000;
const secret = `whsec_${Buffer.from('a key of twenty-four byt').toString('base64')}`;
const text = '{"type":"user.created"}';

function headersOf(prefix: string, id = 'msg_1'): string[] {
  const key = Buffer.from(secret.slice(6), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${now}.${text}`).digest('base64');
  const names = [
    ['id', id],
    ['timestamp', String(now)],
    ['signature', `v1,${digest}`],
  ] as const;
  return names.flatMap(([name, value]) => [`${prefix}-${name}`, value]);
}

const request = (rawHeaders: readonly string[]) =>
  capturedRequest({ receivedAt: now * 1000, target: '/', rawHeaders, body: Buffer.from(text) });

function seen(provider: string, rawHeaders: readonly string[]) {
  const sources = [{ name: 'S', path: '/', provider, publicUrl: null }];
  const settings = { sources, customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
  const knowledge = new Knowledge(settings, { [provider]: [{ label: 'Secret 1', value: secret }] });
  const captured = request(rawHeaders);
  const { findings, idempotencyId } = inspect(captured, knowledge);
  const detail = detailOf({ id: 1, request: captured, findings, answer: answers.stored }, knowledge);
  return { findings, idempotencyId, detail };
}

describe('A sender that signs in headers of other names', () => {
  for (const provider of ['svix', 'resend', 'clerk']) {
    it(`is verified at a source of ${provider}, with or without Svix's name in the headers`, () => {
      for (const prefix of ['svix', 'webhook']) {
        const { findings, idempotencyId, detail } = seen(provider, headersOf(prefix));
        assert.deepEqual([findings.provider, findings.verdict], [provider, 'valid'], prefix);
        assert.equal(idempotencyId, 'msg_1', prefix);
        assert.deepEqual(detail.signature?.place, { header: `${prefix}-signature` });
      }
    });
  }

  it('is held against its own headers where they are there', () => {
    const wrong = headersOf('svix').map((value) => value.replace('v1,', 'v1,AAAA').slice(0, 47));
    assert.notEqual(seen('svix', [...wrong, ...headersOf('webhook')]).findings.verdict, 'valid');
    assert.equal(
      seen('svix', [...headersOf('svix'), ...headersOf('webhook', 'msg_2')]).findings.verdict,
      'valid',
    );
  });

  it('is verified where its own headers came empty, as its libraries do', () => {
    const empty = ['svix-id', '', 'svix-timestamp', '', 'svix-signature', ''];
    assert.equal(seen('svix', [...empty, ...headersOf('webhook')]).findings.verdict, 'valid');
  });

  it('is named without a source, too, where its secret is saved and matches', () => {
    const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
    const found = (value: string): readonly unknown[] => {
      const knowledge = new Knowledge(settings, { clerk: [{ label: 'Secret 1', value }] });
      const { provider, verdict, detection } = inspect(request(headersOf('webhook')), knowledge).findings;
      return [provider, verdict, detection.by === 'family' && detection.members.includes('Clerk')];
    };
    assert.deepEqual(found(secret), ['clerk', 'valid', true]);
    assert.deepEqual(found('whsec_AAAA'), ['standard-webhooks', 'noSecret', true]);
  });

  it('is told by what came beside a signature that is absent, and is Svix where nothing came', () => {
    const placeOf = (rawHeaders: readonly string[]) => {
      const { reason } = seen('svix', rawHeaders).findings;
      assert.ok(reason.code === 'absent', reason.code);
      return reason.place;
    };
    assert.deepEqual(placeOf(headersOf('webhook').slice(0, 4)), { header: 'webhook-signature' });
    assert.deepEqual(placeOf(headersOf('svix').slice(0, 4)), { header: 'svix-signature' });
    assert.deepEqual(placeOf([]), { header: 'svix-signature' });
  });

  it('is signed again in the headers that it came with', () => {
    const svix = schemeById('svix') ?? assert.fail();
    const sent = { ...request(headersOf('webhook')) };
    const signed = resign({ request: sent, url: '', now: (now + 60) * 1000 }, prepare(svix, secret));
    assert.ok(typeof signed === 'object');
    assert.deepEqual(
      signed.rawHeaders.filter((_, index) => index % 2 === 0),
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
    );
    assert.equal(hold(signed, prepare(svix, secret)).verdict, 'valid');
  });
});
