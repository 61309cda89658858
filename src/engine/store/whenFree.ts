import { setTimeout as pause } from 'node:timers/promises';
import { StorageError } from './storageError.ts';

/** Milliseconds between two tries, and until the last one: a person waits. */
const [againAfter, longestWait] = [25, 5000] as const;

/**
 * Does some work of the store, again between turns as long as another connection has the database locked.
 * @throws StorageError
 */
export async function whenFree<T>(work: () => T | Promise<T>): Promise<T> {
  const end = performance.now() + longestWait;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StorageError) || error.fault !== 'locked' || performance.now() > end) {
        throw error;
      }
    }
    await pause(againAfter);
  }
}
