import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLong } from '../support/long.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';

const trace = ['-f', '-y', '-qq', '-s', '40', '-e', 'trace=read,write,writev,fsync,fdatasync'];
const count = isLong ? 2000 : 100;

/** Each system call where it has ended: what began it stands in front where another thread came between. */
function endedCalls(text: string): readonly string[] {
  const begun = new Map<string, string>();
  return text.split('\n').flatMap((line) => {
    const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const [, first] = /^(.*) <unfinished \.\.\.>$/.exec(call) ?? [];
    if (first !== undefined) {
      begun.set(thread, first);
      return [];
    }
    const [, rest] = /^<\.\.\. \w+ resumed>(.*)$/.exec(call) ?? [];
    return [rest === undefined ? call : `${begun.get(thread) ?? ''}${rest}`];
  });
}

describe('What is done for a sender, in order', () => {
  const scratch = scratchFolder();

  it('is: read the request, have the disk take it, respond', async function () {
    const file = join(scratch.path, 'trace');
    if (spawnSync('strace', [...trace, '-o', file, 'true']).status !== 0) {
      console.log('      skipped: there is no strace here, or it is not permitted');
      this.skip();
    }
    const child = fork(join(import.meta.dirname, 'killed.ts'), [scratch.path], {
      execPath: 'strace',
      execArgv: [...trace, '-o', file, process.execPath, ...process.execArgv],
    });
    try {
      const [port] = (await once(child, 'message')) as [number];
      for (let number = 0; number < count; number += 1) {
        const response = await fetch(`http://127.0.0.1:${port}/${number}-`, { method: 'POST', body: '{}' });
        assert.equal(response.status, 200);
        await response.arrayBuffer();
      }
    } finally {
      // The first line is of the engine's process: with its end, strace has written all and ends.
      process.kill(Number.parseInt(readFileSync(file, 'utf8')), 'SIGKILL');
      await once(child, 'exit');
    }
    const calls = endedCalls(readFileSync(file, 'utf8'));
    const steps = calls.flatMap((call) => {
      const [, number] = /^read\(.*"POST \/(\d+)-/.exec(call) ?? [];
      const isSynced = /^f(data)?sync\(\d+<.*\/events\.sqlite(-wal)?>\) += 0$/.test(call);
      return number !== undefined
        ? [`read ${number}`]
        : isSynced
          ? ['synced']
          : /^writev?\(.*"HTTP\/1\.1 200/.test(call)
            ? ['200']
            : [];
    });
    const text = steps.slice(steps.indexOf('read 0')).join(' ');
    const each = Array.from({ length: count }, (_, number) => `read ${number}( synced)+ 200`);
    assert.match(text, new RegExp(`^${each.join('( synced)* ')}`));
  });
});
