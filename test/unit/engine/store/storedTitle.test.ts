import assert from 'node:assert/strict';
import { storedTitle } from '../../../../src/engine/store/storedTitle.ts';
import type { Verdict } from '../../../../src/protocol/verdict.ts';

const now = (title: string, verdict: Verdict = 'unsigned'): string =>
  storedTitle(title, { verdict, method: 'POST', path: '/twilio' });

describe('the title of an event that an older version stored', () => {
  it('is method and path where it was the kind of its body', () => {
    const old = [
      'JSON',
      'unreadable JSON',
      'empty body',
      'body without a type',
      'application/x-www-form-urlencoded',
    ];
    for (const title of [...old, 'text/plain', 'image/png']) {
      assert.equal(now(title), 'POST /twilio', title);
    }
  });

  it('is in sentence case where the request was refused or a handshake', () => {
    assert.equal(now('body over the limit', 'refused'), 'Body over the limit');
    assert.equal(now('not HTTP', 'refused'), 'Not HTTP');
    assert.equal(now('TLS hello on the HTTP port', 'refused'), 'TLS hello on the HTTP port');
    assert.equal(now('handshake: Asana'), 'Handshake: Asana');
  });

  it('stays where it says what happened', () => {
    for (const title of ['backup success: Acme Project', 'order.paid', 'not HTTP', 'com.acme/order']) {
      assert.equal(now(title), title);
    }
  });
});
