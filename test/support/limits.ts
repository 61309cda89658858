import { work } from './work.ts';

/** What the work below takes in milliseconds on the machine that the limits were written on, with nothing beside it. */
const usualMilliseconds = 60;
const variable = 'WEBHOOK_DEBUGGER_TEST_SLOWNESS';

function measured(): number {
  const begin = performance.now();
  work(100_000);
  const ratio = (performance.now() - begin) / usualMilliseconds;
  return Math.min(4, Math.max(1, ratio));
}

function handedDown(): number | null {
  const value = Number(process.env[variable]);
  return value >= 1 ? value : null;
}

/** How many times slower than usual this machine is now, from 1 to 4. */
const slowness: number = handedDown() ?? measured();

/** For the environment of processes that run beside each other: each has a part of the machine. */
export const besideOthers: Readonly<Record<string, string>> = {
  [variable]: Math.min(4, slowness * 2).toFixed(2),
};

/**
 * How long to wait, at most, for what takes a fraction of that on an idle machine. A limit only ends a wait for what
 * does not come; it is never what a test asserts.
 */
export function limit(milliseconds: number): number {
  return Math.round(milliseconds * slowness);
}
