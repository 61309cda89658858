import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EventStore } from '../../src/engine/store/eventStore.ts';
import type { StorageNotice } from '../../src/protocol/storage.ts';
import { until } from '../tools/wait.ts';
import { addAll, newEvent } from '../unit/engine/store/events.ts';
import type { EngineUnderTest } from './engineUnderTest.ts';

/** Events in a store that a test damages. */
export const stored = 120;

export const storeFile = (folder: string): string => join(folder, 'events.sqlite');

/**
 * Makes a store with events, all received at one time; with `killed` as it is found after kill -9: most of them in the
 * log alone.
 */
export async function fill(folder: string, killed = false, receivedAt = 1_700_000_000_000): Promise<void> {
  const source = `${folder}-open`;
  const store = new EventStore(storeFile(source), { committed: () => undefined, noticed: () => undefined });
  const body = Buffer.alloc(3000, 0x61);
  await addAll(
    store,
    Array.from({ length: stored }, () => newEvent({ body, receivedAt })),
  );
  if (!killed) {
    store.close();
  }
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  if (killed) {
    // The note is a second old at most; closing writes it.
    store.close();
    cpSync(`${storeFile(source)}.history`, `${storeFile(folder)}.history`);
  }
  rmSync(source, { recursive: true });
}

export function noticesOf(engine: EngineUnderTest): StorageNotice[] {
  return engine.messages.flatMap((message) => (message.type === 'storage' ? [message.notice] : []));
}

/** What a person sees of the store: events in all, newest first, after what is copied was copied. */
export async function seen(engine: EngineUnderTest): Promise<{ total: number; paths: string[] }> {
  return until('the store is copied', async () => {
    const { events, total } = await engine.call('listEvents', { limit: 1000, before: null });
    await engine.call('listDeliveries', { limit: 1000, before: null });
    const tallies = await engine.call('tallies', null);
    const tallied = tallies.reduce((sum, { count }) => sum + count, 0);
    return tallied === total && events.length === total && { total, paths: events.map(({ path }) => path) };
  });
}

export async function post(port: number, path: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: '{"new":1}' });
  await response.arrayBuffer();
  return response.status;
}
