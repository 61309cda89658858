import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { bundleVariable, engineFile } from './engineBundle.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { fill, noticesOf, post, seen, storeFile, stored } from './storeKit.ts';

type Vanishing = (folder: string) => void;

const files = ['', '-wal', '-shm'] as const;

/** Puts another program's database where the store was. */
function replaceByOther(folder: string): void {
  files.forEach((suffix) => rmSync(storeFile(folder) + suffix, { force: true }));
  const db = new DatabaseSync(storeFile(folder));
  db.exec('CREATE TABLE recipes (name TEXT)');
  db.close();
}

const vanishings: Readonly<Record<string, Vanishing>> = {
  'the folder is deleted': (folder) => rmSync(folder, { recursive: true }),
  'the folder is renamed': (folder) => renameSync(folder, `${folder}-old`),
  'the folder is replaced by an empty one': (folder) => {
    renameSync(folder, `${folder}-old`);
    mkdirSync(folder);
  },
  'all its files are deleted': (folder) => readdirSync(folder).forEach((name) => rmSync(join(folder, name))),
  'the database is deleted': (folder) => rmSync(storeFile(folder)),
  'the database is renamed': (folder) => renameSync(storeFile(folder), `${storeFile(folder)}.old`),
  'the database of another program takes its place': replaceByOther,
};

/** A store of another workspace, or of another time, with more events than this one. */
async function otherStore(folder: string): Promise<string> {
  const other = `${folder}-other`;
  await fill(other, false, 1_600_000_000_000);
  const engine = new EngineUnderTest(other);
  await engine.listen();
  for (let number = 0; number < 5; number += 1) {
    await post(engine.port, `/other${number}`);
  }
  await engine.close();
  return other;
}

/** Stores that have all ids of the former one, and more. */
const replacements: Readonly<Record<string, (folder: string, other: string) => void>> = {
  'its folder': (folder, other) => {
    renameSync(folder, `${folder}-old`);
    renameSync(other, folder);
  },
  'its database': (folder, other) => renameSync(storeFile(other), storeFile(folder)),
};

/** What leaves the database where it is. */
const logVanishings: Readonly<Record<string, Vanishing>> = {
  'its log is deleted': (folder) => rmSync(`${storeFile(folder)}-wal`),
  'its log and the index of that are deleted': (folder) =>
    ['-wal', '-shm'].forEach((suffix) => rmSync(storeFile(folder) + suffix)),
  'its log is renamed': (folder) => renameSync(`${storeFile(folder)}-wal`, `${storeFile(folder)}-log`),
};

/** Bytes that are left of a log. */
const cuts: Readonly<Record<string, (size: number) => number>> = {
  emptied: () => 0,
  'cut within its first page': () => 100,
  'cut short by a byte': (size) => size - 1,
};

/** What is written over a log, from its beginning. */
const overwritings: Readonly<Record<string, (size: number) => Buffer>> = {
  'with zeros': (size) => Buffer.alloc(size),
  'with other bytes': (size) => Buffer.alloc(size, 'not a log'),
  'in its first bytes': () => Buffer.alloc(32, 0x37),
};

describe('a store that vanishes while the listener runs', () => {
  const scratch = scratchFolder();
  let folder: string;
  let engine: EngineUnderTest;

  beforeEach(async () => {
    folder = join(scratch.path, 'store');
    await fill(folder);
    engine = new EngineUnderTest(folder);
    await engine.listen();
    assert.equal(await post(engine.port, '/before'), 200);
  });
  afterEach(() => engine.close());

  /** What is at the path when the engine has ended without a word. */
  const atNextStart = async (): Promise<{ paths: string[]; next: EngineUnderTest }> => {
    const next = new EngineUnderTest(folder);
    const { paths } = await seen(next);
    await next.close();
    return { paths, next };
  };

  /** How many events each notice says are missing, once there is one; false for a notice of something else. */
  const missingTold = async (): Promise<readonly (number | false)[]> => {
    await engine.until((message) => message.type === 'storage');
    return noticesOf(engine).map((notice) => notice.kind === 'missing' && notice.missing);
  };

  for (const [name, vanish] of Object.entries(vanishings)) {
    it(`acknowledges only what the next start finds: ${name}`, async () => {
      vanish(folder);
      for (let number = 0; number < 5; number += 1) {
        assert.equal(await post(engine.port, `/after${number}`), 200);
      }
      const { paths, next } = await atNextStart();
      assert.deepEqual(
        paths.filter((path) => path.startsWith('/after')),
        [4, 3, 2, 1, 0].map((number) => `/after${number}`),
      );
      await engine.until((message) => message.type === 'storage');
      const [notice, ...more] = noticesOf(engine);
      assert.ok(notice?.kind === 'missing' || notice?.kind === 'setAside');
      assert.equal(notice.missing, stored + 1);
      assert.deepEqual([more, noticesOf(next)], [[], []]);
    });
  }

  for (const [name, vanish] of Object.entries(logVanishings)) {
    it(`loses nothing, and has nothing to say: ${name}`, async () => {
      vanish(folder);
      assert.equal(await post(engine.port, '/after'), 200);
      const { paths, next } = await atNextStart();
      assert.equal(paths.length, stored + 2);
      assert.deepEqual([noticesOf(engine), noticesOf(next)], [[], []]);
    });
  }

  for (const [name, left] of Object.entries(cuts)) {
    it(`acknowledges only what the next start finds: its log is ${name}`, async () => {
      const log = `${storeFile(folder)}-wal`;
      truncateSync(log, left(statSync(log).size));
      for (let number = 0; number < 5; number += 1) {
        assert.equal(await post(engine.port, `/after${number}`), 200);
      }
      assert.deepEqual(await missingTold(), [1]);
      const { paths, next } = await atNextStart();
      assert.deepEqual(paths.slice(0, 6), ['/after4', '/after3', '/after2', '/after1', '/after0', paths[5]]);
      assert.equal(paths.length, stored + 5);
      assert.deepEqual(noticesOf(next), []);
    });
  }

  for (const [name, overwrite] of Object.entries(overwritings)) {
    it(`acknowledges only what the next start finds, and spoils nothing older: its log is overwritten ${name}`, async () => {
      const log = `${storeFile(folder)}-wal`;
      const { size } = statSync(log);
      const descriptor = openSync(log, 'r+');
      writeSync(descriptor, overwrite(size), 0, null, 0);
      closeSync(descriptor);
      assert.equal(statSync(log).size, size);
      for (let number = 0; number < 3; number += 1) {
        assert.equal(await post(engine.port, `/after${number}`), 200);
      }
      assert.deepEqual(await missingTold(), [1]);
      const { paths, next } = await atNextStart();
      assert.deepEqual(paths.slice(0, 3), ['/after2', '/after1', '/after0']);
      assert.deepEqual([paths.length, noticesOf(next)], [stored + 3, []]);
      const kept = readdirSync(folder).find((file) => /\.leftOver-.*-wal$/.test(file));
      assert.equal(statSync(join(folder, kept ?? '')).size, size);
    });
  }

  it('takes a second window along where its log is overwritten', async () => {
    // In a process of its own, as windows are: SQLite shares the index of a log within a process.
    const env = { ...process.env, [bundleVariable]: engineFile() };
    const second = fork(join(import.meta.dirname, 'killed.ts'), [folder], { env });
    const [port] = (await once(second, 'message')) as [number];
    assert.equal(await post(port, '/second'), 200);
    const descriptor = openSync(`${storeFile(folder)}-wal`, 'r+');
    writeSync(descriptor, Buffer.alloc(statSync(`${storeFile(folder)}-wal`).size), 0, null, 0);
    closeSync(descriptor);
    assert.equal(await post(engine.port, '/after'), 200);
    assert.equal(await post(port, '/after2'), 200);
    assert.equal(await post(engine.port, '/after3'), 200);
    const ended = once(second, 'exit');
    second.disconnect();
    await ended;
    const { paths, next } = await atNextStart();
    assert.deepEqual(paths.slice(0, 3), ['/after3', '/after2', '/after']);
    assert.deepEqual([paths.length, noticesOf(next)], [stored + 3, []]);
  });

  it('keeps the log where the database is replaced by a copy of its own', async () => {
    const copy = join(scratch.path, 'copy.sqlite');
    cpSync(storeFile(folder), copy);
    renameSync(copy, storeFile(folder));
    cpSync(storeFile(folder), copy);
    assert.equal(await post(engine.port, '/after'), 200);
    assert.deepEqual(await missingTold(), [1]);
    const kept = readdirSync(folder).find((file) => /\.leftOver-.*-wal$/.test(file)) ?? '';
    assert.deepEqual(
      noticesOf(engine).map((notice) => notice.kind === 'missing' && notice.keptAs),
      [join(folder, kept)],
    );
    const { paths } = await atNextStart();
    assert.deepEqual([paths[0], paths.length], ['/after', stored + 1]);
    // With the log under its name, the copy has what was missing; also `/after`, where that went there before the copy was noticed.
    cpSync(join(folder, kept), `${copy}-wal`);
    const db = new DatabaseSync(copy);
    const count = Number(db.prepare('SELECT count(*) AS count FROM events').get()?.['count']);
    assert.ok(count === stored + 1 || count === stored + 2, String(count));
    db.close();
  });

  it('acknowledges only what the next start finds: its database is emptied in its place', async () => {
    truncateSync(storeFile(folder), 0);
    assert.equal(await post(engine.port, '/after'), 200);
    assert.deepEqual(await missingTold(), [stored + 1]);
    const { paths, next } = await atNextStart();
    assert.deepEqual([paths, noticesOf(next)], [['/after'], []]);
  });

  for (const [name, replace] of Object.entries(replacements)) {
    it(`says that its events are missing where another store with more events takes the place of ${name}`, async () => {
      replace(folder, await otherStore(folder));
      assert.equal(await post(engine.port, '/after'), 200);
      assert.deepEqual(await missingTold(), [stored + 1]);
      const { paths, next } = await atNextStart();
      assert.equal(paths[0], '/after');
      assert.deepEqual(noticesOf(next), []);
    });
  }

  it('never gives an id twice', async () => {
    const before = await engine.newest();
    rmSync(folder, { recursive: true });
    await post(engine.port, '/after');
    assert.ok((await engine.newest()).id > before.id);
  });

  it('takes a second window along', async () => {
    const other = new EngineUnderTest(folder);
    await other.listen();
    assert.equal(await post(other.port, '/other'), 200);
    renameSync(folder, `${folder}-old`);
    assert.equal(await post(engine.port, '/one'), 200);
    assert.equal(await post(other.port, '/two'), 200);
    await other.close();
    assert.deepEqual((await atNextStart()).paths, ['/two', '/one']);
  });
});

describe('a store that vanished while VS Code was closed', () => {
  const scratch = scratchFolder();

  it('is told once, and not where its events were deleted here', async () => {
    const folder = join(scratch.path, 'store');
    await fill(folder);
    const older = `${folder}-older`;
    cpSync(folder, older, { recursive: true });
    const first = new EngineUnderTest(folder);
    await first.call('clearEvents', null);
    await first.close();
    const cleared = new EngineUnderTest(folder);
    await cleared.listen();
    assert.equal(await post(cleared.port, '/after'), 200);
    assert.deepEqual(noticesOf(cleared), []);
    await cleared.close();

    // A copy of before takes its place: what came since is missing, and nothing else.
    cpSync(storeFile(older), storeFile(folder));
    for (const missing of [[1], []]) {
      const engine = new EngineUnderTest(folder);
      const { total } = await seen(engine);
      assert.equal(total, stored);
      assert.deepEqual(
        noticesOf(engine).map((notice) => notice.kind === 'missing' && notice.missing),
        missing,
      );
      await engine.close();
    }
  });
});

describe('a store that was replaced while VS Code was closed', () => {
  const scratch = scratchFolder();

  it('is told once where the other one has more events', async () => {
    const folder = join(scratch.path, 'store');
    await fill(folder);
    const other = await otherStore(folder);
    renameSync(storeFile(other), storeFile(folder));
    for (const missing of [[stored], []]) {
      const engine = new EngineUnderTest(folder);
      assert.equal((await seen(engine)).total, stored + 5);
      assert.deepEqual(
        noticesOf(engine).map((notice) => notice.kind === 'missing' && notice.missing),
        missing,
      );
      await engine.close();
    }
  });
});

describe('the files of a store', function () {
  const scratch = scratchFolder();

  it('are their owner’s alone, also where they were there already', async function () {
    if (process.platform === 'win32') {
      console.log('      skipped: Windows has no modes');
      this.skip();
    }
    const folder = join(scratch.path, 'store');
    await fill(folder);
    chmodSync(folder, 0o755);
    chmodSync(storeFile(folder), 0o644);
    const engine = new EngineUnderTest(folder);
    await engine.listen();
    await post(engine.port, '/');
    const modes = [
      '',
      'events.sqlite',
      'events.sqlite-wal',
      'events.sqlite-shm',
      'events.sqlite.history',
    ].map((name) => (statSync(join(folder, name)).mode & 0o777).toString(8));
    assert.deepEqual(modes, ['700', '600', '600', '600', '600']);
    await engine.close();
  });
});
