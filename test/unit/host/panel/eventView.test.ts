import assert from 'node:assert/strict';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import { eventView, tabTitle, type ViewSurroundings } from '../../../../src/host/panel/eventView.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { detail, english, summary } from '../fakes.ts';
import type { Outcome } from '../../../../src/protocol/summary.ts';

const surroundings: ViewSurroundings = {
  ...{ pinned: true, hasNewer: true, hasOlder: false, offersSecret: false },
  ...{ signer: undefined, sentTo: null, likely: [] },
};
const words = { t: english, times: new Times('en', () => summary.receivedAt) };
const viewOf = (changes: Partial<EventDetail> = {}) =>
  eventView({ ...detail, ...changes }, surroundings, words);
const labelled = (values: readonly { label: string; value: string }[]) =>
  Object.fromEntries(values.map(({ label, value }) => [label, value]));

describe('An event in the words of the panel', () => {
  it('says the verdict with its reason and what to do', () => {
    const view = viewOf();
    assert.equal(view.verdictWord, 'Invalid');
    assert.match(view.reason, /does not match this body with the saved secret/);
    assert.match(view.advice, /tunnel/);
    assert.match(view.received, /^23 Nov 2026, 12:02:31 [A-Z]+/);
    assert.deepEqual([view.pinned, view.hasNewer, view.hasOlder], [true, true, false]);
  });

  it('says what a handshake leaves to do, also where it is signed', () => {
    const handshake = { offersSecret: false, byHand: 'https://sns.example/confirm' };
    assert.match(
      viewOf({ handshake }).advice,
      /tunnel.*To finish, open https:\/\/sns\.example\/confirm yourself/,
    );
    const reason = { code: 'handshake', provider: 'X', result: 'answered', ...handshake } as const;
    assert.equal(viewOf({ handshake, reason }).advice.match(/To finish/g)?.length, 1);
  });

  it('speaks of a secret that a handshake brought until it is saved', () => {
    const handshake = { offersSecret: true, byHand: null };
    const reason = { code: 'handshake', provider: 'Asana', result: 'answered', ...handshake } as const;
    const event = { ...detail, reason, handshake };
    assert.match(eventView(event, { ...surroundings, offersSecret: true }, words).advice, /the button/);
    assert.doesNotMatch(eventView(event, surroundings, words).advice, /the button/);
  });

  it('asks whether a handler breaks the signature only where it is over the body as a whole', () => {
    const shows = (signedContent: string): boolean => {
      const { signature } = detail;
      return viewOf({ signature: signature && { ...signature, signedContent } }).canShowBreaks;
    };
    assert.ok(shows('{timestamp}.{body}'));
    assert.ok(shows('{header:PAYPAL-TRANSMISSION-ID}|{crc32}'));
    for (const content of [
      '',
      'id:{query:data.id};ts:{timestamp};',
      '{url}{form}',
      '{json:pspReference}:{json:success}',
    ]) {
      assert.ok(!shows(content), content);
    }
  });

  it('puts facts into words', () => {
    assert.deepEqual(viewOf().facts, [
      { label: 'Duration', value: '10 min 0 s' },
      { label: 'Backup', value: 'Acme Database', note: 'file' },
    ]);
    const [own] = viewOf({ facts: [{ label: 'toString', kind: 'text', value: 'x' }] }).facts;
    assert.equal(own?.label, 'toString');
  });

  it('tells what the provider reports in its own word, apart from the other facts', () => {
    const word = (value: string, outcome: Outcome): string =>
      viewOf({
        facts: [{ label: 'Status', kind: 'outcome', value }],
        summary: { ...detail.summary, outcome },
      }).outcomeWord;
    assert.equal(viewOf().outcomeWord, 'error');
    assert.equal(word('delivered', 'success'), 'delivered');
    assert.equal(word('true', 'success'), 'success');
    assert.equal(word('deployment.error', 'failure'), 'failure');
    assert.equal(word('running', 'unknown'), '');
    const running = { label: 'Status', kind: 'outcome', value: 'running' } as const;
    const summary = { ...detail.summary, outcome: 'unknown' } as const;
    assert.deepEqual(viewOf({ facts: [running], summary }).facts, [{ label: 'Status', value: 'running' }]);
  });

  it('shows the answer, or that there was none', () => {
    assert.deepEqual(labelled(viewOf().delivery), {
      Response: '200',
      'Response headers': 'Cache-Control: no-store',
      'Response body': 'ok\n',
      'Received at': words.times.zoned(summary.receivedAt),
      From: '127.0.0.1',
      Protocol: 'HTTP/1.1',
      Body: '391 bytes',
      Headers: '2',
      'Body received in': '1.3 ms',
    });
    assert.match(labelled(viewOf({ answer: null }).delivery)['Response'] ?? '', /^none/);
    const held = { status: 200, headers: [], body: '', delay: 1500 };
    assert.equal(labelled(viewOf({ answer: held }).delivery)['Held back'], '1.5 s, as was asked for');
    const texts = {
      onPurpose: /^none, as was asked for: the sender is kept waiting$/,
      gaveUp: /^none, as was asked for: the sender gave up after 10 s$/,
      hungUp: /^none, as was asked for: the connection was closed here after 10 s$/,
      senderLeft: /^none: the sender left after 10 s, before the response$/,
    } as const;
    for (const unanswered of Object.keys(texts) as (keyof typeof texts)[]) {
      const { delivery } = viewOf({ answer: { unanswered, after: 10_000 } });
      assert.match(labelled(delivery)['Response'] ?? '', texts[unanswered]);
    }
  });

  it('shows the source, the id of the delivery and which attempt it is, where they are known', () => {
    const source = { summary: { ...summary, source: 'Acme\nBackups' } };
    const delivery = labelled(viewOf({ ...source, idempotencyId: 'evt_1', attempt: '2' }).delivery);
    assert.equal(delivery['Source'], 'Acme\\nBackups');
    assert.equal(delivery['Idempotency id'], 'evt_1');
    assert.equal(delivery['Attempt'], '2');
  });

  it('says how much of a body came once', () => {
    const bodyOf = (change: object): unknown =>
      labelled(viewOf({ summary: { ...summary, complete: false, ...change } }).delivery)['Body'];
    assert.equal(bodyOf({ size: 6, declared: 100 }), '6 B of 100 B, incomplete');
    assert.equal(bodyOf({ size: 2048, declared: 4096 }), '2 KB of 4 KB, incomplete (2,048 bytes kept)');
  });

  it('offers the secret where it is what is missing', () => {
    const noSecret = viewOf({ summary: { ...summary, verdict: 'noSecret' } });
    assert.equal(noSecret.primaryAction, 'setSecret');
    assert.equal(noSecret.canShowExpected, false);
    assert.equal(viewOf().primaryAction, 'explain');
    const valid = viewOf({ summary: { ...summary, verdict: 'valid' } });
    assert.deepEqual([valid.primaryAction, valid.canExplain], ['replay', false]);
    const cut = viewOf({ summary: { ...summary, verdict: 'valid', complete: false } });
    assert.deepEqual([cut.primaryAction, cut.canResign, valid.canResign], ['openInEditor', false, true]);
    assert.equal(viewOf({ signing: 'privateKey' }).canResign, false);
    const handshake = {
      code: 'handshake',
      provider: 'Zoom',
      result: 'noSecret',
      offersSecret: false,
      byHand: null,
    } as const;
    assert.equal(viewOf({ reason: handshake }).primaryAction, 'setSecret');
    assert.equal(viewOf({ reason: { ...handshake, result: 'answered' } }).primaryAction, 'openInEditor');
    const offering = eventView(detail, { ...surroundings, offersSecret: true }, words);
    assert.equal(offering.primaryAction, 'saveSecret');
  });

  it('says which secret re-signs, without a part of it', () => {
    const secret = { label: 'Secret 2', value: 'whsec_0123456789abc7dc', addedAt: summary.receivedAt };
    const hint = (signer: ViewSurroundings['signer']): string =>
      eventView(detail, { ...surroundings, signer }, words).resignHint;
    assert.equal(hint(secret), 'Signs with Secret 2 (added today).');
    assert.equal(hint({ label: 'Production' }), 'Signs with Production.');
    assert.equal(hint(undefined), '');
  });

  it('offers a digest only where one can be computed', () => {
    const { signature } = detail;
    assert.ok(signature);
    const shown = (proof: typeof signature.proof): boolean =>
      viewOf({ signature: { ...signature, proof } }).canShowExpected;
    assert.deepEqual((['hmac', 'hash', 'publicKey', 'token', 'jwt'] as const).map(shown), [
      true,
      true,
      false,
      false,
      false,
    ]);
    assert.equal(viewOf({ signature: null }).canShowExpected, false);
  });

  it('says why it cannot be sent again, where it did not arrive whole', () => {
    assert.equal(viewOf().replayProblem, '');
    const refused = { code: 'refused', refusal: { code: 'tls', detail: '' } } as const;
    assert.match(viewOf({ reason: refused }).replayProblem, /was refused/);
    assert.match(viewOf({ summary: { ...summary, complete: false } }).replayProblem, /ended before its body/);
  });

  it('offers nothing to look at where nothing was read', () => {
    const summaryOf = { ...summary, verdict: 'refused', size: 0, method: '', path: '' } as const;
    const refusal = { code: 'tooManyConnections', detail: '', limit: 1024, count: 3 } as const;
    const reason = { code: 'refused', refusal } as const;
    const view = viewOf({ summary: summaryOf, reason, headers: [], httpVersion: '' });
    assert.deepEqual([view.hasContent, view.primaryAction], [false, null]);
    assert.deepEqual(Object.keys(labelled(view.delivery)), [
      ...['Response', 'Response headers', 'Response body', 'Received at', 'From'],
    ]);
  });

  it('says why there is no signature of what was refused', () => {
    const reason = { code: 'refused', refusal: { code: 'tls', detail: '' } } as const;
    const view = viewOf({ reason, summary: { ...summary, verdict: 'refused' } });
    assert.deepEqual([view.hasContent, view.primaryAction], [true, 'openInEditor']);
    assert.deepEqual(labelled(view.signature), { Signature: 'not checked, as the request was refused' });
  });

  it('lets a provider be chosen for what is a request', () => {
    assert.equal(viewOf().canChooseProvider, true);
    const refused = { code: 'refused', refusal: { code: 'tls', detail: '' } } as const;
    assert.equal(viewOf({ reason: refused }).canChooseProvider, false);
  });

  it('has the title as it came for the panel, and a short one on one line for the tab', () => {
    const titled = { ...detail, summary: { ...summary, title: `a\nb${'c'.repeat(190)}` } };
    assert.equal(viewOf(titled).title, titled.summary.title);
    assert.equal(tabTitle(titled), `a\\nb${'c'.repeat(77)}…`);
  });
});
