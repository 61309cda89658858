import assert from 'node:assert/strict';
import { makeNonce, panelHtml } from '../../../../src/host/panel/panelHtml.ts';
import { parsePanelRequest, parsePanelState } from '../../../../src/host/panel/panelRequest.ts';
import { panelText } from '../../../../src/host/panel/panelText.ts';
import { english } from '../fakes.ts';

describe('What a panel says', () => {
  it('is taken where it is a request', () => {
    for (const request of [
      { type: 'ready' },
      { type: 'loadAll' },
      { type: 'setSecret' },
      { type: 'saveSecret' },
      { type: 'verifyAs' },
      { type: 'verifyAs', provider: 'stripe' },
      { type: 'describeProvider' },
      { type: 'openInEditor', what: 'headers' },
      { type: 'copy', what: 'payload' },
      { type: 'copyText', text: 'x' },
      { type: 'showExpected' },
      { type: 'openSetting', setting: 'ignoreTimestamps' },
      { type: 'explain' },
      { type: 'searchLonger' },
      { type: 'cancelExplain' },
      { type: 'showSigned' },
      { type: 'saveFoundSecret' },
      { type: 'saveCorrectedSecret' },
      { type: 'tryEnvSecrets' },
      { type: 'showBreaks' },
      { type: 'replay', resigned: true },
      { type: 'editAndReplay' },
      { type: 'saveAsFixture' },
      { type: 'pin', pinned: true },
      { type: 'go', to: 'older' },
    ]) {
      assert.deepEqual(parsePanelRequest(request), request);
    }
  });

  it('is dropped where it is not', () => {
    const bad: unknown[] = [null, 1, 'ready', [], {}, { type: 'toString' }, { type: '__proto__' }];
    bad.push({ type: 'go', to: 'away' }, { type: 'pin' }, { type: 'copyText', text: 1 }, { type: 'copy' });
    bad.push({ type: 'openInEditor', what: '/etc/passwd' }, { type: 'replay' });
    bad.push({ type: 'openSetting' }, { type: 'openSetting', setting: 'terminal.integrated.shell' });
    assert.deepEqual(
      bad.map(parsePanelRequest),
      bad.map(() => null),
    );
  });

  it('carries nothing but what was asked', () => {
    assert.deepEqual(parsePanelRequest({ type: 'ready', more: 1 }), { type: 'ready' });
  });

  it('is remembered over a reload', () => {
    assert.deepEqual(parsePanelState({ eventId: 12, pinned: true }), { eventId: 12, pinned: true });
    assert.deepEqual(parsePanelState({ eventId: 12 }), { eventId: 12, pinned: false });
    assert.deepEqual([undefined, {}, { eventId: '12' }, { eventId: 0.5 }].map(parsePanelState), [
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('The frame of a panel', () => {
  const resources = {
    cspSource: 'https://csp',
    script: 'https://x/w.js',
    style: 'https://x/s.css',
    language: 'de',
    title: 'A "title"',
  };

  it('allows its own script and style and nothing else', () => {
    const html = panelHtml(resources, 'abc');
    assert.match(html, /default-src 'none'; script-src 'nonce-abc'; style-src https:\/\/csp 'nonce-abc'/);
    assert.match(html, /; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; /);
    assert.match(html, /; trusted-types lit-html">/);
    assert.doesNotMatch(html, /unsafe|connect-src|img-src|allow-duplicates/);
    assert.match(html, /<html lang="de">/);
    assert.match(html, /<title>A &quot;title&quot;<\/title>/);
    assert.equal(html.match(/<webhook-event-panel><\/webhook-event-panel>/g)?.length, 1);
    assert.match(
      html,
      /<link rel="stylesheet" id="vscode-codicon-stylesheet" href="https:\/\/x\/s.css" nonce="abc">/,
    );
  });

  it('has another nonce each time', () => {
    assert.match(makeNonce(), /^[0-9a-f]{32}$/);
    assert.notEqual(makeNonce(), makeNonce());
  });
});

describe('The fixed texts of the panel', () => {
  it('are all there, each but its kind unlike the others', () => {
    const { jsonProblems, diagnosisActions, binaryKinds, ...texts } = panelText(english);
    const grouped = [jsonProblems, diagnosisActions, binaryKinds].flatMap((texts) => Object.values(texts));
    for (const text of [...Object.values(texts), ...grouped]) {
      assert.ok(text.length > 0);
    }
    assert.equal(texts.truncated, 'Showing the first {0} of {1} bytes.');
    assert.deepEqual(
      [texts.payload, texts.headers, texts.signature, texts.delivery],
      ['Payload', 'Headers', 'Signature', 'Delivery'],
    );
    assert.equal(texts.signatureVerdict, 'Signature verdict');
  });
});
