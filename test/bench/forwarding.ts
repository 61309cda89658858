/**
 * Prints what forwarding costs a sender: the same engine without forwarding, and with each event forwarded to an
 * application that never answers, or that answers at once. All are measured in turns in one run: the ratios are the
 * figures.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { ForwardRule } from '../../src/protocol/forward.ts';
import { resultsFolder } from '../tools/paths.ts';
import { freePort } from '../tools/wait.ts';
import { body, load, median, secret, startEngine } from './engineUnderLoad.ts';
import type { LoadResult } from './load.ts';

const connections = 16;
const rounds = 7;
const milliseconds = 1000;
const source = { name: 'Backups', path: '/hooks', provider: null, publicUrl: null };
const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

interface Measured {
  readonly name: string;
  readonly port: number;
  readonly worker: Worker;
  readonly results: LoadResult[];
}

async function app(answers: boolean): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => (answers ? socket.end(answer) : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function start(name: string, folder: string, target: Server | null): Promise<Measured> {
  const port = await freePort();
  const worker = await startEngine(port, join(folder, name), [source]);
  if (target !== null) {
    const rule: ForwardRule = {
      source: source.name,
      target: `http://127.0.0.1:${(target.address() as AddressInfo).port}/`,
      path: 'auto',
      onlyValid: false,
      browserRequests: false,
      answerSender: false,
      answerWithin: 10_000,
    };
    worker.postMessage({ type: 'request', id: 3, call: 'setForwards', params: { rules: [rule] } });
  }
  return { name, port, worker, results: [] };
}

function print(engines: readonly Measured[]): void {
  const rate = ({ results }: Measured): number =>
    median(results.map(({ requests, seconds }) => requests / seconds));
  const latency = ({ results }: Measured, key: 'p50' | 'p99'): number =>
    median(results.map((result) => result[key]));
  const [plain] = engines;
  console.log('| forwarding | req/s | ratio | p50 ms | p99 ms |\n|---|---|---|---|---|');
  for (const engine of engines) {
    const ratio = plain === undefined ? 1 : rate(engine) / rate(plain);
    const cells = [rate(engine).toFixed(0), ratio.toFixed(2), latency(engine, 'p50').toFixed(2)];
    console.log(`| ${[engine.name, ...cells, latency(engine, 'p99').toFixed(2)].join(' | ')} |`);
  }
}

async function measureAll(sender: ChildProcess, engines: readonly Measured[]): Promise<void> {
  for (let round = 0; round <= rounds; round += 1) {
    for (const { port, results } of engines) {
      const result = await load(sender, { port, connections, milliseconds, secret, body });
      // The first round warms up.
      if (round > 0) {
        results.push(result);
      }
    }
  }
}

async function main(): Promise<void> {
  await mkdir(resultsFolder, { recursive: true });
  const folder = await mkdtemp(join(resultsFolder, 'bench-'));
  const apps = [await app(false), await app(true)] as const;
  const engines = [
    await start('off', folder, null),
    await start('to an app that hangs', folder, apps[0]),
    await start('to an app that answers', folder, apps[1]),
  ];
  const sender = fork(join(import.meta.dirname, 'load.ts'), { stdio: 'inherit' });
  try {
    await measureAll(sender, engines);
    print(engines);
  } finally {
    sender.kill();
    await Promise.all(engines.map(({ worker }) => worker.terminate()));
    apps.forEach((server) => server.close());
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
