import type { DatabaseSync } from 'node:sqlite';
import type { Source } from '../../protocol/engine.ts';
import { idOfSource } from '../../protocol/secretKeys.ts';
import { prepared } from './prepared.ts';

/** Old names and what they are now. */
type Renamings = ReadonlyMap<string, string>;

function namesById(db: DatabaseSync): ReadonlyMap<string, string> {
  const rows = prepared(db, 'SELECT id, name FROM source_names').all();
  return new Map(rows.map((row) => [String(row['id']), String(row['name'])]));
}

/** A source that was never seen here has its id for its name: that is what it was before it had an id of its own. */
function renamings(sources: readonly Source[], known: ReadonlyMap<string, string>): Renamings {
  const taken = new Set(known.values());
  return new Map(
    sources.flatMap((source): [string, string][] => {
      const id = idOfSource(source);
      const before = known.get(id) ?? (taken.has(id) ? source.name : id);
      return before === source.name ? [] : [[before, source.name]];
    }),
  );
}

/** All at once, so that two that take each other's name do not become one. */
function rename(db: DatabaseSync, names: Renamings): void {
  const cases = (value: string): string =>
    `CASE ${value} ${[...names].map(() => 'WHEN ? THEN ?').join(' ')} END`;
  const inDetection = `json_extract(record, '$[9].source')`;
  const list = [...names.keys()].map(() => '?').join(', ');
  const pairs = [...names].flat();
  // Not kept as prepared statements: renamings are few, and of any number.
  db.prepare(
    `UPDATE events SET record = json_set(record, '$[9].source', ${cases(inDetection)})
      WHERE source IN (${list}) AND ${inDetection} IN (${list})`,
  ).run(...pairs, ...names.keys(), ...names.keys());
  db.prepare(`UPDATE events SET source = ${cases('source')} WHERE source IN (${list})`).run(
    ...pairs,
    ...names.keys(),
  );
}

/** Has the stored events call their sources as these are called now. Gives whether any was called otherwise. */
export function takeNames(db: DatabaseSync, sources: readonly Source[]): boolean {
  const known = namesById(db);
  const names = renamings(sources, known);
  if (names.size > 0) {
    rename(db, names);
  }
  const keep = prepared(
    db,
    'INSERT INTO source_names VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
  );
  for (const source of sources) {
    if (known.get(idOfSource(source)) !== source.name) {
      keep.run(idOfSource(source), source.name);
    }
  }
  return names.size > 0;
}
