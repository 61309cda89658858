import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { Findings } from '../../../../src/engine/store/storedEvent.ts';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { requestOf, type Vector } from '../../../vectors/vector.ts';
import { readBelowShared } from '../signature/vectors.ts';
import { capturedRequest } from '../store/events.ts';

function found(request: Partial<CapturedRequest>, id: string, named = false): Findings {
  const source = { id: 's', name: 'Acme', path: '/', provider: named ? id : null, publicUrl: null };
  const settings = {
    sources: named ? [source] : [],
    customProviders: [],
    ignoreTimestamps: false,
    answerHandshakes: true,
  };
  const secrets = { [id]: [{ label: 'Secret 1', value: 's3cret' }] };
  return inspect(capturedRequest(request), new Knowledge(settings, secrets)).findings;
}

const json = ['Content-Type', 'application/json'];
const form = ['Content-Type', 'application/x-www-form-urlencoded'];
const test = Buffer.from('{"test":true}');
const bitbucketPing = { rawHeaders: [...json, 'X-Event-Key', 'diagnostics:ping'], body: test };

function assertPing({ verdict, reason, title }: Findings, provider: string): void {
  assert.deepEqual(
    [verdict, title, reason],
    ['unsigned', 'Ping', { code: 'unsigned', provider, ping: true }],
  );
}

describe('A ping that its provider sends unsigned', () => {
  it('is called so: Bitbucket Server tests the connection', () => {
    assertPing(found(bitbucketPing, 'bitbucket'), 'Bitbucket');
    assertPing(found(bitbucketPing, 'bitbucket', true), 'Bitbucket');
    assertPing(found(bitbucketPing, 'stripe'), 'Bitbucket');
  });

  it('is called so: WooCommerce saves a webhook', () => {
    const ping = { rawHeaders: form, body: Buffer.from('webhook_id=15') };
    assertPing(found(ping, 'woocommerce'), 'WooCommerce');
    assertPing(
      found(
        { ...ping, rawHeaders: [...form, 'User-Agent', 'WooCommerce/9.4.2 Hookshot (WordPress/6.7)'] },
        'woocommerce',
        true,
      ),
      'WooCommerce',
    );
  });

  it('is called so: Intercom asks whether a URL is there', () => {
    const head = { method: 'HEAD', rawHeaders: [], body: Buffer.alloc(0) };
    assertPing(found(head, 'intercom', true), 'Intercom');
  });

  it('is judged by its signature where it has one', () => {
    const digest = createHmac('sha256', 's3cret').update(test).digest('hex');
    const signed = (value: string): Findings =>
      found(
        { ...bitbucketPing, rawHeaders: [...bitbucketPing.rawHeaders, 'X-Hub-Signature', `sha256=${value}`] },
        'bitbucket',
      );
    assert.equal(signed(digest).verdict, 'valid');
    assert.equal(signed('00'.repeat(32)).verdict, 'invalid');
  });

  it('is none where it is an event', () => {
    const event = { rawHeaders: [...json, 'X-Event-Key', 'repo:refs_changed'], body: Buffer.from('{}') };
    assert.equal(found(event, 'bitbucket').verdict, 'missing');
    const order = { rawHeaders: form, body: Buffer.from('webhook_id=15&order=7') };
    assert.equal(found(order, 'woocommerce').verdict, 'unrecognised');
    assert.equal(found(order, 'woocommerce', true).verdict, 'missing');
    assert.equal(found({ ...order, method: 'HEAD' }, 'woocommerce', true).verdict, 'unrecognised');
  });

  it('is what was reported as a missing signature', function () {
    const reports = readBelowShared<readonly Vector[]>(this, 'cases/reports/unsigned-pings-bitbucket.json');
    for (const report of reports) {
      assertPing(found(requestOf(report), report.scheme, true), 'Bitbucket');
    }
  });
});
