/**
 * Prints what floods do to the engine: the memory of its process, and how long senders wait who mean no harm. Such a
 * sender opens a connection for each request.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineUnderTest, usualSettings } from '../faults/engineUnderTest.ts';
import { resultsFolder } from '../tools/paths.ts';

const mebibyte = 1024 * 1024;
const floods: readonly (readonly [kind: string, connections: number, each: number])[] = [
  ['silent', 1100, 0],
  ['halfOpen', 1100, 0],
  ['pipelined', 500, 200],
  ['pipelined', 500, 2000],
  ['large', 40, 10 * mebibyte],
  ['stalled', 60, 9.5 * mebibyte],
];
/** How long each is looked at. */
const milliseconds = 12_000;
/** Milliseconds after which a sender gives up. */
const patience = 10_000;

/** Milliseconds until 200; null where that did not come. */
async function waitOf(port: number): Promise<number | null> {
  const begin = performance.now();
  const agent = new Agent({ keepAlive: false });
  const outgoing = request({ port, host: '127.0.0.1', method: 'POST', path: '/usual', agent });
  outgoing.setTimeout(patience, () => outgoing.destroy());
  outgoing.end('{"a":1}');
  try {
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    response.resume();
    console.log('   ', response.statusCode);
    return response.statusCode === 200 ? performance.now() - begin : null;
  } catch {
    return null;
  }
}

async function flood(kind: string, connections: number, each: number): Promise<void> {
  const folder = await mkdtemp(join(resultsFolder, 'floods-'));
  const engine = new EngineUnderTest(folder, { ...usualSettings, maxEvents: 2_000_000, maxMegabytes: 4000 });
  await engine.listen();
  await waitOf(engine.port);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const sender = fork(join(import.meta.dirname, 'flooder.ts'), [
    String(engine.port),
    kind,
    String(connections),
    String(each),
  ]);
  const waits: (number | null)[] = [];
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    waits.push(await waitOf(engine.port));
    await pause(20);
  }
  clearInterval(watch);
  sender.kill();
  const known = waits.filter((wait) => wait !== null).toSorted((one, other) => one - other);
  const at = (share: number): string =>
    (known[Math.min(known.length - 1, Math.floor(known.length * share))] ?? 0).toFixed(0);
  const { total } = await engine.call('counts', { afterId: 0 });
  const memory = ((most - before) / mebibyte).toFixed(0);
  console.log(
    `| ${kind} | ${connections} | ${each} | ${memory} | ${known.length} of ${waits.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${total} |`,
  );
  await engine.close();
  await rm(folder, { recursive: true, force: true });
}

await mkdir(resultsFolder, { recursive: true });
console.log(
  '| flood | connections | of each | MiB more | usual senders answered | p50 ms | p99 | max | rows |\n|---|---|---|---|---|---|---|---|---|',
);
const only = process.argv.slice(2);
for (const [kind, connections, each] of floods) {
  if (only.length === 0 || only.includes(kind)) {
    await flood(kind, connections, each);
  }
}
