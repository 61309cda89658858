import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import type { Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { send, type SendLimits, type Sent } from '../../src/engine/send/send.ts';
import { Targets } from '../../src/engine/targets/targets.ts';
import { freePort } from '../tools/wait.ts';
import { limit as patience } from '../support/limits.ts';
import { flood, RawApp } from './rawApp.ts';
import type { Outgoing } from '../../src/engine/send/framing.ts';

const ok = 'HTTP/1.1 200 OK\r\n';
const mebibyte = Buffer.alloc(1024 * 1024, 0x61);
const limit = 10 * mebibyte.length;

function post(body: Uint8Array = Buffer.from('{}')): Outgoing {
  const headers = [
    ['Host', 'app'],
    ['Content-Length', String(body.length)],
  ] as const;
  return { method: 'POST', path: '/in', headers, body };
}

describe('An app whose answer is broken or hostile', function () {
  this.timeout(patience(20_000));
  let targets: Targets;
  let app: RawApp | undefined;

  beforeEach(() => {
    targets = new Targets({ listenerPort: () => undefined, publicUrls: () => [] });
  });
  afterEach(() => app?.close());

  async function sendTo(url: string, outgoing: Outgoing, limits?: SendLimits): Promise<Sent> {
    return send(outgoing, await targets.routeTo(url), limits);
  }

  async function answeredBy(serve: (socket: Socket) => void, limits?: SendLimits): Promise<Sent> {
    app = new RawApp(serve);
    return sendTo(await app.listen(), post(), limits);
  }

  function assertFailed({ answer, failure }: Sent, code: string): void {
    assert.deepEqual([answer, failure?.code], [null, code]);
  }

  function assertPart({ answer, failure }: Sent, text: string, code: string): void {
    assert.deepEqual([answer?.status, Buffer.from(answer?.body ?? '').toString()], [200, text]);
    assert.equal(failure?.code, code);
  }

  it('is down, or has a name that nobody knows', async () => {
    assertFailed(await sendTo(`http://127.0.0.1:${await freePort()}`, post()), 'ECONNREFUSED');
    const unknown = new Targets({
      listenerPort: () => undefined,
      publicUrls: () => [],
      resolver: () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })),
    });
    const route = await unknown.routeTo('http://localhost:3000');
    assertFailed(await send(post(), route), 'ENOTFOUND');
  });

  it('speaks no TLS where it is expected, or TLS where it is not', async () => {
    app = new RawApp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const url = await app.listen();
    const { answer, failure } = await sendTo(url.replace('http:', 'https:'), post());
    assert.equal(answer, null);
    assert.match(failure?.code ?? '', /^(EPROTO|ERR_SSL_)/);
    app.close();
    const alert = Uint8Array.of(0x15, 0x03, 0x03, 0, 2, 2, 0x46);
    const sent = await answeredBy((socket) => socket.end(alert));
    assert.match(sent.failure?.code ?? '', /^HPE_/);
  });

  it('closes before it answers, or says nothing', async () => {
    assertFailed(await answeredBy((socket) => socket.destroy()), 'ECONNRESET');
    app?.close();
    assertFailed(await answeredBy((socket) => socket.resetAndDestroy()), 'ECONNRESET');
    app?.close();
    assertFailed(await answeredBy(() => undefined, { timeout: patience(200) }), 'ETIMEDOUT');
  });

  it('breaks off in the middle: the part that came is kept', async () => {
    const head = `${ok}Content-Length: 100\r\n\r\n`;
    assertPart(await answeredBy((socket) => socket.end(`${head}first`)), 'first', 'ECONNRESET');
    app?.close();
    const reset = (socket: Socket): void => {
      socket.write(`${head}first`, () => setImmediate(() => socket.resetAndDestroy()));
    };
    const { answer, failure } = await answeredBy(reset);
    assert.equal(failure?.code, 'ECONNRESET');
    assert.equal(answer === null || Buffer.from(answer.body).toString() === 'first', true);
    app?.close();
    assertPart(
      await answeredBy((s) => void s.write(`${head}slow`), { timeout: patience(600) }),
      'slow',
      'ETIMEDOUT',
    );
    app?.close();
    const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n`;
    assertPart(await answeredBy((socket) => socket.end(chunked)), 'first', 'ECONNRESET');
    app?.close();
    const garbled = await answeredBy((socket) => socket.end(`${chunked}nonsense\r\n`));
    assert.match(garbled.failure?.code ?? '', /^HPE_/);
    assert.equal(Buffer.from(garbled.answer?.body ?? '').toString(), 'first');
  });

  it('does not end: ten mebibytes are kept, and the connection is closed', async () => {
    const endless = [
      `${ok}\r\n`,
      `${ok}Content-Length: 1073741824\r\n\r\n`,
      `${ok}Transfer-Encoding: chunked\r\n\r\n40000000\r\n`,
    ];
    for (const head of endless) {
      const sent = await answeredBy((socket) => {
        socket.write(head);
        flood(socket, mebibyte);
      });
      assert.deepEqual(
        [sent.answer?.status, sent.answer?.size, sent.failure?.code],
        [200, limit, 'ANSWER_TOO_LARGE'],
      );
      app?.close();
    }
  });

  it('is as long as is kept: nothing is wrong with it', async () => {
    const { answer, failure } = await answeredBy((socket) => {
      socket.write(`${ok}Content-Length: ${limit}\r\n\r\n`);
      socket.end(Buffer.alloc(limit, 0x61));
    });
    assert.deepEqual([answer?.size, failure], [limit, null]);
  });

  it('has headers that do not end', async () => {
    const many = await answeredBy((socket) => {
      socket.write(ok);
      flood(socket, `X-More: ${'a'.repeat(1000)}\r\n`);
    });
    assertFailed(many, 'HPE_HEADER_OVERFLOW');
    app?.close();
    const long = await answeredBy((socket) => {
      socket.write(`${ok}X-Long: `);
      flood(socket, 'a'.repeat(1000));
    });
    assertFailed(long, 'HPE_HEADER_OVERFLOW');
  });

  it('sends informational answers without end', async () => {
    for (const status of ['100 Continue', '102 Processing', '103 Early Hints']) {
      assertFailed(await answeredBy((socket) => flood(socket, `HTTP/1.1 ${status}\r\n\r\n`)), 'TOO_MANY_1XX');
      app?.close();
    }
    const few = 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(3);
    const { answer } = await answeredBy((socket) => socket.end(`${few}${ok}Content-Length: 2\r\n\r\nok`));
    assert.equal(answer?.status, 200);
  });

  it('wants another protocol', async () => {
    const upgrade =
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nxyz';
    const sent = await answeredBy((socket) => void socket.write(upgrade));
    assert.deepEqual([sent.answer?.status, sent.answer?.size, sent.failure], [101, 0, null]);
    app?.close();
    const bare = await answeredBy((socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    assert.notEqual(bare.answer?.status ?? bare.failure?.code, undefined);
  });

  it('sends a body where none may be', async () => {
    for (const status of ['204 No Content', '304 Not Modified']) {
      const { answer } = await answeredBy((socket) => {
        socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 4\r\n\r\nbody`);
      });
      assert.deepEqual([answer?.status, answer?.size], [Number(status.slice(0, 3)), 0]);
      app?.close();
    }
  });

  it('says two lengths, or a length and chunks', async () => {
    const both = `${ok}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`;
    const { answer, failure } = await answeredBy((socket) => socket.end(both));
    assert.equal(answer, null);
    assert.match(failure?.code ?? '', /^HPE_/);
    app?.close();
    const twice = `${ok}Content-Length: 3\r\nContent-Length: 2\r\n\r\nok`;
    assert.match((await answeredBy((socket) => socket.end(twice))).failure?.code ?? '', /^HPE_/);
  });

  it('redirects in a circle: the redirect is the answer', async () => {
    const { answer } = await answeredBy((socket) => {
      socket.end('HTTP/1.1 302 Found\r\nLocation: /in\r\nContent-Length: 0\r\n\r\n');
    });
    assert.deepEqual([answer?.status, app?.connections], [302, 1]);
  });

  it('answers before it has read the request, and reads no more', async () => {
    app = new RawApp((socket) => {
      socket.pause();
      socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
    });
    const { answer } = await sendTo(await app.listen(), post(Buffer.alloc(8 * mebibyte.length)));
    assert.deepEqual([answer?.status, Buffer.from(answer?.body ?? '').toString()], [413, 'no']);
  });

  it('is decoded for reading only, and no further than is shown', async () => {
    const text = 'signature mismatch '.repeat(10);
    const encoded: readonly (readonly [string, Buffer])[] = [
      ['gzip', gzipSync(text)],
      ['br', brotliCompressSync(text)],
      ['deflate', deflateSync(text)],
      ['deflate', deflateRawSync(text)],
    ];
    for (const [encoding, bytes] of encoded) {
      const { answer } = await answeredBy((socket) => {
        socket.write(`${ok}Content-Encoding: ${encoding}\r\nContent-Length: ${bytes.length}\r\n\r\n`);
        socket.end(bytes);
      });
      assert.deepEqual(Buffer.from(answer?.body ?? ''), bytes, 'the bytes stay as they came');
      assert.deepEqual([answer?.decoded?.encoding, answer?.decoded?.isWhole], [encoding, true]);
      assert.equal(Buffer.from(answer?.decoded?.body ?? '').toString(), text);
      app?.close();
    }
  });

  it('is a bomb: 64 KiB of it are decoded', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * mebibyte.length));
    const before = process.memoryUsage().rss;
    const { answer } = await answeredBy((socket) => {
      socket.write(`${ok}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
      socket.end(bomb);
    });
    assert.deepEqual([answer?.decoded?.body.length, answer?.decoded?.isWhole], [64 * 1024, false]);
    assert.ok(process.memoryUsage().rss - before < 64 * mebibyte.length);
  });

  it('is not of the encoding that it names', async () => {
    const { answer } = await answeredBy((socket) => {
      socket.end(`${ok}Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain`);
    });
    assert.deepEqual([Buffer.from(answer?.body ?? '').toString(), answer?.decoded], ['plain', undefined]);
  });

  it('is left when nothing is sent any more', async () => {
    const sent = answeredBy((socket) => {
      socket.write(`${ok}Content-Length: 9\r\n\r\nfirst`, () => targets.close());
    });
    assert.equal((await sent).failure?.code, 'CLOSED');
    assertFailed(
      await sendTo((await app?.listen().catch(() => '')) || 'http://127.0.0.1:9', post()),
      'CLOSED',
    );
  });

  it('is never sent a request that could be read as two', async () => {
    app = new RawApp((socket) => socket.end(`${ok}\r\n`));
    const url = await app.listen();
    const { headers, ...rest } = post();
    const wrong: readonly (readonly (readonly [string, string])[])[] = [
      [...headers, ['Transfer-Encoding', 'chunked']],
      [...headers, ['content-length', '2']],
      [['Host', 'app']],
      [['Content-Length', '1']],
      [['Content-Length', '+2']],
    ];
    for (const each of wrong) {
      assertFailed(await sendTo(url, { ...rest, headers: each }), 'FRAMING');
    }
    assert.equal(app.connections, 0);
  });
});
