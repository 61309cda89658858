import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { until } from '../tools/wait.ts';
import { cpuMilliseconds } from '../support/clocks.ts';
import { work } from '../support/work.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';

const origin = 'http://localhost:1';

/** CPU milliseconds of a turn that is too long: 100 of an ordinary machine, measured against fixed work. */
function tooLong(): number {
  const before = cpuMilliseconds();
  work(25_000);
  return 100 * Math.max(1, (cpuMilliseconds() - before) / 15);
}

/** A thread's own CPU time is known from Node 23.9 on: the Node of the oldest VS Code does not tell. */
function needsThreadTime(context: Mocha.Context): void {
  if (!('threadCpuUsage' in process)) {
    console.log('      skipped: this Node does not tell the CPU time of a thread');
    context.skip();
  }
}

describe('The engine', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let ending: () => Promise<void>;
  let sockets: Socket[] = [];

  const start = async (isProbed = false): Promise<void> => {
    engine = new EngineUnderTest(scratch.path, { ...usualSettings, maxEvents: 100_000 }, isProbed);
    ending = () => engine.close();
    await engine.listen();
  };

  /** A connection that has sent this and reads nothing. */
  const open = async (bytes: string): Promise<Socket> => {
    const socket = connect(engine.port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    await once(socket, 'connect');
    socket.pause();
    socket.write(bytes);
    return socket;
  };

  beforeEach(() => {
    sockets = [];
    ending = () => Promise.resolve();
  });
  afterEach(async () => {
    sockets.forEach((socket) => socket.destroy());
    await ending();
  });

  const rowsTitled = async (title: RegExp): Promise<readonly string[]> => {
    const { events } = await engine.call('listEvents', { limit: 2000, before: null });
    return events.map((event) => event.title).filter((own) => title.test(own));
  };

  it('tells who has no place, counts all of a second in a row, and gives places of unfinished requests away', async () => {
    await start();
    const half = 'POST /half HTTP/1.1\r\nHost: a\r\n';
    for (let at = 0; at < 1024; at += 1) {
      await open(half);
    }
    const refused = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const socket = await open('');
        let heard = '';
        socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
        socket.resume();
        await once(socket, 'close');
        return heard;
      }),
    );
    const told = refused.filter((heard) => heard.startsWith('HTTP/1.1 503 '));
    assert.ok(told.every((heard) => heard.includes('Retry-After: 1')));
    // Where the machine is slow, some found the place of one that had taken too long by then.
    const unfinished = async (): Promise<number> => (await rowsTitled(/^Request timed out$/)).length;
    assert.ok(told.length + (await unfinished()) >= 60, `${told.length} were told`);
    const sumOfRows = async (): Promise<number> => {
      const titles = await rowsTitled(/^Too many connections \(\d+\)$/);
      return titles.reduce((sum, title) => sum + Number(/\d+/.exec(title)?.[0]), 0);
    };
    await until('the rows of those', async () => (await sumOfRows()) === told.length);
    await until('a place', async () => (await engine.post('{}').catch(() => 0)) === 200);
    assert.ok((await unfinished()) > 0);
  });

  it('answers others while connections pipeline thousands of requests, in turns that are not long', async function () {
    needsThreadTime(this);
    await start(true);
    const most = tooLong();
    const flood = 'GET /flood HTTP/1.1\r\n\r\n'.repeat(1500);
    const turn = await engine.longestTurn(async () => {
      await Promise.all(Array.from({ length: 12 }, () => open(flood)));
      for (let at = 0; at < 5; at += 1) {
        assert.equal(await engine.postRaw(Buffer.from('{}'), {}), 200);
      }
      const { total } = await engine.call('counts', { afterId: 0 });
      assert.ok(total < 12 * 1500, 'All of the flood was read before the others.');
    });
    assert.ok(turn < most, `${turn} of ${most} ms of CPU`);
  });

  it('is not held up by what is asked of 10 MiB', async function () {
    needsThreadTime(this);
    await start(true);
    const most = tooLong();
    const size = usualSettings.maxBodySize;
    await engine.saveSecret('some secret');
    const body = Buffer.from(`[${'1,'.repeat(size / 2 - 1)}1]`.slice(0, size));
    const id = { id: 1 };
    const longest: Readonly<Record<string, number>> = {
      capture: await engine.longestTurn(() => engine.postRaw(body, { 'SB-Signature': '0'.repeat(64) })),
      open: await engine.longestTurn(() => engine.call('getEvent', id)),
      check: await engine.longestTurn(() => engine.call('setProvider', { ...id, provider: 'stripe' })),
      secrets: await engine.longestTurn(() =>
        engine.call('trySecrets', { ...id, secrets: [{ label: 'a', value: 'b' }] }),
      ),
      again: await engine.longestTurn(() => engine.saveSecret('another', true)),
      copy: await engine.longestTurn(() =>
        engine.call('copyAs', { ...id, form: 'curlPosix', masked: true, origin }),
      ),
    };
    const over = Object.entries(longest).filter(([, turn]) => turn > most);
    assert.deepEqual(over, [], `over ${most} ms of CPU`);
  });
});
