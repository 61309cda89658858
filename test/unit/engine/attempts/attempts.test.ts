import assert from 'node:assert/strict';
import {
  bodyDiffers,
  hasContent,
  idempotencyIdOf,
  isAccepted,
  keepsSignature,
  keyOfContent,
  keyOfId,
  mayBeAttempt,
} from '../../../../src/engine/attempts/attempts.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { PreparedScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { RequestParts } from '../../../../src/engine/signature/requestParts.ts';
import type { NewEvent } from '../../../../src/engine/store/storedEvent.ts';
import { newEvent } from '../store/events.ts';
import type { Verdict } from '../../../../src/protocol/verdict.ts';

const noSettings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
const knowledge = new Knowledge(noSettings, {});

function prepared(id: string): PreparedScheme {
  const own = knowledge.prepared(id, undefined);
  assert.ok(own);
  return own;
}

interface Delivered {
  readonly body?: string;
  readonly headers?: readonly string[];
  readonly target?: string;
  readonly provider?: string;
  readonly source?: string;
  readonly verdict?: Verdict;
  readonly title?: string;
  readonly complete?: boolean;
}

function event(delivered: Delivered = {}): NewEvent {
  const { body = '{"id":1}', headers = [], target = '/hooks', complete = true } = delivered;
  const { provider = 'stripe', source = null, verdict = 'valid', title = 'charge' } = delivered;
  const own = newEvent({ body: Buffer.from(body), rawHeaders: headers, target, complete });
  return { ...own, findings: { ...own.findings, provider, source, verdict, title } };
}

const idIn = (id: string, delivered: Delivered): string | null =>
  idempotencyIdOf(prepared(id).scheme, new RequestParts(event(delivered).request));

describe('The id of a delivery', () => {
  it('stands in a header or in the body, as the provider has it', () => {
    assert.equal(idIn('github', { headers: ['x-github-delivery', 'a-1'] }), 'a-1');
    assert.equal(idIn('stripe', { body: '{"id":"evt_1"}' }), 'evt_1');
    assert.equal(idIn('telegram', { body: '{"update_id":7}' }), '7');
    assert.equal(idIn('simplebackups', {}), null);
  });

  it('keeps the spelling of large numbers: two that are one double are two', () => {
    const [one, other] = ['9007199254740993', '9007199254740992'].map((id) =>
      idIn('telegram', { body: `{"update_id":${id}}` }),
    );
    assert.deepEqual([one, other], ['9007199254740993', '9007199254740992']);
  });

  it('is none where it is empty, absent, no text or endless', () => {
    assert.equal(idIn('github', { headers: ['X-GitHub-Delivery', ''] }), null);
    assert.equal(idIn('github', { headers: ['X-GitHub-Delivery', 'x'.repeat(501)] }), null);
    for (const body of ['{"id":{"a":1}}', '{"id":null}', '[]', 'null', '', '{"__proto__":{"id":"evt_1"}}']) {
      assert.equal(idIn('stripe', { body }), null, body);
    }
  });
});

describe('The key of a delivery', () => {
  const key = (delivered: Delivered): string => keyOfId(event(delivered), 'evt_1').text;

  it('is another one for each provider and path, and stays when the source is renamed', () => {
    const others: Delivered[] = [{}, { provider: 'svix' }, { provider: 'a"' }, { target: '/hooks/2' }];
    assert.equal(key({ source: 'Shop EU' }), key({ source: 'Shop' }));
    assert.equal(new Set(others.map(key)).size, others.length);
    assert.equal(key({ target: '/hooks?try=2' }), key({}));
  });

  it('is short, however long the path is', () => {
    assert.equal(key({ target: `/${'a'.repeat(60_000)}` }).length, 44);
  });

  it('by content is of all of the body', () => {
    const content = (body: string): string => keyOfContent(event({ body }), undefined).text;
    assert.equal(content('{"a":1}'), content('{"a":1}'));
    assert.notEqual(content('{"a":1}'), content('{"a": 1}'));
    assert.notEqual(content('{"a":1}'), content('{"a":1}\n'));
  });

  it('by content leaves out what the sender writes anew for each attempt', () => {
    const { scheme } = prepared('docusign');
    const content = (count: number): string =>
      keyOfContent(event({ body: `{"event":"sent","retryCount":${count}}` }), scheme).text;
    assert.equal(content(0), content(1));
  });

  it('by content is of the bytes where a body is nested too deeply to be written again', () => {
    const { scheme } = prepared('notion');
    const deep = (end: string): string =>
      keyOfContent(event({ body: `${'['.repeat(100_000)}${end}${']'.repeat(100_000)}` }), scheme).text;
    assert.equal(deep('1'), deep('1'));
    assert.notEqual(deep('1'), deep('2'));
  });

  it('is none of an empty body, nor of one that was cut off', () => {
    assert.equal(hasContent(event({ body: '' })), false);
    assert.equal(hasContent(event({ complete: false })), false);
    assert.equal(hasContent(event()), true);
  });
});

describe('An answer', () => {
  it('is accepting from 200 to 299 only', () => {
    const of = (status: number): boolean => isAccepted({ answer: { status, headers: [], body: '' } });
    assert.deepEqual([199, 200, 204, 299, 300, 301, 410, 500].map(of), [
      ...[false, true, true, true],
      ...[false, false, false, false],
    ]);
    assert.equal(isAccepted({ answer: null }), false);
    assert.equal(isAccepted({ answer: { unanswered: 'onPurpose', after: 0 } }), false);
  });
});

describe('A retry', () => {
  const differs = (id: string, first: string, retry: string): boolean =>
    bodyDiffers(event({ body: first }), event({ body: retry }), prepared(id).scheme);

  it('has another body where a byte is another', () => {
    assert.equal(differs('stripe', '{"id":"e"}', '{"id":"e"}'), false);
    assert.equal(differs('stripe', '{"id":"e"}', '{"id": "e"}'), true);
    assert.equal(differs('stripe', '{"id":"e","amount":1}', '{"id":"e","amount":9}'), true);
  });

  it('may count itself, and tell its time, where the provider has them in the body', () => {
    const notion = (attempt: number, type = 'page'): string =>
      `{"id":"n","attempt_number":${attempt},"type":"${type}"}`;
    assert.equal(differs('notion', notion(1), notion(2)), false);
    assert.equal(differs('notion', notion(1), notion(2, 'other')), true);
    const linear = (time: number): string => `{"action":"create","webhookTimestamp":${time}}`;
    assert.equal(differs('linear', linear(1), linear(60_000)), false);
    const hubspot = (attempt: number): string => `[{"eventId":1,"attemptNumber":${attempt},"a":[1,{}]}]`;
    assert.equal(differs('hubspot-v3', hubspot(0), hubspot(1)), false);
  });

  it('is held against no body that was cut off', () => {
    const cut = event({ body: '{"id"', complete: false });
    assert.equal(bodyDiffers(cut, event(), prepared('stripe').scheme), false);
  });

  it('with another body never stands before a genuine one, nor before what is about something else', () => {
    const genuine = event({ verdict: 'valid' });
    for (const verdict of ['invalid', 'missing', 'malformed', 'noSecret', 'unsigned'] as const) {
      const forged = event({ verdict, body: '{"id":1,"amount":9}' });
      assert.equal(mayBeAttempt(genuine, forged, true), false, verdict);
      assert.equal(mayBeAttempt(forged, genuine, true), false, verdict);
    }
    assert.equal(mayBeAttempt(genuine, event({ verdict: 'expired' }), true), true);
    assert.equal(mayBeAttempt(genuine, event({ title: 'refund' }), true), false);
    assert.equal(
      mayBeAttempt(genuine, event({ verdict: 'invalid' }), false),
      true,
      'the same body hides none',
    );
  });

  it('keeps the first signature: told only where the provider signs the time', () => {
    const signed = (name: string, value: string): NewEvent => event({ headers: [name, value] });
    const stripe = (value: string): NewEvent => signed('Stripe-Signature', value);
    assert.equal(keepsSignature(stripe('t=1,v1=aa'), stripe('t=1,v1=aa'), prepared('stripe')), true);
    assert.equal(keepsSignature(stripe('t=1,v1=aa'), stripe('t=2,v1=bb'), prepared('stripe')), false);
    assert.equal(keepsSignature(event(), event(), prepared('stripe')), false, 'neither has one');
    const hub = signed('X-Hub-Signature-256', 'sha256=aa');
    assert.equal(keepsSignature(hub, hub, prepared('github')), false);
    assert.equal(keepsSignature(hub, hub, undefined), false);
  });
});
