import assert from 'node:assert/strict';
import type { StorageNotice } from '../../../../src/protocol/storage.ts';
import type { ListenerState } from '../../../../src/host/listener/listenerState.ts';
import { statusBarWords } from '../../../../src/host/listener/statusBarText.ts';
import { english } from '../fakes.ts';

const address = { host: '127.0.0.1', port: 6464 };
const listening: ListenerState = { kind: 'listening', ...address };
const failed: ListenerState = {
  ...{ kind: 'failed', ...address, why: 'portInUse', nextFreePort: 6465, detail: 'EADDRINUSE' },
};
const elsewhere: ListenerState = {
  ...failed,
  owner: { workspace: 'shop', isNamesake: false, isSameWorkspace: false, file: '' },
};
const full: StorageNotice = { kind: 'failing', why: 'full', file: '/x/a', detail: '' };
const unusable: StorageNotice = { kind: 'failing', why: 'unusable', file: '/x/a', detail: 'I/O' };

describe('The status bar', () => {
  it('says what the listener does, and what a click does', () => {
    const states: readonly ListenerState[] = [{ kind: 'stopped' }, listening, failed, elsewhere];
    const words = states.map((state) => statusBarWords(state, null, english));
    assert.deepEqual(
      words.map(({ text, label }) => [text, label]),
      [
        ['$(inbox) Webhooks: off', 'Webhook Debugger: stopped'],
        ['$(inbox) 6464', 'Webhook Debugger: listening on port 6464'],
        ['$(error) Webhooks: failed', 'Webhook Debugger: failed'],
        ['$(inbox) Webhooks: other window', 'Webhook Debugger: another window listens on port 6464'],
      ],
    );
    const [stopped, open, taken, other] = words.map(({ tooltip }) => tooltip);
    assert.equal(stopped, 'The webhook listener is stopped. Click to start it.');
    assert.equal(open, 'Webhook Debugger listens at http://localhost:6464/. Click to show the sources.');
    assert.match(taken ?? '', /^Port 6464 is taken.* Click to try again\.$/);
    assert.match(other ?? '', /^Webhook Debugger of the window “shop” .* Click for the choices\.$/);
  });

  it('says to the eye, the ear and the mouse that nothing is stored', () => {
    assert.deepEqual(statusBarWords(listening, full, english), {
      text: '$(warning) Webhooks: not stored',
      label: 'Webhook Debugger: listening on port 6464, disk full',
      tooltip:
        'Webhooks cannot be stored: the disk of /x/a is full. Senders get a 507 and should try again later. Free some disk space; capture resumes by itself. Click to show the sources.',
    });
    const { label, tooltip } = statusBarWords(listening, unusable, english);
    assert.equal(label, 'Webhook Debugger: listening on port 6464, cannot store');
    assert.match(tooltip, /in \/x\/a: I\/O\. .* Click to show the sources\.$/);
  });

  it('says nothing of the store while nothing is heard', () => {
    for (const state of [{ kind: 'stopped' } as const, failed, elsewhere]) {
      assert.deepEqual(statusBarWords(state, full, english), statusBarWords(state, null, english));
    }
  });
});
