import assert from 'node:assert/strict';
import { closeSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { moveAside } from '../../src/engine/store/storeFiles.ts';
import { readAside, writeAside } from '../../src/engine/store/asideNote.ts';
import { until } from '../tools/wait.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { fill, noticesOf, post, seen, storeFile, stored } from './storeKit.ts';

const page = 16_384;

function overwrite(file: string, at: number, length: number, value = 0x5a): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(length, value), 0, length, at);
  closeSync(handle);
}

const sizeOf = (file: string): number => statSync(file).size;

type Damage = (file: string) => void;

/** Damage of the database itself. */
const ofDatabase: Readonly<Record<string, Damage>> = {
  'pages in the middle overwritten': (file) => overwrite(file, 10 * page, 3 * page),
  'every fifth page zeroed': (file) => {
    for (let at = 5 * page; at < sizeOf(file); at += 5 * page) {
      overwrite(file, at, page, 0);
    }
  },
  'the header overwritten': (file) => overwrite(file, 0, 100),
  'the whole file overwritten': (file) => overwrite(file, 0, sizeOf(file)),
  'the first page zeroed': (file) => overwrite(file, 0, page, 0),
  'cut in half': (file) => truncateSync(file, Math.floor(sizeOf(file) / page / 2) * page + 77),
  emptied: (file) => truncateSync(file, 0),
  'records that are no JSON': (file) => {
    for (let at = page + 200; at < sizeOf(file); at += 3 * page) {
      overwrite(file, at, 2000, 0x7b);
    }
  },
};

/** Damage of the log after the process was killed. */
const ofLog: Readonly<Record<string, Damage>> = {
  overwritten: (file) => overwrite(`${file}-wal`, 0, sizeOf(`${file}-wal`)),
  'cut in half': (file) => truncateSync(`${file}-wal`, Math.floor(sizeOf(`${file}-wal`) / 2)),
  'with one byte changed': (file) => overwrite(`${file}-wal`, Math.floor(sizeOf(`${file}-wal`) / 3), 1, 0x01),
  gone: (file) => {
    rmSync(`${file}-wal`);
    rmSync(`${file}-shm`, { force: true });
  },
};

describe('a store that is damaged', function () {
  const scratch = scratchFolder();
  let folder: string;
  let engine: EngineUnderTest | null;

  beforeEach(() => {
    folder = join(scratch.path, 'store');
    engine = null;
  });
  afterEach(() => engine?.close());

  const start = async (): Promise<EngineUnderTest> => {
    engine = new EngineUnderTest(folder);
    await engine.listen();
    return engine;
  };

  /** New webhooks are seen, the `before` old ones are seen or told, once, and nothing is deleted. */
  const holds = async (told: EngineUnderTest[], before = stored): Promise<void> => {
    const notices = (): ReturnType<typeof noticesOf> => told.flatMap(noticesOf);
    const last = told.at(-1) ?? assert.fail();
    for (const path of ['/new1', '/new2']) {
      assert.equal(await post(last.port, path), 200);
    }
    const { total, old } = await until('what is missing is told', async () => {
      const { total, paths } = await seen(last);
      const old = paths.filter((path) => !/^\/new[12]$/.test(path)).length;
      return (old === before || notices().length > 0) && { total, old };
    });
    const { paths } = await seen(last);
    assert.deepEqual(
      paths.filter((path) => /^\/new[12]$/.test(path)),
      ['/new2', '/new1'],
    );
    assert.equal(total, new Set((await last.call('listEvents', { limit: 1000, before: null })).events).size);
    const lost = before - old;
    if (lost > 0) {
      const [notice, ...more] = notices();
      assert.deepEqual(more, []);
      assert.ok(notice?.kind === 'missing' || notice?.kind === 'setAside');
      assert.ok((notice.missing ?? 0) > 0 && (notice.missing ?? 0) <= lost, JSON.stringify({ notice, lost }));
      assert.ok(
        notice.kind === 'missing' || readdirSync(folder).some((name) => notice.movedTo.endsWith(name)),
      );
    }
  };

  for (const [name, damage] of Object.entries(ofDatabase)) {
    it(`goes on with what can be read: ${name}, while stopped`, async () => {
      await fill(folder);
      damage(storeFile(folder));
      await holds([await start()]);
    });

    it(`goes on with what can be read: ${name}, while running`, async () => {
      await fill(folder);
      const running = await start();
      assert.equal(await post(running.port, '/new0'), 200);
      damage(storeFile(folder));
      const status = await post(running.port, '/newer');
      assert.ok([200, 503].includes(status));
      await running.close();
      await holds([running, await start()], stored + (status === 200 ? 2 : 1));
    });
  }

  it('is known by what was recovered of it when it vanishes next', async () => {
    await fill(folder);
    ofDatabase['pages in the middle overwritten']?.(storeFile(folder));
    const damaged = await start();
    await damaged.until((message) => message.type === 'storage');
    const { total } = await seen(damaged);
    await damaged.close();
    truncateSync(storeFile(folder));
    const emptied = await start();
    await emptied.until((message) => message.type === 'storage');
    assert.deepEqual(noticesOf(emptied), [
      { kind: 'missing', file: storeFile(folder), missing: total, keptAs: null },
    ]);
  });

  it('is copied where the process was killed between its renaming and the first commit of the new one', async () => {
    await fill(folder);
    const file = storeFile(folder);
    overwrite(file, 10 * page, 3 * page);
    const movedTo = `${file}.corrupt-1`;
    const copies = [{ movedTo, why: 'corrupt', known: stored, last: stored } as const];
    writeAside(file, { movedTo, why: 'corrupt', lastId: 2 * stored, copies });
    moveAside(file, movedTo);
    const next = await start();
    assert.equal(await post(next.port, '/new'), 200);
    await next.until((message) => message.type === 'storage');
    const [notice, ...more] = noticesOf(next);
    assert.ok(notice?.kind === 'setAside' && (notice.recovered ?? 0) > stored / 2, JSON.stringify(notice));
    assert.deepEqual([more, readAside(file)], [[], null]);
    assert.equal((await seen(next)).total, Number(notice.recovered) + 1);
  });

  it('is read up to where it was cut', async () => {
    await fill(folder);
    const file = storeFile(folder);
    truncateSync(file, Math.floor(sizeOf(file) * 0.8));
    const next = await start();
    assert.equal(await post(next.port, '/new'), 200);
    await next.until((message) => message.type === 'storage');
    const [notice] = noticesOf(next);
    assert.ok(notice?.kind === 'setAside' && (notice.recovered ?? 0) > stored / 2, JSON.stringify(notice));
  });

  for (const [name, damage] of Object.entries(ofLog)) {
    it(`says what is missing: log ${name}`, async () => {
      await fill(folder, true);
      damage(storeFile(folder));
      await holds([await start()]);
    });
  }
});
