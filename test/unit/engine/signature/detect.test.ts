import assert from 'node:assert/strict';
import { Detector } from '../../../../src/engine/signature/detect.ts';
import type { Scheme } from '../../../../src/engine/signature/scheme.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { partsOf } from './holding.ts';

const detector = new Detector(schemes);

function idOf(rawHeaders: readonly string[], body = '', target = '/'): string | undefined {
  return detector.detect(partsOf({ rawHeaders, body: Buffer.from(body), target }))?.scheme.id;
}

describe('detection', () => {
  it('goes by a vendor header, whatever its case and value', () => {
    assert.equal(idOf(['sb-signature', '']), 'simplebackups');
    assert.equal(idOf(['Host', 'x', 'STRIPE-SIGNATURE', 'garbage']), 'stripe');
    assert.equal(idOf(['X-GitHub-Event', 'push', 'X-Hub-Signature-256', 'sha256=00']), 'github');
  });

  it('sees the relay before the provider behind it', () => {
    assert.equal(idOf(['X-GitHub-Event', 'push', 'x-hookdeck-signature', 'abc']), 'hookdeck');
  });

  it('sees a forge that also speaks as GitHub does', () => {
    const headers = ['X-GitHub-Event', 'push', 'X-Gitea-Event', 'push', 'X-Hub-Signature-256', 'sha256=00'];
    assert.equal(idOf(headers), 'gitea');
  });

  it('tells the versions of a scheme apart', () => {
    assert.equal(idOf(['X-HubSpot-Signature', '00', 'X-HubSpot-Signature-Version', 'v1']), 'hubspot-v1');
    assert.equal(idOf(['X-HubSpot-Signature', '00', 'X-HubSpot-Signature-Version', 'v2']), 'hubspot-v2');
    assert.equal(idOf(['X-HubSpot-Signature', '00', 'X-HubSpot-Signature-v3', 'x']), 'hubspot-v3');
    assert.equal(idOf(['X-Convoy-Signature', '00ff']), 'convoy');
    assert.equal(idOf(['X-Convoy-Signature', 't=1,v1=00']), 'convoy-advanced');
  });

  it('names the family where one header is that of many', () => {
    assert.equal(idOf(['svix-id', '1', 'svix-timestamp', '1', 'svix-signature', 'v1,x']), 'svix');
    const standard = ['webhook-id', '1', 'webhook-timestamp', '1', 'webhook-signature', 'v1,x'];
    assert.equal(idOf(standard), 'standard-webhooks');
    assert.equal(idOf([...standard, 'User-Agent', 'OpenAI/Webhooks']), 'openai');
  });

  it('goes by the shape where no header tells', () => {
    const backup = { type: 'backup', status: 'success', backup: { name: 'a' }, server: { name: 'b' } };
    assert.equal(idOf([], JSON.stringify({ ...backup, storage: { name: 'c' } })), 'simplebackups');
    const mailgun = { signature: { token: 'x' }, 'event-data': { event: 'delivered' } };
    assert.equal(idOf([], JSON.stringify(mailgun)), 'mailgun');
  });

  it('still knows the requests of vendors whose shape others share in part', () => {
    assert.equal(idOf(['User-Agent', 'DropboxWebhooks/1.0'], '', '/?challenge=a'), 'dropbox');
    const hub = '/?hub.mode=subscribe&hub.challenge=1&hub.verify_token=t';
    assert.equal(idOf(['User-Agent', 'facebookplatform/1.0'], '', hub), 'meta');
    assert.equal(idOf([], '{"update_id":7,"callback_query":{"id":"1","from":{"id":2}}}'), 'telegram');
    assert.equal(idOf(['X-Event-Key', 'pr:opened']), 'bitbucket');
    const data = { date: '2026-11-29T00:00:00.000Z', type: 'sapi', client_id: '' };
    assert.equal(idOf([], JSON.stringify([{ log_id: '90020261129', data }])), 'auth0');
    assert.equal(idOf([], JSON.stringify({ log_id: '1', data: { ...data, log_id: '1' } })), 'auth0');
  });

  it('is not moved by a header that is no sign, nor by hostile names', () => {
    assert.equal(idOf(['Content-Type', 'application/json'], '{"id":1}'), undefined);
    assert.equal(idOf(['__proto__', 'x', 'constructor', 'y'], '{"__proto__":{"type":"backup"}}'), undefined);
    assert.equal(idOf([], '['.repeat(100_000)), undefined);
  });

  it('says what it went by', () => {
    const parts = partsOf({ rawHeaders: ['x-slack-request-timestamp', '1'] });
    assert.deepEqual(detector.detect(parts)?.detection, {
      by: 'headers',
      headers: ['X-Slack-Request-Timestamp'],
    });
  });

  it("asks a person's own providers first", () => {
    const [github] = schemes.filter(({ id }) => id === 'github');
    assert.ok(github !== undefined);
    const own: Scheme = { ...github, id: 'own', detect: [{ pass: 'shape', headers: ['X-GitHub-Event'] }] };
    const withOwn = new Detector(schemes, [own]);
    assert.equal(withOwn.detect(partsOf({ rawHeaders: ['x-github-event', 'push'] }))?.scheme.id, 'own');
  });
});
