import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../src/common/errors.ts';
import { repoFolder } from './paths.ts';

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** `inherit` shows the output, `collect` keeps it, anything else is a file to write it to. */
  readonly output?: 'inherit' | 'collect' | { readonly file: string };
}

export interface Ended {
  readonly code: number;
  readonly timedOut: boolean;
  /** Empty unless collected. */
  readonly output: string;
}

/** A command and all that it starts; the group ends with `stop`, with the command, or with this process. */
export class GuardedProcess {
  readonly exited: Promise<number>;
  readonly #child: ChildProcess;
  #output = '';

  constructor(command: string, args: readonly string[], options: ProcessOptions = {}) {
    const output = options.output ?? 'inherit';
    const file = typeof output === 'object' ? openSync(output.file, 'a') : null;
    const sink = file ?? (output === 'collect' ? 'pipe' : 'inherit');
    const guard = join(import.meta.dirname, 'guard.ts');
    this.#child = spawn(process.execPath, [guard, command, ...args], {
      cwd: options.cwd ?? repoFolder,
      env: options.env ?? process.env,
      detached: process.platform !== 'win32',
      stdio: ['pipe', sink, sink],
    });
    if (file !== null) {
      closeSync(file);
    }
    this.#child.stdin?.on('error', () => undefined);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    }
    this.exited = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        this.#endStragglers();
        resolve(code ?? 1);
      });
      this.#child.once('error', () => resolve(127));
    });
  }

  get output(): string {
    return this.#output;
  }

  async stop(): Promise<void> {
    this.#child.stdin?.end();
    await this.exited;
  }

  #endStragglers(): void {
    if (process.platform === 'win32' || this.#child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch (error) {
      if (codeOf(error) !== 'ESRCH') {
        throw error;
      }
    }
  }
}

/** Runs a command to its end, or to `milliseconds`, when it is ended with all that it started. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  milliseconds: number,
  options: ProcessOptions = {},
): Promise<Ended> {
  const running = new GuardedProcess(command, args, options);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    void running.stop();
  }, milliseconds);
  const code = await running.exited;
  clearTimeout(timer);
  return { code, timedOut, output: running.output };
}

/** The environment without what npm, or a VS Code terminal, adds for its own children. */
export function plainEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(?!config_)|VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$|INIT_CWD$)/.test(name),
  );
  return { ...Object.fromEntries(own), ...extra };
}
