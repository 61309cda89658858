import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { flood, RawApp } from './rawApp.ts';
import { limit } from '../support/limits.ts';
import type { Delivery } from '../../src/protocol/delivery.ts';

describe('What an app does to a replay', function () {
  this.timeout(limit(20_000));
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let app: RawApp;
  /** The connections that the app has, each once it has said something. */
  let served: Promise<Socket>;
  let target: string;
  let id: number;

  async function serve(answer: (socket: Socket) => void): Promise<void> {
    served = new Promise((resolve) => {
      app = new RawApp((socket) => {
        answer(socket);
        resolve(socket);
      });
    });
    target = await app.listen();
  }

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    assert.equal(await engine.post('{"a":1}'), 200);
    id = (await engine.newest()).id;
  });
  afterEach(() => app.close());

  async function stored(): Promise<Delivery | undefined> {
    return (await engine.call('getEvent', { id }))?.deliveries[0];
  }

  it('is kept as far as it came, with why it ends', async () => {
    await serve((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfirst'));
    await engine.call('replay', { id, target });
    const { answer, failure } = (await stored()) ?? {};
    assert.deepEqual([answer?.status, answer?.size, failure?.code], [200, 5, 'ECONNRESET']);
    await engine.close();
  });

  it('is decoded for reading, each time that it is read', async () => {
    const bytes = gzipSync('invalid signature');
    await serve((socket) => {
      socket.write(`HTTP/1.1 400 No\r\nContent-Encoding: gzip\r\nContent-Length: ${bytes.length}\r\n\r\n`);
      socket.end(bytes);
    });
    const sent = await engine.call('replay', { id, target });
    for (const delivery of [sent, await stored()]) {
      assert.deepEqual(Buffer.from(delivery?.answer?.body ?? ''), bytes);
      assert.equal(Buffer.from(delivery?.answer?.decoded?.body ?? '').toString(), 'invalid signature');
    }
    await engine.close();
  });

  it('keeps nobody from sending, and no sender from its answer', async () => {
    await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      flood(socket, Buffer.alloc(64 * 1024, 0x61));
    });
    const replays = Array.from({ length: 5 }, () => engine.call('replay', { id, target }));
    const statuses = await Promise.all(Array.from({ length: 100 }, () => engine.post('{"b":2}')));
    assert.deepEqual([...new Set(statuses)], [200]);
    for (const { failure } of await Promise.all(replays)) {
      assert.equal(failure?.code, 'ANSWER_TOO_LARGE');
    }
    assert.equal((await engine.call('counts', { afterId: id })).after, 100);
    await engine.close();
  });

  it('goes on while the listener stops', async () => {
    await serve(() => undefined);
    const replay = engine.call('replay', { id, target });
    const socket = await served;
    await engine.call('stopListener', null);
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone');
    assert.equal((await replay).answer?.status, 200);
    await engine.close();
  });

  it('ends when the engine is closed, whatever the app does', async () => {
    await serve(() => undefined);
    const ended = assert.rejects(engine.call('replay', { id, target }), /being closed/);
    const closed = once(await served, 'close');
    await engine.call('close', null);
    await Promise.all([ended, closed]);
  });
});
