import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { simplebackups } from '../../src/engine/signature/schemes/simplebackups.ts';
import type { EngineSettings, Source } from '../../src/protocol/engine.ts';
import type { LoadOptions, LoadResult } from './load.ts';

export const secret = 'bench-secret';
export const body = simplebackups.samples?.[0]?.body(Date.UTC(2026, 10, 23)) ?? '';

/** The bundled engine in its worker, with a saved secret, listening. */
export async function startEngine(
  port: number,
  storageFolder: string,
  sources: readonly Source[] = [],
): Promise<Worker> {
  const settings: EngineSettings = {
    maxBodySize: 10_485_760,
    maxEvents: 10_000,
    maxMegabytes: 500,
    sources,
    customProviders: [],
    ignoreTimestamps: false,
    answerHandshakes: true,
  };
  const file = join(import.meta.dirname, '../../dist/engine.cjs');
  const worker = new Worker(file, { workerData: { storageFolder, file, settings } });
  const secrets = { simplebackups: [{ label: 'bench', value: secret }] };
  worker.postMessage({ type: 'request', id: 1, call: 'setSecrets', params: { secrets, verifyAgain: false } });
  worker.postMessage({ type: 'request', id: 2, call: 'startListener', params: { host: '127.0.0.1', port } });
  await new Promise<void>((resolve) => {
    worker.on('message', (message: { readonly id?: number }) => message.id === 2 && resolve());
  });
  return worker;
}

/** Sends for a while. @throws where a request was not answered with 200. */
export async function load(sender: ChildProcess, options: LoadOptions): Promise<LoadResult> {
  sender.send(options);
  const [result] = (await once(sender, 'message')) as [LoadResult];
  if (result.failures > 0) {
    throw new Error(`${result.failures} requests were not answered with 200.`);
  }
  return result;
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
