import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { detailOf } from '../../../../src/engine/verification/detail.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { eventView } from '../../../../src/host/panel/eventView.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import type { Secrets } from '../../../../src/protocol/engine.ts';
import { english } from '../../host/fakes.ts';
import { capturedRequest } from '../store/events.ts';

const secret = 'gitea/my secret+77';

interface Sent {
  readonly headers?: readonly string[];
  readonly text?: string;
  readonly target?: string;
  readonly secrets?: Secrets;
  readonly chosen?: string;
}

const saved = (...values: readonly string[]) => values.map((value) => ({ label: 'Production', value }));

function seen({ headers = [], text = '{}', target = '/', chosen, secrets = { gitea: saved(secret) } }: Sent) {
  const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
  const knowledge = new Knowledge(settings, secrets);
  const request = capturedRequest({ target, rawHeaders: headers, body: Buffer.from(text) });
  const { findings } = inspect(request, knowledge, chosen ?? null);
  const detail = detailOf({ id: 1, request, findings, answer: answers.stored }, knowledge);
  const surroundings = {
    pinned: false,
    hasNewer: false,
    hasOlder: false,
    offersSecret: false,
    signer: undefined,
    likely: [],
    sentTo: null,
  };
  const words = { t: english, times: new Times('en', () => 0) };
  return { detail, view: eventView(detail, surroundings, words) };
}
const placeOf = (sent: Sent) => seen(sent).detail.exposed?.at;

describe('A saved secret that stands in a request itself', () => {
  const bytes = Buffer.from(secret);

  it('is told of in any spelling, and never shown', () => {
    for (const text of [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(secret).toLowerCase(),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      bytes.toString('base64'),
      bytes.toString('base64url'),
      Buffer.from(`user:${secret}, and more`).toString('base64'),
      Buffer.from(`x:${secret}`).toString('base64'),
    ]) {
      const { detail, view } = seen({ text: JSON.stringify({ a: { b: `.${text}.` } }) });
      assert.deepEqual(
        detail.exposed,
        { label: 'Production', owner: 'Gitea, Forgejo, Gogs', at: 'body' },
        text,
      );
      assert.match(
        view.warning,
        /^The body contains the saved secret “Production” of Gitea, Forgejo, Gogs itself\. /,
      );
      assert.ok(!JSON.stringify({ ...detail, headers: [] }).includes(text));
    }
  });

  it('is told of in the URL and in headers, too', () => {
    assert.equal(placeOf({ target: `/hook?key=${encodeURIComponent(secret)}` }), 'URL');
    assert.deepEqual(placeOf({ headers: ['X-Key', secret] }), { header: 'X-Key' });
    const { view } = seen({ headers: ['X-Key', secret] });
    assert.match(view.warning, /^X-Key contains the saved secret/);
  });

  it('is told of whatever the verdict is', () => {
    const text = JSON.stringify({ secret });
    const digest = createHmac('sha256', secret).update(text).digest('hex');
    const valid = seen({ text, headers: ['X-Gitea-Event', 'push', 'X-Gitea-Signature', digest] });
    const unsigned = seen({ text, chosen: 'none' });
    assert.deepEqual(
      [valid, unsigned].map(({ detail: { summary, exposed } }) => [summary.verdict, exposed?.at]),
      [
        ['valid', 'body'],
        ['unsigned', 'body'],
      ],
    );
  });

  it('is none where the provider sends it: a token, and what it asks with', () => {
    const token = 'a-token-of-mine';
    const secrets = { bearer: saved(token), github: saved(token), asana: saved(token), meta: saved(token) };
    assert.equal(placeOf({ secrets, headers: ['Authorization', `Bearer ${token}`] }), undefined);
    assert.deepEqual(placeOf({ secrets, headers: ['X-Other', token] }), { header: 'X-Other' });
    const asked = { asana: saved(token) };
    assert.equal(placeOf({ secrets: asked, headers: ['X-Hook-Secret', token] }), undefined);
    const target = `/?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${token}`;
    assert.equal(placeOf({ secrets: { meta: saved(token) }, target }), undefined);
  });

  it('is none that anybody may have, or that may stand there by chance', () => {
    const key = 'ab'.repeat(32);
    assert.equal(placeOf({ secrets: { discord: saved(key) }, text: key }), undefined);
    assert.equal(placeOf({ secrets: { github: saved('short') }, text: 'short' }), undefined);
    assert.equal(seen({ text: 'nothing' }).view.warning, '');
  });
});
