import assert from 'node:assert/strict';
import { checkFraming, type Outgoing } from '../../../../src/engine/send/framing.ts';
import { asItCame, passedOn } from '../../../../src/engine/send/outgoing.ts';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { costOf } from '../../../support/cost.ts';

const url = new URL('http://localhost:3000');

function captured(method: string, rawHeaders: readonly string[], body = ''): CapturedRequest {
  return {
    receivedAt: 0,
    remoteAddress: '',
    httpVersion: '1.1',
    method,
    target: '/in',
    rawHeaders,
    rawTrailers: [],
    body: Buffer.from(body),
    bodyMilliseconds: 0,
    declaredLength: null,
    complete: true,
    refusal: null,
  };
}

const lengthOf = ({ headers }: Outgoing): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];

describe('The length of what is sent on', () => {
  const table: readonly (readonly [string, readonly string[], string, string | undefined])[] = [
    ['POST', ['Content-Length', '2'], '{}', '2'],
    ['POST', ['Content-Length', '99'], '{}', '2'],
    ['POST', ['Transfer-Encoding', 'chunked'], '{}', '2'],
    ['POST', [], '', '0'],
    ['GET', [], '', undefined],
    ['HEAD', [], '', undefined],
    ['GET', ['Content-Length', '0'], '', '0'],
    ['GET', ['Transfer-Encoding', 'chunked'], '{}', '2'],
    ['GET', ['Transfer-Encoding', 'chunked'], '', undefined],
    ['DELETE', ['Content-Length', '2'], '{}', '2'],
    ['PROPFIND', [], '', '0'],
    ['get', [], '', '0'],
  ];

  for (const [method, headers, body, length] of table) {
    it(`is ${length ?? 'not said'} for ${method} ${headers.join(' ')} with ${body.length} bytes`, () => {
      const outgoing = asItCame(captured(method, headers, body), url);
      assert.equal(lengthOf(outgoing), length);
      assert.doesNotThrow(() => checkFraming(outgoing));
    });
  }

  it('is the only framing, and that of the body, or nothing is sent', () => {
    const body = Buffer.from('{}');
    const send =
      (...headers: readonly (readonly [string, string])[]) =>
      (): void =>
        checkFraming({ method: 'POST', path: '/', headers, body });
    assert.doesNotThrow(send(['content-length', '2']));
    for (const wrong of ['3', '02', '+2', '2, 2', '']) {
      assert.throws(send(['Content-Length', wrong]), { code: 'FRAMING' });
    }
    assert.throws(send(), { code: 'FRAMING' });
    assert.throws(send(['Content-Length', '2'], ['CONTENT-LENGTH', '2']), { code: 'FRAMING' });
    assert.throws(send(['Content-Length', '2'], ['transfer-encoding', 'chunked']), { code: 'FRAMING' });
    assert.throws(send(['Transfer-Encoding', 'chunked']), { code: 'FRAMING' });
  });
});

describe('The headers of a connection', () => {
  it('are those that Connection names, however many spaces stand in it', () => {
    const gap = ' '.repeat(64 * 1024);
    const rawHeaders = ['Connection', `close ,X-Hop${gap}, a${gap}b`, 'x-hop', '1', 'X-Kept', '2'];
    const cost = costOf(() => assert.deepEqual(passedOn(rawHeaders), [['X-Kept', '2']]));
    assert.ok(cost < 200, `${cost}`);
  });
});
