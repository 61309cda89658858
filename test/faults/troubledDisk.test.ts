import assert from 'node:assert/strict';
import { execFileSync, fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../tools/wait.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { fill, post, seen, storeFile, stored } from './storeKit.ts';

/** Compiles the shim; null where that cannot be done here. */
function shimIn(folder: string): string | null {
  const library = join(folder, 'failingDisk.so');
  const source = join(import.meta.dirname, 'failingDisk.c');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'ignore' });
    return library;
  } catch {
    return null;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

describe('a disk with errors', () => {
  const scratch = scratchFolder();

  for (const failing of [['FAIL_WRITES'], ['FAIL_FLUSHES'], ['FAIL_WRITES', 'FAIL_FLUSHES']]) {
    it(`is answered 503, loses nothing, and works again: ${failing.join(' and ')}`, async function () {
      const shim = process.platform === 'linux' ? shimIn(scratch.path) : null;
      if (shim === null) {
        console.log('      skipped: needs Linux and a C compiler to make writes fail');
        this.skip();
      }
      const folder = join(scratch.path, 'store');
      await fill(folder);
      const flag = join(scratch.path, 'failing');
      const flags = Object.fromEntries(failing.map((name) => [name, flag]));
      const child = fork(join(import.meta.dirname, 'killed.ts'), [folder], {
        env: { ...process.env, ...flags, LD_PRELOAD: shim },
      });
      try {
        const [port] = (await once(child, 'message')) as [number];
        const acknowledged: string[] = [];
        const send = async (path: string): Promise<number> => {
          const status = await post(port, path);
          if (status === 200) {
            acknowledged.push(path);
          }
          return status;
        };
        assert.equal(await send('/new1'), 200);
        writeFileSync(flag, '');
        for (const path of ['/new2', '/new3', '/new4']) {
          assert.equal(await send(path), 503);
        }
        rmSync(flag);
        await until('it stores again', async () => (await send('/new5')) === 200);
        await ended(child);
        const next = new EngineUnderTest(folder);
        const { paths } = await seen(next);
        await next.close();
        assert.deepEqual(
          acknowledged.filter((path) => !paths.includes(path)),
          [],
        );
        assert.equal(paths.filter((path) => !path.startsWith('/new')).length, stored);
        assert.ok(
          readdirSync(folder).every((name) => !name.includes('-20')),
          'nothing is set aside',
        );
      } finally {
        await ended(child);
      }
    });
  }
});

describe('a process without file descriptors', () => {
  const scratch = scratchFolder();

  it('stores nothing, moves nothing away, and goes on when it has some', async function () {
    if (process.platform === 'win32') {
      console.log('      skipped: needs ulimit');
      this.skip();
    }
    const folder = join(scratch.path, 'store');
    await fill(folder);
    const script = join(import.meta.dirname, 'withoutDescriptors.ts');
    const flags = [...process.execArgv, script, storeFile(folder)];
    const child = spawn('sh', ['-c', 'ulimit -n 100; exec "$0" "$@"', process.execPath, ...flags], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    try {
      const [result] = (await once(child, 'message')) as [unknown];
      const kinds = [...Array.from({ length: 4 }, () => 'failing'), 'recovered'];
      assert.deepEqual(result, { without: [false, false, false, false], kinds, total: stored + 1 });
      assert.ok(
        readdirSync(folder).every((name) => !name.includes('-20')),
        'nothing is set aside',
      );
    } finally {
      await ended(child);
    }
  });
});
