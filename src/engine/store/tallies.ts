import type { DatabaseSync } from 'node:sqlite';
import type { Tally } from '../../protocol/engine.ts';
import { dataVersion, prepared } from './prepared.ts';
import type { StoredEvent } from './storedEvent.ts';
import type { Verdict } from '../../protocol/verdict.ts';

/** Counts of a connection's file, and the state of the file that they hold for. */
interface Counted {
  readonly db: DatabaseSync;
  readonly version: number;
  readonly counts: Map<string, number>;
}

type Kind = readonly [source: string | null, provider: string | null, verdict: Verdict];

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** How many events of each kind are stored: counted once, then kept up to date as events are added. */
export class Tallies {
  #counted: Counted | undefined;

  add(events: readonly StoredEvent[]): void {
    const counts = this.#counted?.counts;
    for (const { findings } of counts === undefined ? [] : events) {
      const kind: Kind = [findings.source, findings.provider, findings.verdict];
      const key = JSON.stringify(kind);
      counts?.set(key, (counts.get(key) ?? 0) + 1);
    }
  }

  /** To be called when events change or go: they are counted again when they are next asked for. */
  clear(): void {
    this.#counted = undefined;
  }

  of(db: DatabaseSync): readonly Tally[] {
    const version = dataVersion(db);
    if (this.#counted?.db !== db || this.#counted.version !== version) {
      this.#counted = { db, version, counts: count(db) };
    }
    return [...this.#counted.counts].map(([key, number]) => {
      const [source, provider, verdict] = JSON.parse(key) as Kind;
      return { source, provider, verdict, count: number };
    });
  }
}

function count(db: DatabaseSync): Map<string, number> {
  const sql = 'SELECT source, provider, verdict, COUNT(*) AS count FROM events GROUP BY 1, 2, 3';
  return new Map(
    prepared(db, sql)
      .all()
      .map((row) => {
        const kind = [textOrNull(row['source']), textOrNull(row['provider']), row['verdict']];
        return [JSON.stringify(kind), Number(row['count'])];
      }),
  );
}
