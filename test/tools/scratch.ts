import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../src/common/errors.ts';

const prefix = 'webhook-debugger-';

/** Whether a process with this id exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function removeOrphans(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^webhook-debugger-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      removeFolder(join(tmpdir(), name));
    }
  }
}

/** Removes a folder even while a process that is ending still writes to it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

/** A new empty folder that goes, at the latest, when this process ends. Its path is short: VS Code puts sockets in it. */
export function scratchFolder(): ScratchFolder {
  removeOrphans();
  const path = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const removeAtExit = (): void => removeFolder(path);
  process.once('exit', removeAtExit);
  return {
    path,
    remove: () => {
      process.off('exit', removeAtExit);
      removeFolder(path);
    },
  };
}
