import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort, until } from '../tools/wait.ts';

export function hasPhp(): boolean {
  return spawnSync('php', ['--version'], { timeout: 20_000 }).status === 0;
}

/** An app in PHP that verifies webhooks of SimpleBackups as its page says: 200 to what is genuine, 401 to all else. */
export class PhpApp {
  readonly #secret: string;
  #process: ChildProcess | undefined;

  constructor(secret: string) {
    this.#secret = secret;
  }

  async start(): Promise<string> {
    const port = await freePort();
    const script = join(import.meta.dirname, 'simplebackups.php');
    const env = { ...process.env, SIGNING_SECRET: this.#secret };
    this.#process = spawn('php', ['-S', `127.0.0.1:${port}`, script], { env, stdio: 'ignore' });
    const url = `http://127.0.0.1:${port}`;
    await until('PHP listens', async () => (await fetch(url).catch(() => null))?.status === 401, 20_000);
    return url;
  }

  stop(): void {
    this.#process?.kill();
  }
}
