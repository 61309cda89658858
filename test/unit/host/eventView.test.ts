import assert from 'node:assert/strict';
import type { EventDetail } from '../../../src/protocol/event.ts';
import { eventView, tabTitle } from '../../../src/host/eventView.ts';
import { Times } from '../../../src/host/wording.ts';
import { detail, english, summary } from './fakes.ts';

const surroundings = { pinned: true, hasNewer: true, hasOlder: false };
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
    assert.equal(view.received, '23 Nov 2026, 12:02:31');
    assert.deepEqual([view.pinned, view.hasNewer, view.hasOlder], [true, true, false]);
  });

  it('puts facts into words', () => {
    assert.deepEqual(viewOf().facts, [
      { label: 'Status', kind: 'outcome', value: 'error', outcome: 'failure' },
      { label: 'Duration', kind: 'milliseconds', value: '10 min 0 s' },
      { label: 'Backup', kind: 'text', value: 'Acme Database', note: 'file' },
    ]);
    const [own] = viewOf({ facts: [{ label: 'toString', kind: 'text', value: 'x' }] }).facts;
    assert.equal(own?.label, 'toString');
  });

  it('shows how the signature was checked', () => {
    assert.deepEqual(labelled(viewOf().signature), {
      Scheme: 'SimpleBackups: HMAC-SHA256, hex',
      Header: 'SB-Signature',
      Received: 'ab'.repeat(32),
      'Signed content': 'the raw body, 391 bytes',
      'Matching secret': 'none',
    });
    assert.deepEqual(viewOf({ signature: null }).signature, []);
    assert.equal(viewOf({ signature: null }).canShowExpected, false);
  });

  it('shows every value of a header that came twice, and none that did not come', () => {
    const { signature } = detail;
    assert.ok(signature);
    const twice = viewOf({ signature: { ...signature, received: ['a', 'b'] } }).signature;
    assert.deepEqual(
      twice.filter(({ copy }) => copy).map(({ label, value }) => `${label}: ${value}`),
      ['Received (1 of 2): a', 'Received (2 of 2): b'],
    );
    const none = viewOf({ signature: { ...signature, received: [] } }).signature;
    assert.equal(labelled(none)['Received'], 'no SB-Signature header');
  });

  it('shows the answer, or that there was none', () => {
    assert.deepEqual(labelled(viewOf().delivery), {
      Answer: '200',
      'Answer headers': 'Cache-Control: no-store',
      'Answer body': 'ok\n',
      'Received at': '23 Nov 2026, 12:02:31',
      From: '127.0.0.1',
      Protocol: 'HTTP/1.1',
      Body: '391 bytes',
      Headers: '2',
      'Body took': '1.3 ms',
    });
    assert.match(labelled(viewOf({ answer: null }).delivery)['Answer'] ?? '', /^none/);
  });

  it('offers the secret where it is what is missing', () => {
    const noSecret = viewOf({ summary: { ...summary, verdict: 'noSecret' } });
    assert.equal(noSecret.primaryAction, 'setSecret');
    assert.equal(noSecret.canShowExpected, false);
    assert.equal(viewOf().primaryAction, 'openInEditor');
  });

  it('has the title as it came for the panel, and a short one on one line for the tab', () => {
    const titled = { ...detail, summary: { ...summary, title: `a\nb${'c'.repeat(190)}` } };
    assert.equal(viewOf(titled).title, titled.summary.title);
    assert.equal(tabTitle(titled), `a\\nb${'c'.repeat(77)}…`);
  });
});
