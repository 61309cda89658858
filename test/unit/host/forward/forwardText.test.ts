import assert from 'node:assert/strict';
import { appView, browserFacts, notForwardedValues } from '../../../../src/host/forward/forwardText.ts';
import { passedOnText } from '../../../../src/host/replay/passedOnText.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import type { NotForwarded } from '../../../../src/protocol/forward.ts';
import { detail, english } from '../fakes.ts';
import type { Delivery } from '../../../../src/protocol/delivery.ts';

const target = 'http://localhost:3000/';

const answered: Delivery = {
  id: 1,
  kind: 'forward',
  at: 0,
  target,
  request: null,
  milliseconds: 12.3,
  answer: { status: 200, headers: [], body: new Uint8Array(0), size: 0 },
  failure: null,
};

const fact = (changed: Partial<EventDetail>): string | undefined =>
  appView({ ...detail, ...changed }, null, english)?.text;

const notSent = (why: NotForwarded): string | undefined => fact({ forward: { target, why } });

describe('What came of forwarding an event', () => {
  it('is not spoken of where it was not to be forwarded', () => {
    assert.equal(appView(detail, null, english), null);
    assert.deepEqual(browserFacts(detail, english), []);
    assert.deepEqual(notForwardedValues(detail, english), []);
  });

  it('is the answer of the app, or why there is none', () => {
    assert.equal(fact({ deliveries: [answered] }), 'localhost:3000 responded 200 in 12 ms');
    const failure = { code: 'ECONNREFUSED', detail: '' };
    const failed = { ...answered, answer: null, failure };
    assert.equal(fact({ deliveries: [failed] }), 'failed: localhost:3000, connection refused');
    assert.equal(fact({ forward: { target, why: null } }), 'waiting for localhost:3000');
    const given = { ...answered, passedOn: 'given' } as const;
    assert.match(fact({ deliveries: [given] }) ?? '', /, given to the sender$/);
    assert.match(fact({ deliveries: [{ ...given, passedOn: 'late' }] }) ?? '', /, not given to the sender$/);
    assert.match(passedOnText('late', english), /came too late/);
    assert.match(passedOnText('left', english), /closed the connection/);
  });

  it('is why it was not sent, in few words and with what to do', () => {
    const texts: readonly (readonly [NotForwarded, string, RegExp])[] = [
      [{ code: 'refused' }, 'not sent: refused', /no complete one/],
      [{ code: 'incomplete' }, 'not sent: incomplete', /ended before/],
      [{ code: 'browser' }, 'not sent: headers of a browser', /turn on “Browser requests”/],
      [{ code: 'loop' }, 'not sent: it came back', /X-Forwarded-Host.*forward to here\?/],
      [
        { code: 'handshake' },
        'not sent: a handshake, responded to here',
        /turn on “App responds to the sender”/,
      ],
      [{ code: 'notValid', verdict: 'invalid' }, 'not sent: invalid', /Turn off “Only valid events”/],
      [{ code: 'target', refusal: 'notAllowed' }, 'not sent: target not allowed yet', /was not allowed yet/],
      [{ code: 'target', refusal: 'ownListener' }, 'not sent: target refused', /listener itself/],
      [{ code: 'tooMany', waiting: 1000 }, 'not sent: 1000 were waiting', /Does the app respond\?/],
      [{ code: 'stopped' }, 'not sent: switched off meanwhile', /switched off/],
      [{ code: 'closed', begun: false }, 'not sent: the window was closed', /its turn/],
      [{ code: 'closed', begun: true }, 'no response: the window was closed', /may have received/],
      [{ code: 'failed', detail: 'odd\u202e' }, 'not sent: odd', /odd/],
    ];
    for (const [why, short, sentence] of texts) {
      assert.ok(notSent(why)?.startsWith(short), `${notSent(why)} / ${short}`);
      const [value] = notForwardedValues({ ...detail, forward: { target, why } }, english);
      assert.match(value?.value ?? '', sentence);
      assert.equal(value?.setting, /turn o/i.test(sentence.source) ? 'sources' : undefined, short);
      assert.doesNotMatch(value?.value ?? '', /\u202e/);
    }
  });

  it('stands beside that a browser made the request', () => {
    const summary = { ...detail.summary, fromBrowser: true };
    const headers = [['Origin', 'https://evil.example']] as const;
    assert.deepEqual(browserFacts({ ...detail, summary, headers }, english), [
      { label: 'Headers of', value: 'a browser', note: 'https://evil.example' },
    ]);
  });
});
