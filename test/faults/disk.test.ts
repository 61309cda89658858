import assert from 'node:assert/strict';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { until } from '../tools/wait.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { fill, noticesOf, stored, storeFile } from './storeKit.ts';

const isRoot = process.getuid?.() === 0;

/** Mounts a file system of so many KiB; false where that is not allowed here. */
function mountSmallDisk(folder: string, kibibytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Bytes that are free on the file system of a folder. */
function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

describe('a full disk', () => {
  const scratch = scratchFolder();

  it('has a damaged store copied once there is room', async function () {
    const disk = join(scratch.path, 'small');
    mkdirSync(disk);
    if (!isRoot || !mountSmallDisk(disk, 4000)) {
      console.log('      skipped: a small file system can only be mounted by root');
      this.skip();
    }
    const folder = join(disk, 'store');
    const filler = join(disk, 'filler');
    let engine: EngineUnderTest | undefined;
    try {
      await fill(folder);
      const damaged = openSync(storeFile(folder), 'r+');
      writeSync(damaged, Buffer.alloc(50_000, 0xff), 0, 50_000, 200_000);
      closeSync(damaged);
      // Room for what is renamed, and for the logs of both, but not for the pages of a new store.
      writeFileSync(filler, Buffer.alloc(freeBytes(disk) - 150_000));
      engine = new EngineUnderTest(folder);
      await engine.listen();
      assert.equal(await engine.post('{}'), 507);
      rmSync(filler);
      await until('there is room', async () => (await engine?.post('{"after":true}')) === 200);
      await engine.until((message) => message.type === 'storage' && message.notice.kind === 'setAside');
      const notices = noticesOf(engine);
      const { recovered } = notices.find(({ kind }) => kind === 'setAside') as { recovered: number };
      assert.ok(recovered > stored / 2, JSON.stringify(notices));
      assert.deepEqual(
        notices.map((notice) => (notice.kind === 'failing' ? notice.why : notice.kind)).sort(),
        ['full', 'recovered', 'setAside'],
      );
    } finally {
      await engine?.close();
      execFileSync('umount', [disk]);
    }
  });

  it('is answered 507 and said once; the listener works again when there is room', async function () {
    const folder = join(scratch.path, 'disk');
    mkdirSync(folder);
    if (!isRoot || !mountSmallDisk(folder, 3000)) {
      console.log('      skipped: a small file system can only be mounted by root');
      this.skip();
    }
    const filler = join(folder, 'filler');
    const engine = new EngineUnderTest(folder);
    try {
      await engine.listen();
      assert.equal(await engine.post('{}'), 200);
      writeFileSync(filler, Buffer.alloc(1024 * 1024));
      const statuses = [];
      for (let round = 0; round < 4; round += 1) {
        statuses.push(await engine.post(Buffer.alloc(900 * 1024, 1)));
      }
      assert.equal(statuses.at(-1), 507);
      const { total } = await engine.call('listEvents', { limit: 1, before: null });
      assert.equal(total, 1 + statuses.filter((status) => status === 200).length);
      // What can be read is no sign that there is room.
      assert.equal(await engine.post(Buffer.alloc(900 * 1024, 1)), 507);
      await engine.call('listEvents', { limit: 1, before: null });
      rmSync(filler);
      assert.equal(await engine.post('{"after":true}'), 200);
      await engine.until((message) => message.type === 'storage' && message.notice.kind === 'recovered');
      const notices = engine.messages.filter(({ type }) => type === 'storage');
      assert.deepEqual(
        notices.map((message) => message.type === 'storage' && message.notice.kind),
        ['failing', 'recovered'],
      );
    } finally {
      await engine.close();
      execFileSync('umount', [folder]);
    }
  });
});

describe('a database that can only be read', () => {
  const scratch = scratchFolder();

  it('stays where it is and is shown from, while senders get a 503', async function () {
    if (!isRoot) {
      console.log('      skipped: only root can hand files to another user');
      this.skip();
    }
    const folder = join(scratch.path, 'store');
    const first = new EngineUnderTest(folder);
    await first.listen();
    await first.post('{}');
    await first.close();
    chmodSync(scratch.path, 0o777);
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'events.sqlite'), 0o444);
    const nobody = 65_534;
    const child = fork(join(import.meta.dirname, 'killed.ts'), [folder], {
      uid: nobody,
      gid: nobody,
    });
    try {
      const [port] = (await once(child, 'message')) as [number];
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' });
      assert.equal(response.status, 503);
      child.send('tell');
      const [told] = (await once(child, 'message')) as [{ total: number; whys: string[] }];
      assert.deepEqual(told, { total: 1, whys: ['readOnly'] });
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const files = ['events.sqlite', 'events.sqlite.history', 'retention.json'];
    assert.deepEqual(readdirSync(folder).sort(), files);
  });
});

describe('no place to store at all', () => {
  const scratch = scratchFolder();

  it('is answered 503, never 2xx, and ends when there is one', async () => {
    const folder = join(scratch.path, 'store');
    writeFileSync(folder, 'a file where the folder should be');
    const engine = new EngineUnderTest(folder);
    await engine.listen();
    assert.equal(await engine.post('{}'), 503);
    await assert.rejects(engine.call('listEvents', { limit: 1, before: null }), /event store cannot be used/);
    rmSync(folder);
    for (let status = 503; status !== 200;) {
      status = await engine.post('{}');
      assert.ok([200, 503].includes(status));
    }
    await engine.close();
  });
});
