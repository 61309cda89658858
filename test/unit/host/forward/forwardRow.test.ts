import assert from 'node:assert/strict';
import { forwardRow, shortTarget, type ForwardHealth } from '../../../../src/host/forward/forwardRow.ts';
import type { SourceRow } from '../../../../src/host/sources/sourceRows.ts';
import { forwardSwitches, type ForwardSetting } from '../../../../src/host/forward/forwardSetting.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english } from '../fakes.ts';

const noon = new Date(2026, 10, 23, 12, 1, 5).getTime();
const times = new Times('en-GB', () => noon + 60_000);
const usual: ForwardSetting = {
  target: 'http://localhost:3000/',
  path: 'auto',
  answerWithinSeconds: 10,
  ...forwardSwitches,
};

function row(setting: Partial<ForwardSetting> = {}, health: Partial<ForwardHealth> = {}): SourceRow {
  const state = { source: 'Backups', setting: { ...usual, ...setting }, check: null, state: null, ...health };
  return forwardRow(state, { t: english, times });
}

const state = {
  ...{ source: 'Backups', since: noon, answered: 41, unanswered: 0, waiting: 0 },
  ...{ failed: null, failing: null },
};

describe('The row of what is forwarded', () => {
  it('says where to and that it is on, with the count', () => {
    const first = row({}, { check: { kind: 'allowed' } });
    assert.deepEqual([first.label, first.description, first.kind], [':3000', 'on', 'forward.on']);
    const later = row({}, { state });
    assert.equal(later.accessibleLabel, 'forward to localhost:3000, on, 41 sent');
    assert.equal(later.source, 'Backups');
    assert.equal(shortTarget('http://localhost:3000/in/x?y'), 'localhost:3000/in/x');
  });

  it('says how many responses were no success, and warns while the last one was none', () => {
    const failed = { count: 1, status: 500, isLast: true };
    const bad = row({}, { state: { ...state, answered: 3, failed } });
    assert.deepEqual(
      [bad.description, bad.icon, bad.kind],
      ['1 of 3 failed (500) · on', 'warning', 'forward.on'],
    );
    assert.match(
      bad.tooltip,
      /responded 500 to the last event.*Delivery tab.*\nSince \d+ \w+ \d{4}, 12:01:05 \S+: 1 of 3 failed \(500\)/,
    );
    const over = { ...failed, count: 1200, isLast: false };
    const good = row({}, { state: { ...state, answered: 34_567, unanswered: 2, failed: over } });
    assert.equal(good.description, '1,200 of 34,567 failed (last 500), 2 without response · on');
    assert.equal(good.icon, 'arrow-right');
  });

  it('says that it is off, not allowed, or refused, whatever else is known', () => {
    const off = row({ enabled: false }, { state, check: { kind: 'ask', origin: 'x' } });
    assert.deepEqual([off.description, off.kind], ['off', 'forward.off']);
    const ask = row({}, { check: { kind: 'ask', origin: 'http://hooks.example.com:80' } });
    assert.deepEqual([ask.description, ask.kind], ['not allowed yet', 'forward.notAllowed']);
    assert.equal(ask.command, 'webhookDebugger.resumeForwarding');
    const refused = row({}, { check: { kind: 'refused', refusal: 'ownListener' } });
    assert.equal(refused.description, 'target refused');
    assert.match(refused.tooltip, /is the listener itself/);
  });

  it('says since when nothing answers, why, and what to do', () => {
    const failing = { since: noon, code: 'ECONNREFUSED', detail: 'connect ECONNREFUSED' };
    const { description, tooltip, icon } = row({}, { state: { ...state, failing, waiting: 2 } });
    assert.equal(description, 'failing · no response since 12:01:05: connection refused · 41 sent');
    assert.match(
      tooltip,
      /is your app running, and on that port\?\nSince \d+ \w+ \d{4}, 12:01:05 \S+: 41 sent\nWaiting for their turn or a response: 2\./,
    );
    assert.equal(icon, 'warning');
    const odd = { since: noon, code: '', detail: 'odd\u202e thing' };
    assert.doesNotMatch(row({}, { state: { ...state, failing: odd } }).description, /\u202e/);
  });

  it('names the options that are not the usual ones', () => {
    assert.doesNotMatch(row().tooltip, /Only valid|browser|answered|[Ee]ach event|as received/);
    const { tooltip } = row({ onlyValid: true, browserRequests: true, answerSender: true });
    assert.match(tooltip, /Only valid events.*\n.*browser.*\nThe sender gets the response of the app.* 10 s/);
  });
});
