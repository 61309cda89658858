import { setTimeout as wait } from 'node:timers/promises';
import type { ReplayPause } from '../../protocol/engine.ts';

/** Milliseconds: the longest gap that is kept between two events. */
const longestGap = 30_000;

/** Milliseconds to wait before an event that was received after another one; none before the first. */
export function pauseBetween(
  before: number | undefined,
  receivedAt: number | undefined,
  pause: ReplayPause,
): number {
  if (before === undefined) {
    return 0;
  }
  return pause === 'asTheyCame' ? Math.min(Math.max(0, (receivedAt ?? before) - before), longestGap) : pause;
}

/** False where the signal ended the waiting, or had been given before. */
export async function waited(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) {
    return false;
  }
  return milliseconds === 0 || wait(milliseconds, true, { signal }).catch(() => false);
}
