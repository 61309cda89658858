import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { limit } from '../support/limits.ts';

/** Milliseconds between two questions, at first. */
export const firstPause: number = 25;

/** Milliseconds until the question after the next: more and more, as each is work for who is asked. */
export function nextPause(pause: number): number {
  return Math.min(200, pause * 2);
}

/** Asks until the answer is neither null nor false. @throws an error that says what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | false> | T | null | false,
  milliseconds = 15_000,
): Promise<T> {
  const most = limit(milliseconds);
  const end = performance.now() + most;
  for (let pause = firstPause; ; pause = nextPause(pause)) {
    const answer = await ask();
    if (answer !== null && answer !== false) {
      return answer;
    }
    if (performance.now() > end) {
      throw new Error(`Waited ${most / 1000} s in vain: ${what}.`);
    }
    await delay(pause);
  }
}

/** Asks until the answer is that one. @throws what assert says of the last answer. */
export async function becomes<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  const end = performance.now() + limit(15_000);
  for (let pause = firstPause; ; pause = nextPause(pause)) {
    const answer = await ask();
    if (isDeepStrictEqual(answer, expected)) {
      return;
    }
    if (performance.now() > end) {
      assert.deepEqual(answer, expected);
    }
    await delay(pause);
  }
}

/** Whether something accepts connections there; sends nothing. */
export function portAnswers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const answer = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

/** Whether a page comes from there. */
export async function answersHttp(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Below the ports that systems give to those who ask for any: Linux begins at 32768, macOS and Windows at 49152. */
const [firstPort, lastPort] = [20_000, 32_000] as const;

const reservations: string[] = [];

/** Reserves it among all processes that ask here, for as long as this one runs. */
function reserved(port: number): boolean {
  const file = join(tmpdir(), `webhook-debugger-test-port-${port}`);
  try {
    writeFileSync(file, '', { flag: 'wx' });
  } catch {
    return false;
  }
  if (reservations.push(file) === 1) {
    process.once('exit', () => reservations.forEach((one) => rmSync(one, { force: true })));
  }
  return true;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port on loopback that nobody has, and that neither the system nor another test hands out: `wanted` if free. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) {
    return wanted;
  }
  for (;;) {
    const port = randomInt(firstPort, lastPort);
    if (reserved(port) && (await isFree(port))) {
      return port;
    }
  }
}
