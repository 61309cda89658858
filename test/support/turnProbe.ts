/**
 * Runs the engine as a worker does, and writes the longest turn of its event loop into shared memory: CPU milliseconds
 * of this thread from one look to the next, so that other programs and other threads do not count.
 */
import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';

interface ProbedStart {
  /** The bundle to run. */
  readonly file: string;
  /** Two numbers of 64 bits: the longest turn since somebody set it to 0, and how many turns were looked at. */
  readonly longest: SharedArrayBuffer;
}

/** Milliseconds between two looks; a turn in between delays the second. */
const every = 4;

const { file, longest } = workerData as ProbedStart;
const shared = new Float64Array(longest);

function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

createRequire(import.meta.url)(file);
let before = used();
setInterval(() => {
  const now = used();
  shared[0] = Math.max(shared[0] ?? 0, now - before);
  shared[1] = (shared[1] ?? 0) + 1;
  before = now;
}, every).unref();
