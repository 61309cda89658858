import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { answers } from '../../../../src/engine/capture/answers.ts';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import type { CaptureSink } from '../../../../src/engine/capture/exchange.ts';
import { CaptureServer } from '../../../../src/engine/capture/httpServer.ts';
import { Listener } from '../../../../src/engine/capture/listener.ts';
import { freePort } from '../../../tools/wait.ts';
import type { Answer } from '../../../../src/protocol/http.ts';

const limit = 100_000;

/** Keeps what is captured and lets a test wait for it. */
class Recorder implements CaptureSink {
  readonly requests: CapturedRequest[] = [];
  readonly given: (Answer | null)[] = [];
  hold = false;
  #heard: (() => void)[] = [];

  keep(request: CapturedRequest, answer: (answer: Answer) => void): void {
    if (!this.hold) {
      setImmediate(() => answer(answers.stored));
    }
    this.#record(request, answers.stored);
  }

  keepRefused(request: CapturedRequest, answer: Answer | null): void {
    this.#record(request, answer);
  }

  async next(count = 1): Promise<CapturedRequest> {
    while (this.requests.length < count) {
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
    return this.requests[count - 1] ?? assert.fail();
  }

  #record(request: CapturedRequest, answer: Answer | null): void {
    this.requests.push(request);
    this.given.push(answer);
    this.#heard.splice(0).forEach((heard) => heard());
  }
}

describe('Listener', () => {
  let recorder: Recorder;
  let listener: Listener;
  let port: number;

  beforeEach(async () => {
    recorder = new Recorder();
    listener = new Listener(new CaptureServer(recorder, () => limit));
    const state = await listener.start('127.0.0.1', 0);
    assert.ok(state.kind === 'listening' && state.port > 0);
    ({ port } = state);
  });
  afterEach(() => listener.stop());

  const open = async (host = '127.0.0.1'): Promise<Socket> => {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return socket;
  };

  /** Writes bytes and gives all that comes back until the connection closes. */
  const exchange = async (bytes: string | Buffer): Promise<string> => {
    const socket = await open();
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.write(bytes);
    await once(socket, 'close');
    return Buffer.concat(chunks).toString('latin1');
  };

  const post = (headers: string, body = ''): string =>
    `POST /hook?a=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n${body}`;

  describe('captures', () => {
    it('method, target, ordered raw headers, body bytes and trailers, and answers 200', async () => {
      const answer = await exchange(
        Buffer.from(
          'PURGE /a//b?c=%20&c HTTP/1.1\r\nhost: x\r\nX-A: 1\r\nx-a:  caf\xe9 \r\n__proto__: 2\r\n' +
            'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\x00\xff\xfe\r\n0\r\nX-Sum: 9\r\n\r\n',
          'latin1',
        ),
      );
      const request = await recorder.next();
      assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
      assert.ok(answer.endsWith('\r\n\r\nOK\n'));
      assert.deepEqual(
        [request.method, request.target, request.httpVersion],
        ['PURGE', '/a//b?c=%20&c', '1.1'],
      );
      assert.deepEqual(request.rawHeaders.slice(0, 8), [
        'host',
        'x',
        'X-A',
        '1',
        'x-a',
        'caf\xe9',
        '__proto__',
        '2',
      ]);
      assert.deepEqual(request.rawTrailers, ['X-Sum', '9']);
      assert.deepEqual([...request.body], [0, 0xff, 0xfe]);
      assert.ok(request.complete && request.refusal === null);
    });

    it('answers with fixed headers, no CORS among them', async () => {
      const answer = await exchange(post('Content-Length: 0\r\nOrigin: http://evil.example\r\n'));
      assert.match(answer, /\r\nCache-Control: no-store\r\n/);
      assert.match(answer, /\r\nX-Content-Type-Options: nosniff\r\n/);
      assert.doesNotMatch(answer, /access-control|evil/i);
    });

    it('every header of 2,500, the last one too', async () => {
      const many = Array.from({ length: 2500 }, (_, index) => `H${index}: v\r\n`).join('');
      await exchange(post(`${many}SB-Signature: here\r\nContent-Length: 0\r\n`));
      const { rawHeaders } = await recorder.next();
      assert.ok(rawHeaders.includes('SB-Signature'));
      assert.ok(rawHeaders.length >= 5000);
    });

    it('an empty body, and a body of exactly the limit', async () => {
      await exchange(post('Content-Length: 0\r\n'));
      await exchange(post(`Content-Length: ${limit}\r\n`, 'x'.repeat(limit)));
      assert.equal((await recorder.next()).body.length, 0);
      assert.equal((await recorder.next(2)).body.length, limit);
    });

    it('requests without Host, of HTTP/1.0, pipelined, on both loopback addresses', async () => {
      await exchange('POST /0 HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi');
      await exchange('POST /1 HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi');
      const answer = await exchange(
        'GET /2 HTTP/1.1\r\nHost: x\r\n\r\nGET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      );
      assert.equal(answer.match(/HTTP\/1\.1 200/g)?.length, 2);
      assert.deepEqual(
        recorder.requests.map(({ target }) => target),
        ['/0', '/1', '/2', '/3'],
      );
    });

    it('what came of a body whose sender went away, and answers nothing', async () => {
      const socket = await open();
      socket.write('POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc');
      socket.end();
      const request = await recorder.next();
      assert.equal(Buffer.from(request.body).toString(), 'abc');
      assert.deepEqual([request.complete, request.refusal, request.declaredLength], [false, null, 100]);
      assert.deepEqual(recorder.given, [null]);
    });
  });

  describe('refuses, and keeps why', () => {
    const cases: readonly [name: string, bytes: string, code: string, status: RegExp][] = [
      ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'tls', /^HTTP\/1\.1 400/],
      ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'http2', /^HTTP\/1\.1 400/],
      ['garbage', '\x00\x01\x02garbage\r\n\r\n', 'notHttp', /^HTTP\/1\.1 400/],
      ['an unknown method', 'FETCH / HTTP/1.1\r\nHost: x\r\n\r\n', 'malformed', /^HTTP\/1\.1 400/],
      [
        'both framings',
        post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
        'malformed',
        /^HTTP\/1\.1 400/,
      ],
      ['headers over the limit', post(`X: ${'x'.repeat(70_000)}\r\n`), 'headersTooLarge', /^HTTP\/1\.1 431/],
      [
        'a proxy request',
        'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n',
        'connect',
        /^HTTP\/1\.1 405/,
      ],
      [
        'an unknown Expect',
        post('Expect: miracles\r\nContent-Length: 0\r\n'),
        'expectation',
        /^HTTP\/1\.1 417/,
      ],
      [
        'a broken chunk',
        post('Transfer-Encoding: chunked\r\n', '2\r\nab\r\nZZ\r\n'),
        'malformed',
        /^HTTP\/1\.1 400/,
      ],
    ];
    for (const [name, bytes, code, status] of cases) {
      it(name, async () => {
        const answer = await exchange(Buffer.from(bytes, 'latin1'));
        const { refusal } = await recorder.next();
        assert.equal(refusal?.code, code);
        assert.match(answer, status);
        assert.equal(recorder.requests.length, 1);
      });
    }

    it('reads method and target of what begins like a request', async () => {
      await exchange(post(`X: ${'x'.repeat(70_000)}\r\n`));
      const { method, target, body } = await recorder.next();
      assert.deepEqual([method, target], ['POST', '/hook?a=1']);
      assert.ok(body.length > 0 && body.length <= 16_384);
    });

    it('an oversized body with a 413 that its sender receives, with the first 16 KiB', async () => {
      const answer = await exchange(post(`Content-Length: ${limit + 1}\r\n`, 'x'.repeat(limit + 1)));
      assert.match(answer, /^HTTP\/1\.1 413 /);
      const { refusal, body, method } = await recorder.next();
      assert.deepEqual(
        [refusal?.code, refusal?.limit, body.length, method],
        ['bodyTooLarge', limit, 16_384, 'POST'],
      );
    });

    it('an endless chunked body with a 413 that its sender receives, 20 times of 20', async () => {
      for (let round = 0; round < 20; round += 1) {
        const socket = await open();
        socket.on('error', () => undefined);
        socket.write(post('Transfer-Encoding: chunked\r\n'));
        const chunk = `2000\r\n${'x'.repeat(0x2000)}\r\n`;
        const pump = (): void => {
          while (socket.writable && socket.write(chunk));
        };
        socket.on('drain', pump);
        pump();
        const [first] = (await once(socket, 'data')) as [Buffer];
        assert.match(first.toString('latin1'), /^HTTP\/1\.1 413 /);
        socket.destroy();
      }
      await recorder.next(20);
    });

    it('Expect: 100-continue over the limit before any of the body', async () => {
      const socket = await open();
      socket.write(post(`Expect: 100-continue\r\nContent-Length: ${limit + 1}\r\n`));
      const [first] = (await once(socket, 'data')) as [Buffer];
      assert.match(first.toString('latin1'), /^HTTP\/1\.1 413 /);
      assert.equal((await recorder.next()).refusal?.code, 'bodyTooLarge');
    });

    it('but says 100 Continue within the limit', async () => {
      const request = httpRequest({
        port,
        method: 'POST',
        headers: { Expect: '100-continue', 'Content-Length': '2' },
      });
      request.flushHeaders();
      await once(request, 'continue');
      request.end('hi');
      const [response] = (await once(request, 'response')) as [{ statusCode?: number; resume(): void }];
      response.resume();
      assert.equal(response.statusCode, 200);
    });

    it('nothing of a connection that never said anything', async () => {
      const silent = await open();
      silent.destroy();
      await exchange(post('Content-Length: 0\r\n'));
      assert.equal((await recorder.next()).refusal, null);
      assert.equal(recorder.requests.length, 1);
    });
  });

  it('bounds what a connection may do', () => {
    const { server } = new CaptureServer(recorder, () => limit).create();
    const { headersTimeout, requestTimeout, keepAliveTimeout } = server;
    const { maxHeadersCount, maxRequestsPerSocket } = server;
    assert.deepEqual(
      {
        headersTimeout,
        requestTimeout,
        keepAliveTimeout,
        maxHeadersCount,
        maxRequestsPerSocket,
      },
      {
        headersTimeout: 10_000,
        requestTimeout: 60_000,
        keepAliveTimeout: 5000,
        maxHeadersCount: 0,
        maxRequestsPerSocket: 0,
      },
    );
  });

  describe('with room for one large body', () => {
    const length = 90_000;
    const head = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
    let own: Listener;

    afterEach(() => own.stop());

    /** A sender that has sent the beginning of a body; `heard` resolves when its connection is closed. */
    const begin = async (): Promise<{ socket: Socket; heard: Promise<string> }> => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      const heard = once(socket, 'close').then(() => text);
      socket.write(head + 'a'.repeat(70_000));
      await once(socket, 'ready');
      return { socket, heard };
    };

    const start = async (wait: number): Promise<void> => {
      await listener.stop();
      own = new Listener(new CaptureServer(recorder, () => limit, { bytes: 100_000, wait }));
      const state = await own.start('127.0.0.1', 0);
      port = state.kind === 'listening' ? state.port : assert.fail();
    };

    it('reads a second one when the first is stored', async () => {
      await start(60_000);
      const senders = [await begin(), await begin()];
      senders.toReversed().forEach(({ socket }) => socket.write('b'.repeat(length - 70_000)));
      for (const { heard } of senders) {
        assert.match(await heard, /^HTTP\/1\.1 200 /);
      }
      const { body } = await recorder.next(2);
      assert.equal(String(body), 'a'.repeat(70_000) + 'b'.repeat(length - 70_000));
    });

    it('tells the second one to try again where the first does not end, and keeps its first bytes', async () => {
      await start(1);
      const first = await begin();
      const second = await begin();
      const { refusal, body } = await recorder.next();
      assert.deepEqual(refusal, { code: 'noRoom', detail: '', limit: 100_000 });
      assert.equal(body.length, 16 * 1024);
      assert.match(await second.heard, /^HTTP\/1\.1 503 [^]*Retry-After: 10/);
      first.socket.write('b'.repeat(length - 70_000));
      assert.match(await first.heard, /^HTTP\/1\.1 200 /);
    });
  });

  describe('starts and stops', () => {
    it('twice alike', async () => {
      assert.equal((await listener.start('127.0.0.1', port)).kind, 'listening');
      assert.equal((await listener.stop()).kind, 'stopped');
      assert.equal((await listener.stop()).kind, 'stopped');
    });

    it('in the order of the calls', async () => {
      const states = await Promise.all([listener.stop(), listener.start('127.0.0.1', port), listener.stop()]);
      assert.deepEqual(
        states.map(({ kind }) => kind),
        ['stopped', 'listening', 'stopped'],
      );
    });

    it('and leaves the port free, with a request in flight that is never answered', async () => {
      recorder.hold = true;
      const socket = await open();
      socket.on('error', () => undefined);
      let answered = '';
      socket.on('data', (chunk: Buffer) => (answered += chunk.toString('latin1')));
      socket.write(post('Content-Length: 0\r\n'));
      await recorder.next();
      const closed = once(socket, 'close');
      await listener.stop();
      await closed;
      assert.equal(answered, '');
      const other = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
      other.close();
    });

    for (const host of ['127.0.0.1', '::1']) {
      it(`fails as a whole where ${host} is taken, and names the next free port`, async function () {
        const taken = await freePort();
        const other = createServer().listen(taken, host);
        try {
          await once(other, 'listening');
        } catch {
          console.log(`      skipped: this machine has no ${host}`);
          this.skip();
        }
        const state = await listener.start('127.0.0.1', taken);
        assert.ok(state.kind === 'failed');
        assert.deepEqual([state.why, state.port], ['portInUse', taken]);
        assert.ok((state.nextFreePort ?? 0) > taken);
        other.close();
        await once(other, 'close');
        assert.equal((await listener.start('127.0.0.1', taken)).kind, 'listening');
      });
    }

    it('says of an address that is not of this machine that it is not', async () => {
      const state = await listener.start('192.0.2.1', port);
      assert.equal(state.kind === 'failed' && state.why, 'addressNotHere');
    });
  });
});
