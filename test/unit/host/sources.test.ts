import assert from 'node:assert/strict';
import type { ListenerState, StorageNotice } from '../../../src/protocol/engine.ts';
import {
  failureText,
  isLoopbackAuthority,
  localUrl,
  stateText,
  statusName,
} from '../../../src/host/listenerText.ts';
import { listenerRow, providerRow } from '../../../src/host/sourceRows.ts';
import { noticeFile, noticeText } from '../../../src/host/storageText.ts';
import { english } from './fakes.ts';

const listening: ListenerState = { kind: 'listening', host: '127.0.0.1', port: 6464 };
const stopped: ListenerState = { kind: 'stopped' };
const failed = {
  kind: 'failed',
  host: '127.0.0.1',
  port: 6464,
  why: 'portInUse',
  nextFreePort: 6465,
  detail: 'EADDRINUSE',
} as const;

describe('The listener in words', () => {
  it('has the names that people and scripts rely on', () => {
    assert.deepEqual(
      [listening, stopped, failed].map((state) => statusName(state, english)),
      ['Webhook Debugger: listening on port 6464', 'Webhook Debugger: stopped', 'Webhook Debugger: failed'],
    );
  });

  it('says where it is, or why it is not', () => {
    assert.equal(stateText(listening, english), 'Listening on 127.0.0.1:6464');
    assert.equal(stateText({ ...listening, host: '::1' }, english), 'Listening on [::1]:6464');
    for (const why of ['portInUse', 'notPermitted', 'addressNotHere', 'other'] as const) {
      assert.notEqual(stateText({ ...failed, why }, english), '');
      assert.match(failureText({ ...failed, why }, english), /6464|127\.0\.0\.1/);
    }
  });

  it('gives the URL that works', () => {
    assert.equal(localUrl('127.0.0.1', 6464), 'http://localhost:6464/');
    assert.equal(localUrl('0.0.0.0', 80), 'http://localhost:80/');
    assert.equal(localUrl('192.168.1.5', 80), 'http://192.168.1.5:80/');
    assert.equal(localUrl('fe80::1', 80), 'http://[fe80::1]:80/');
  });

  it('knows an address of this machine', () => {
    const authorities = ['localhost:6464', '127.0.0.1', '[::1]:1', 'localhost.example.com', 'x.github.dev'];
    assert.deepEqual(authorities.map(isLoopbackAuthority), [true, true, true, false, false]);
  });
});

describe('The rows of the sources', () => {
  const provider = { id: 'simplebackups', name: 'SimpleBackups', secretFormat: '', samples: [] };
  const secret = { label: 'Secret 1', value: 'hidden' };

  it('are kinds that the menus know', () => {
    const kinds = [listening, stopped, failed].map((state) => listenerRow(state, null, english).kind);
    assert.deepEqual(kinds, ['listener.listening', 'listener.stopped', 'listener.failed']);
    assert.equal(listenerRow(failed, null, english).label, 'Port 6464 is taken');
  });

  it('show the URL that senders use while there is one', () => {
    assert.equal(listenerRow(listening, null, english).description, 'http://localhost:6464/');
    assert.equal(listenerRow(stopped, null, english).description, '');
  });

  it('say how many secrets a provider has, and never one', () => {
    const rows = [[], [secret], [secret, { ...secret, label: 'Secret 2' }]].map((list) =>
      providerRow(provider, { simplebackups: list }, english),
    );
    assert.deepEqual(
      rows.map(({ description }) => description),
      ['no secret', '1 secret', '2 secrets'],
    );
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['provider.noSecret', 'provider.withSecret', 'provider.withSecret'],
    );
    assert.doesNotMatch(JSON.stringify(rows), /hidden/);
  });

  it('say that nothing can be stored', () => {
    const full = { kind: 'failing', why: 'full', file: '/x/events.sqlite', detail: '' } as const;
    const row = listenerRow(listening, full, english);
    assert.equal(row.description, 'disk full');
    assert.match(row.tooltip, /507/);
  });
});

describe('A notice of the store', () => {
  it('says what, where and what to do', () => {
    const notices: readonly StorageNotice[] = [
      { kind: 'setAside', why: 'corrupt', movedTo: '/x/a' },
      { kind: 'setAside', why: 'newerVersion', movedTo: '/x/a' },
      { kind: 'setAside', why: 'readOnly', movedTo: '/x/a' },
      { kind: 'failing', why: 'full', file: '/x/a', detail: '' },
      { kind: 'failing', why: 'unusable', file: '/x/a', detail: 'I/O' },
    ];
    for (const notice of notices) {
      assert.match(noticeText(notice, english), /\/x\/a/);
      assert.equal(noticeFile(notice), '/x/a');
    }
    assert.equal(noticeFile({ kind: 'recovered' }), null);
  });
});
