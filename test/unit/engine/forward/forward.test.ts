import assert from 'node:assert/strict';
import { Lane } from '../../../../src/engine/forward/lane.ts';
import { targetAt } from '../../../../src/engine/send/outgoing.ts';
import { passOn } from '../../../../src/engine/forward/passedOn.ts';
import type { HeaderPair } from '../../../../src/protocol/http.ts';
import { forwardPaths } from '../../../../src/protocol/targets.ts';

describe('The path of what is forwarded', () => {
  const of = (target: string, url: string): readonly string[] =>
    forwardPaths.map((path) => targetAt({ target }, new URL(url), path));

  it('is the own one, that of the target, or the one behind the other', () => {
    assert.deepEqual(of('/hooks/a', 'http://localhost:3000'), ['/hooks/a', '/hooks/a', '/', '/hooks/a']);
    const behind = '/api/in/hooks/a';
    assert.deepEqual(of('/hooks/a', 'http://localhost/api/in'), ['/api/in', '/hooks/a', '/api/in', behind]);
    assert.deepEqual(of('/hooks/a', 'http://localhost/api/in/'), [
      '/api/in/',
      '/hooks/a',
      '/api/in/',
      behind,
    ]);
  });

  it('has the query as it came, behind one that the target has', () => {
    const query = '?a=%2F&a&b=1?2';
    assert.deepEqual(
      of(`/x${query}`, 'http://localhost/y'),
      ['/y', '/x', '/y', '/y/x'].map((p) => p + query),
    );
    const both = '?own=1&a=%2F&a&b=1?2';
    assert.deepEqual(
      of(`/x${query}`, 'http://localhost/y?own=1'),
      ['/y', '/x', '/y', '/y/x'].map((p) => p + both),
    );
    assert.deepEqual(of('/x?', 'http://localhost/y'), ['/y?', '/x?', '/y?', '/y/x?']);
  });

  it('leaves the host out of what was written for a proxy, where something stands before it', () => {
    assert.equal(
      targetAt({ target: 'http://a.example/x?y' }, new URL('http://localhost/in'), 'append'),
      '/in/x?y',
    );
    assert.equal(targetAt({ target: '*' }, new URL('http://localhost/in'), 'append'), '/in/');
  });

  it('does not decode or tidy what came', () => {
    const odd = '/a//../b%2f%zz;x=y';
    assert.equal(targetAt({ target: odd }, new URL('http://localhost'), 'keep'), odd);
    assert.equal(targetAt({ target: odd }, new URL('http://localhost/in'), 'append'), `/in${odd}`);
  });
});

describe('The answer for a sender', () => {
  const answered = (status: number, headers: readonly HeaderPair[] = [], body = Buffer.from('x')) => ({
    answer: { status, headers, body, size: body.length },
    failure: null,
  });

  it('has the headers of the app, less those of the connection to it', () => {
    const headers: HeaderPair[] = [
      ['Content-Length', '99'],
      ['Connection', 'X-Hop, close'],
      ['X-Hop', '1'],
      ['Transfer-Encoding', 'chunked'],
      ['Set-Cookie', 'a'],
      ['set-cookie', 'b'],
    ];
    const { answer } = passOn(answered(200, headers), 'POST');
    assert.deepEqual(answer?.headers, [...headers.slice(-2), ['Content-Length', '1']]);
  });

  it('has no length where it has no body', () => {
    assert.deepEqual(passOn(answered(204, [], Buffer.alloc(0)), 'POST').answer?.headers, []);
    assert.deepEqual(passOn(answered(304, [], Buffer.alloc(0)), 'POST').answer?.headers, []);
  });

  it('has the length that the app said where the body is left out, and none of its own', () => {
    const length: HeaderPair = ['content-length', '1234'];
    assert.deepEqual(passOn(answered(200, [length], Buffer.alloc(0)), 'HEAD').answer?.headers, [length]);
    assert.deepEqual(passOn(answered(200, [], Buffer.alloc(0)), 'HEAD').answer?.headers, []);
    const odd: HeaderPair = ['Content-Length', '12 34'];
    assert.deepEqual(passOn(answered(200, [odd], Buffer.alloc(0)), 'HEAD').answer?.headers, []);
  });

  it('is none where there is none, where it broke off, and where it cannot be one', () => {
    const failure = { code: 'ECONNRESET', detail: '' };
    assert.equal(passOn({ answer: null, failure }, 'POST').passedOn, 'noAnswer');
    assert.equal(passOn({ ...answered(200), failure }, 'POST').passedOn, 'cutOff');
    assert.equal(passOn(answered(101), 'POST').passedOn, 'unusable');
    assert.equal(passOn(answered(999), 'POST').passedOn, 'unusable');
    assert.equal(passOn(answered(200, [['X', 'a\u0000b']]), 'POST').passedOn, 'unusable');
  });
});

describe('The way to one target', () => {
  interface Sending {
    readonly size: number;
    readonly run: () => Promise<void>;
  }

  /** Sendings that end when the test says so. */
  class Sendings {
    readonly begun: number[] = [];
    readonly #ends = new Map<number, () => void>();

    make(name: number, size = 1): Sending {
      const run = (): Promise<void> => {
        this.begun.push(name);
        return new Promise((resolve) => this.#ends.set(name, resolve));
      };
      return { size, run };
    }

    async end(name: number): Promise<void> {
      this.#ends.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('begins one when the one before was answered, in order', async () => {
    const lane = new Lane<Sending>();
    const sendings = new Sendings();
    [1, 2, 3].forEach((name) => assert.ok(lane.add(sendings.make(name))));
    assert.deepEqual(sendings.begun, [], 'not in the turn in which the event is acknowledged');
    await turn();
    assert.deepEqual([sendings.begun, lane.waiting], [[1], 2]);
    await sendings.end(1);
    assert.deepEqual(sendings.begun, [1, 2]);
    await sendings.end(2);
    await sendings.end(3);
    assert.ok(lane.isIdle);
  });

  it('holds a thousand, and no more than 64 MiB behind the first', async () => {
    const lane = new Lane<Sending>();
    const sendings = new Sendings();
    const mebibytes = 1024 * 1024;
    assert.ok(lane.add(sendings.make(0, 100 * mebibytes)), 'one is taken whatever its size');
    await turn();
    assert.ok(lane.add(sendings.make(1, 40 * mebibytes)));
    assert.ok(!lane.add(sendings.make(2, 40 * mebibytes)));
    assert.equal(lane.drop(({ size }) => size > mebibytes).length, 1);
    for (let count = 0; count < 1000; count += 1) {
      assert.ok(lane.add(sendings.make(count)));
    }
    assert.ok(!lane.add(sendings.make(1000)));
    lane.drop(() => true);
    await sendings.end(0);
    assert.ok(lane.isIdle);
  });
});
