import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import {
  createServer as createTcpServer,
  connect,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { configureEngine } from '../../src/host/engine/configureEngine.ts';
import type { EngineMessage, Source } from '../../src/protocol/engine.ts';
import type { EventDetail } from '../../src/protocol/event.ts';
import type { ForwardRule } from '../../src/protocol/forward.ts';
import { freePort, until } from '../tools/wait.ts';
import { signatureOf } from '../tools/webhook.ts';
import { rule, wanted } from '../unit/answerRules.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { App } from '../support/app.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';
import { limit } from '../support/limits.ts';
import type { Delivery } from '../../src/protocol/delivery.ts';
import { statusOf } from '../../src/protocol/http.ts';

const source: Source = { name: 'Backups', path: '/hooks', provider: null, publicUrl: null };

function ruleTo(target: string, others: Partial<ForwardRule> = {}): ForwardRule {
  return {
    source: 'Backups',
    target,
    path: 'auto',
    onlyValid: false,
    browserRequests: false,
    answerSender: false,
    answerWithin: 10_000,
    ...others,
  };
}

/** Takes connections and never says anything. */
class SilentApp {
  readonly #server: Server;
  readonly #sockets: Socket[] = [];

  constructor() {
    this.#server = createTcpServer((socket) => {
      this.#sockets.push(socket);
      socket.on('error', () => undefined);
    });
  }

  get connections(): number {
    return this.#sockets.length;
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#sockets.forEach((socket) => socket.destroy());
    this.#server.close();
  }
}

describe('forwarding', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let app: App;
  let url: string;

  async function start(others: Partial<Source> = {}): Promise<void> {
    engine = new EngineUnderTest(scratch.path, { ...usualSettings, sources: [{ ...source, ...others }] });
    await engine.listen();
  }
  beforeEach(async () => {
    app = new App();
    url = await app.listen();
  });
  afterEach(async () => {
    app.close();
    await engine.close();
  });

  const forwardTo = (target: string, others: Partial<ForwardRule> = {}): Promise<null> =>
    engine.call('setForwards', { rules: [ruleTo(target, others)] });

  const detailOf = async (id: number): Promise<EventDetail> => {
    const detail = await engine.call('getEvent', { id });
    assert.ok(detail);
    return detail;
  };

  /** The newest event, once it is known what came of forwarding it. */
  const settled = async (): Promise<EventDetail> => {
    const { id } = await engine.newest();
    return until('the forward has ended', async () => {
      const detail = await detailOf(id);
      return (detail.deliveries.length > 0 || (detail.forward?.why ?? null) !== null) && detail;
    });
  };

  const delivery = async (): Promise<Delivery> => {
    const [newest] = (await settled()).deliveries;
    assert.ok(newest);
    return newest;
  };

  const why = async (): Promise<unknown> => {
    const { forward, deliveries } = await settled();
    assert.deepEqual(deliveries, []);
    return forward?.why;
  };

  it('begins with the event that arrives after a source and its target were set', async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    const done = configureEngine(engine, {
      forwards: [ruleTo(url)],
      engine: { ...usualSettings, sources: [source] },
    });
    await engine.call('checkTarget', { target: url, toListener: false });
    assert.equal(await engine.post('{}'), 200);
    const { deliveries } = await settled();
    assert.equal(deliveries.length, 1);
    await done;
  });

  it('sends each event once, in order of arrival, as it came', async () => {
    await start();
    await forwardTo(`${url}/in`, { path: 'append' });
    const bodies = Array.from({ length: 40 }, (_, index) => Buffer.from([0xff, 0x00, index]));
    for (const body of bodies) {
      assert.equal(await engine.post(body, { 'X-Name': 'caf\u00e9' }), 200);
    }
    await app.until(bodies.length);
    const { kind, answer } = await delivery();
    assert.deepEqual([kind, answer?.status], ['forward', 200]);
    assert.deepEqual(
      app.arrived.map(({ body }) => body),
      bodies,
    );
    const [first] = app.arrived;
    assert.deepEqual([first?.method, first?.url], ['POST', '/in/hooks/backups']);
    const raw = first?.rawHeaders ?? [];
    const valuesOf = (name: string): string[] =>
      raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
    assert.deepEqual(valuesOf('host'), [new URL(url).host]);
    assert.deepEqual(valuesOf('x-forwarded-host'), [`127.0.0.1:${engine.port}`]);
    assert.deepEqual(valuesOf('content-length'), ['3']);
    assert.deepEqual(valuesOf('x-name'), ['caf\u00e9']);
    assert.deepEqual(valuesOf('transfer-encoding'), []);
  });

  it('acknowledges what it forwards to a target that never answers, and says that it waits', async () => {
    const silent = new SilentApp();
    await start();
    try {
      await forwardTo(await silent.listen());
      for (let round = 0; round < 5; round += 1) {
        assert.equal(await engine.post('{}'), 200);
      }
      await until('the app was reached', () => silent.connections > 0);
      const { forward } = await detailOf((await engine.newest()).id);
      assert.equal(forward?.why, null);
      // The one that hangs does not hold up those behind it for ever.
      await until('the next one has begun', () => silent.connections > 1);
    } finally {
      silent.close();
    }
  });

  it('tells how it goes: what the app responded, and since when it does not', async () => {
    await start();
    await forwardTo(url);
    const states = (message: EngineMessage) => (message.type === 'forwarding' ? message.states : []);
    await engine.post('{}');
    await engine.until((message) =>
      states(message).some(({ answered, failing }) => answered === 1 && !failing),
    );
    app.answer = (response) => response.writeHead(503).end();
    await engine.post('{}');
    await engine.until((message) =>
      states(message).some(
        ({ answered, failed }) => answered === 2 && failed?.status === 503 && failed.isLast,
      ),
    );
    app.close();
    await engine.post('{}');
    await engine.until((message) =>
      states(message).some(
        ({ answered, unanswered, failing }) =>
          answered === 2 && unanswered === 1 && failing?.code === 'ECONNREFUSED',
      ),
    );
  });

  describe('with the answer for the sender', () => {
    it('gives status, headers and bytes as the app gave them, and keeps them on the event', async () => {
      await start();
      await forwardTo(url, { answerSender: true });
      const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41]);
      const headers = ['X-App', 'one', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Connection', 'close'];
      app.answer = (response) => response.writeHead(418, headers).end(bytes);
      const response = await fetch(`http://127.0.0.1:${engine.port}/hooks/x`, { method: 'POST', body: '{}' });
      assert.equal(response.status, 418);
      assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
      assert.equal(response.headers.get('content-length'), '4');
      assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
      const { answer, deliveries } = await settled();
      assert.equal(deliveries[0]?.passedOn, 'given');
      assert.ok(answer !== null && 'status' in answer);
      assert.deepEqual([answer.status, Buffer.from(answer.body as Uint8Array)], [418, bytes]);
    });

    it('gives an answer without a body', async () => {
      await start();
      await forwardTo(url, { answerSender: true });
      app.answer = (response) => response.writeHead(204).end();
      assert.equal(await engine.post('{}'), 204);
      const length = ['Content-Length', '1234'];
      app.answer = (response) => response.writeHead(200, length).end();
      const response = await fetch(`http://127.0.0.1:${engine.port}/hooks/x`, { method: 'HEAD' });
      assert.deepEqual([response.status, response.headers.get('content-length')], [200, '1234']);
    });

    it('does not wait for another window that keeps the store for itself', async () => {
      await start();
      await forwardTo(url, { answerSender: true });
      let other: DatabaseSync | undefined;
      app.answer = (response) => {
        other = new DatabaseSync(join(scratch.path, 'events.sqlite'));
        other.exec('BEGIN IMMEDIATE');
        response.writeHead(418).end();
      };
      const notKept = (message: EngineMessage): boolean =>
        message.type === 'log' && message.message.startsWith('The answer to event 1 is not kept');
      assert.equal(await engine.post('{}'), 418);
      assert.ok(!engine.messages.some(notKept));
      await engine.until(notKept);
      other?.close();
    });

    it('says that its sender had left before the app answered', async () => {
      await start();
      await forwardTo(url, { answerSender: true });
      let answer = (): void => undefined;
      app.answer = (response) => (answer = () => response.end('too late'));
      const sender = connect(engine.port, '127.0.0.1');
      sender.write('POST /hooks/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}');
      await app.until(1);
      sender.destroy();
      const { id } = await engine.newest();
      await until('it is known that the sender left', async () => {
        const { answer: given } = await detailOf(id);
        return given !== null && 'unanswered' in given;
      });
      answer();
      assert.equal((await delivery()).passedOn, 'left');
    });

    it('gives none that is over the limit, or that broke off', async () => {
      await start();
      await forwardTo(url, { answerSender: true });
      app.answer = (response) => response.end(Buffer.alloc(11 * 1024 * 1024));
      assert.equal(await engine.post('{}'), 200);
      assert.equal((await delivery()).passedOn, 'cutOff');
      app.answer = (response) => {
        response.writeHead(500, { 'Content-Length': '10' }).write('half');
        setImmediate(() => response.destroy());
      };
      assert.equal(await engine.post('{}'), 200);
      assert.equal((await delivery()).passedOn, 'cutOff');
    });

    it('gives the configured answer where the app is late or away, and says so', async () => {
      await start();
      let late = (): void => undefined;
      app.answer = (response) => (late = () => response.writeHead(500).end());
      await forwardTo(url, { answerSender: true, answerWithin: 100 });
      assert.equal(await engine.post('{}'), 200);
      await app.until(1);
      late();
      const { passedOn, answer } = await delivery();
      assert.deepEqual([passedOn, answer?.status], ['late', 500]);
      assert.equal(statusOf((await settled()).answer), 200);
      await forwardTo(`http://127.0.0.1:${await freePort()}`, { answerSender: true });
      assert.equal(await engine.post('{}'), 200);
      const refused = await delivery();
      assert.deepEqual([refused.passedOn, refused.failure?.code], ['noAnswer', 'ECONNREFUSED']);
    });

    it('leaves an answer that is set for a while as it is', async () => {
      await start();
      await forwardTo(url, { answerSender: true });
      app.answer = (response) => response.writeHead(202).end();
      await engine.call('answerNext', { source: null, rule: rule([wanted(503)]), remaining: 1 });
      assert.deepEqual([await engine.post('{}'), await engine.post('{}')], [503, 202]);
      assert.equal(app.arrived.length, 2, 'both were forwarded');
      const [, temporary] = (await engine.call('listEvents', { limit: 2, before: null })).events;
      assert.equal((await delivery()).passedOn, 'given');
      assert.ok(temporary !== undefined);
      assert.equal((await detailOf(temporary.id)).deliveries[0]?.passedOn, undefined);
    });

    it('forwards nothing that is not stored', async () => {
      const folder = join(scratch.path, 'store');
      writeFileSync(folder, 'a file where the folder should be');
      engine = new EngineUnderTest(folder, { ...usualSettings, sources: [source] });
      await engine.listen();
      await forwardTo(url, { answerSender: true });
      assert.equal(await engine.post('{}'), 503);
      assert.equal(await engine.post('{}'), 503);
      assert.equal(app.arrived.length, 0);
    });
  });

  describe('is not done, and says why,', () => {
    it('for what is not valid where only valid events are wanted', async () => {
      await start({ provider: 'simplebackups' });
      await engine.saveSecret('right');
      await forwardTo(url, { onlyValid: true });
      await engine.post('{"a":1}', { 'SB-Signature': signatureOf('{"a":1}', 'wrong') });
      assert.deepEqual(await why(), { code: 'notValid', verdict: 'invalid' });
      await engine.post('{"a":1}', { 'SB-Signature': signatureOf('{"a":1}', 'right') });
      assert.equal((await delivery()).answer?.status, 200);
      assert.equal(app.arrived.length, 1);
    });

    it('for what a browser sent, unless it is asked for', async () => {
      await start();
      await forwardTo(url);
      for (const header of ['Origin', 'Sec-Fetch-Site']) {
        await engine.post('{}', { [header]: 'https://evil.example' });
        assert.deepEqual(await why(), { code: 'browser' }, header);
      }
      await forwardTo(url, { browserRequests: true });
      await engine.post('{}', { Origin: 'https://shop.example' });
      assert.equal((await delivery()).answer?.status, 200);
      assert.equal(app.arrived.length, 1);
    });

    it('for what broke off and for what was refused', async () => {
      await start();
      await forwardTo(url);
      const socket = connect(engine.port, '127.0.0.1');
      socket.end('POST /hooks/cut HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{"a"');
      await until('the row is there', async () => (await engine.call('counts', { afterId: 0 })).total === 1);
      assert.deepEqual(await why(), { code: 'incomplete' });
      const expecting = connect(engine.port, '127.0.0.1');
      expecting.write('POST /hooks/odd HTTP/1.1\r\nHost: a\r\nExpect: magic\r\nContent-Length: 0\r\n\r\n');
      await once(expecting, 'data');
      expecting.destroy();
      await until('the row is there', async () => (await engine.call('counts', { afterId: 0 })).total === 2);
      assert.deepEqual(await why(), { code: 'refused' });
      assert.equal(app.arrived.length, 0);
    });

    it('for a handshake that the listener answers, unless the app is to answer it', async () => {
      await start({ provider: 'slack' });
      await forwardTo(url);
      const question = JSON.stringify({ type: 'url_verification', token: 't', challenge: 'c-1' });
      await engine.post(question, { 'Content-Type': 'application/json' });
      assert.deepEqual(await why(), { code: 'handshake' });
      await forwardTo(url, { answerSender: true });
      app.answer = (response) => response.writeHead(202).end();
      assert.equal(await engine.post(question, { 'Content-Type': 'application/json' }), 202);
    });

    it('for what another window forwards back', async () => {
      const folder = join(scratch.path, 'other');
      const other = new EngineUnderTest(folder, { ...usualSettings, sources: [source] });
      await start();
      await other.listen();
      try {
        await other.call('setForwards', { rules: [ruleTo(`http://localhost:${engine.port}`)] });
        await forwardTo(`http://127.0.0.1:${other.port}`);
        await engine.post('{}');
        await until('it came back', async () => (await engine.call('counts', { afterId: 0 })).total === 2);
        assert.deepEqual(await why(), { code: 'loop' });
        assert.equal((await other.call('counts', { afterId: 0 })).total, 1);
      } finally {
        await other.close();
      }
    });

    it('to the listener itself, and to a host that was not allowed', async () => {
      await start();
      for (const host of ['127.0.0.1', 'localhost', '[::1]', '127.1']) {
        await forwardTo(`http://${host}:${engine.port}/hooks`);
        await engine.post('{}');
        assert.deepEqual(await why(), { code: 'target', refusal: 'ownListener' }, host);
      }
      await forwardTo('http://hooks.example.com/');
      await engine.post('{}');
      assert.deepEqual(await why(), { code: 'target', refusal: 'notAllowed' });
      assert.equal((await engine.call('counts', { afterId: 0 })).total, 5);
    });

    it('while it is switched off, which also ends what waits for its turn', async () => {
      const silent = new SilentApp();
      await start();
      try {
        await forwardTo(await silent.listen());
        await engine.post('{"first":true}');
        await until('the app was reached', () => silent.connections === 1);
        await engine.post('{"second":true}');
        await engine.call('setForwards', { rules: [] });
        assert.deepEqual(await why(), { code: 'stopped' });
        await engine.post('{"third":true}');
        const { forward, deliveries } = await detailOf((await engine.newest()).id);
        assert.deepEqual([forward, deliveries], [null, []]);
        assert.equal(silent.connections, 1);
      } finally {
        silent.close();
      }
    });

    it('where a thousand wait already', async function () {
      this.timeout(limit(60_000));
      const silent = new SilentApp();
      await start();
      try {
        await forwardTo(await silent.listen());
        // Some are given up meanwhile, more of them on a slow machine: it goes on until one finds no place.
        const why = async (): Promise<unknown> => {
          const detail = await detailOf((await engine.newest()).id);
          return detail.forward?.why ?? null;
        };
        let told: unknown = null;
        for (let round = 0; told === null && round < 40; round += 1) {
          const posts = Array.from({ length: 80 }, () => engine.post('{}'));
          assert.ok((await Promise.all(posts)).every((status) => status === 200));
          told = await why();
        }
        assert.deepEqual(told, { code: 'tooMany', waiting: 1000 });
      } finally {
        silent.close();
      }
    });
  });

  it('ends with the window, and says so with what was under way', async () => {
    const silent = new SilentApp();
    await start();
    try {
      await forwardTo(await silent.listen());
      await engine.post('{}');
      await until('the app was reached', () => silent.connections === 1);
      const first = (await engine.newest()).id;
      await engine.post('{}');
      await engine.close();
      await start();
      assert.deepEqual((await detailOf(first)).forward?.why, { code: 'closed', begun: true });
      assert.deepEqual((await detailOf(first + 1)).forward?.why, { code: 'closed', begun: false });
    } finally {
      silent.close();
    }
  });
});
