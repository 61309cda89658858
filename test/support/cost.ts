import { cpuMilliseconds } from './clocks.ts';
import { work } from './work.ts';

/** The reference, and the CPU milliseconds that it takes on the machine that the bounds were written on. */
const [rounds, usualMilliseconds] = [25_000, 15] as const;

function cpuTimeOf(action: () => void): number {
  const before = cpuMilliseconds();
  action();
  return cpuMilliseconds() - before;
}

/**
 * What an action costs, in milliseconds of CPU time of an ordinary machine: measured against fixed work that is done
 * right before. For bounds that tell work that grows with its input from work that grows with its square.
 */
export function costOf(action: () => void): number {
  return (
    (cpuTimeOf(action) * usualMilliseconds) /
    Math.max(
      1,
      cpuTimeOf(() => work(rounds)),
    )
  );
}
