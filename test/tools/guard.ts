/**
 * Runs one command in a process group of its own and ends the whole group as soon as its stdin closes.
 * The parent holds the other end, so however the parent ends, even by SIGKILL, nothing stays behind.
 */
import { spawn, spawnSync } from 'node:child_process';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });

function endGroup(): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    process.exit(1);
  }
  process.kill(-process.pid, 'SIGKILL');
}

child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code) => process.exit(code ?? 1));
process.stdin.once('end', endGroup).once('error', endGroup).resume();
