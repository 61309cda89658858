import type { Judged } from './diagnosis.ts';
import type { Fault } from './judge.ts';
import type { Outcome } from './outcome.ts';

function percent(part: number, whole: number): string {
  return `${part}/${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)} %)`}`;
}

export const isMet = ({ faults }: Judged): boolean => faults.length === 0;

function met(all: readonly Judged[]): string {
  return percent(all.filter(isMet).length, all.length);
}

function groupLine(all: readonly Judged[], title: string, keyOf: (one: Judged) => string): string {
  const groups = Object.entries(Object.groupBy(all, keyOf));
  return `${title}: ${groups.map(([key, group = []]) => `${key} ${met(group)}`).join(', ')}`;
}

/** The value below which that share of them is. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

export function isReversible({ handed }: Judged): boolean {
  return handed.class === 'reversible' || handed.class === 'pair';
}

/** How many cases have a fault; of those of one level only, where one is given. */
export function countOf(all: readonly Judged[], fault: Fault, level?: string): number {
  return all.filter(
    ({ faults, diagnosed }) =>
      faults.includes(fault) && (level === undefined || diagnosed.diagnosis.level === level),
  ).length;
}

export function diagnosisSums(all: readonly Judged[]): readonly string[] {
  const reversible = all.filter(isReversible);
  const weekly = reversible.filter(({ handed }) => handed.common === 1);
  const others = all.filter(({ handed }) => handed.class === 'likely');
  const times = all.map(({ milliseconds }) => milliseconds);
  return [
    groupLine(all, 'met by class', ({ handed }) => handed.class),
    groupLine(all, 'met by how common', ({ handed }) => String(handed.common)),
    `reversible proven with the right cause, bytes and party: ${met(reversible)}; at the right level: ${percent(
      reversible.filter((one) => !one.faults.includes('level')).length,
      reversible.length,
    )}`,
    `of those met every week: ${met(weekly)}`,
    `others recognised: ${met(others)}`,
    `false proofs: ${countOf(all, 'false proof')}; wrong bytes: ${countOf(all, 'wrong bytes')}; valid ones refused: ${countOf(all, 'valid one refused')}`,
    `proven with the wrong cause: ${countOf(all, 'wrong cause', 'proven')}, the wrong party: ${countOf(all, 'wrong party', 'proven')}, no cause: ${countOf(all, 'no cause')}; likely with the wrong cause: ${countOf(all, 'wrong cause', 'likely')}`,
    `CPU time: median ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms, most ${quantile(times, 1)} ms`,
  ];
}

export function reportSums(all: readonly Outcome[]): readonly string[] {
  const count = all.filter(({ unmet }) => unmet.length === 0).length;
  const toRead = all.filter(({ toRead }) => toRead.length > 0).length;
  return [`reports met: ${percent(count, all.length)}; to be read: ${toRead}`];
}
