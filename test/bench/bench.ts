/**
 * Prints how the real engine (bundle, worker, store, verification) compares with a bare node:http listener that
 * checks the same HMAC and stores nothing. Both are measured in turns in one run: the ratios are the figures.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { resultsFolder } from '../tools/paths.ts';
import { freePort } from '../tools/wait.ts';
import { printDetection } from './detection.ts';
import { body, load, median, secret, startEngine } from './engineUnderLoad.ts';
import type { LoadResult } from './load.ts';

const connectionCounts = [1, 16, 64, 256];
const rounds = 5;
const roundMilliseconds = 1500;
const warmUpMilliseconds = 700;

async function startBare(port: number): Promise<Worker> {
  const worker = new Worker(join(import.meta.dirname, 'bareServer.ts'), { workerData: { port, secret } });
  await once(worker, 'message');
  return worker;
}

/** Milliseconds by which a 10 ms timer of this thread comes late, while the engine is under load. */
class Lateness {
  readonly #late: number[] = [];
  #due = 0;
  #timer: NodeJS.Timeout | undefined;

  start(): void {
    this.#due = performance.now() + 10;
    this.#timer = setTimeout(() => {
      this.#late.push(Math.max(0, performance.now() - this.#due));
      this.start();
    }, 10);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  p99(): number {
    return this.#late.toSorted((a, b) => a - b)[Math.floor(this.#late.length * 0.99)] ?? 0;
  }
}

interface Pair {
  readonly engine: LoadResult[];
  readonly bare: LoadResult[];
}

async function measure(
  sender: ChildProcess,
  ports: { engine: number; bare: number },
  connections: number,
  late: Lateness,
): Promise<Pair> {
  const pair: Pair = { engine: [], bare: [] };
  const run = (port: number, milliseconds: number): Promise<LoadResult> =>
    load(sender, { port, connections, milliseconds, secret, body });
  await run(ports.engine, warmUpMilliseconds);
  await run(ports.bare, warmUpMilliseconds);
  for (let round = 0; round < rounds; round += 1) {
    pair.bare.push(await run(ports.bare, roundMilliseconds));
    late.start();
    pair.engine.push(await run(ports.engine, roundMilliseconds));
    late.stop();
  }
  return pair;
}

function row(connections: number, { engine, bare }: Pair): string {
  const rate = (results: readonly LoadResult[]): number =>
    median(results.map(({ requests, seconds }) => requests / seconds));
  const of = (results: readonly LoadResult[], key: 'p50' | 'p99'): number =>
    median(results.map((result) => result[key]));
  const cells = [
    connections,
    rate(bare).toFixed(0),
    rate(engine).toFixed(0),
    (rate(engine) / rate(bare)).toFixed(2),
    `${of(bare, 'p50').toFixed(2)} / ${of(engine, 'p50').toFixed(2)}`,
    `${of(bare, 'p99').toFixed(2)} / ${of(engine, 'p99').toFixed(2)}`,
    (of(engine, 'p99') / of(bare, 'p99')).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}

async function main(): Promise<void> {
  await mkdir(resultsFolder, { recursive: true });
  const storageFolder = await mkdtemp(join(resultsFolder, 'bench-'));
  const ports = { engine: await freePort(), bare: await freePort() };
  const workers = [await startEngine(ports.engine, storageFolder), await startBare(ports.bare)];
  const sender = fork(join(import.meta.dirname, 'load.ts'), { stdio: 'inherit' });
  const late = new Lateness();
  try {
    console.log(
      '| connections | bare req/s | engine req/s | ratio | p50 ms bare / engine | p99 ms bare / engine | p99 ratio |',
    );
    console.log('|---|---|---|---|---|---|---|');
    for (const connections of connectionCounts) {
      console.log(row(connections, await measure(sender, ports, connections, late)));
    }
    console.log(
      `\nA 10 ms timer of the thread that hosts the engine was late by ${late.p99().toFixed(1)} ms at p99.`,
    );
    printDetection(body);
  } finally {
    sender.kill();
    await Promise.all(workers.map((worker) => worker.terminate()));
    await rm(storageFolder, { recursive: true, force: true });
  }
}

await main();
