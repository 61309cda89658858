import { idOfSource } from '../../protocol/secretKeys.ts';
import { isRow } from '../settings/settingRow.ts';
import { freeName } from './sourceEdits.ts';
import { isSamePath, type SourceSetting } from './sourceSettings.ts';

/** A source as the settings had it when they were last read: a row without an id of its own is known again by it. */
export interface KnownSource {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly provider: string | null;
  /** No row has it now; one of its name would have its id again. */
  readonly gone?: true;
}

/** Sources that no row has any more and that are remembered all the same. */
const mostGone = 100;

type Indexed<T> = readonly [value: T, index: number];

function indexed<T>(list: readonly T[]): Indexed<T>[] {
  return list.map((value, index) => [value, index]);
}

/**
 * How much a row is like a source that is known: 0 where it is another one. Its name or its path is as before; a new
 * name at the same path is a renaming, unless a row of the old name is left and the new name is that of none before.
 */
function likeness(
  [known, before]: Indexed<KnownSource>,
  [row, now]: Indexed<SourceSetting>,
  isRenaming: boolean,
): number {
  const hasName = known.name === row.name;
  const hasPath = isSamePath(known.path, row.path);
  if (!hasName && !(hasPath && isRenaming && known.gone !== true)) {
    return 0;
  }
  // Where names were swapped, or paths, all else of the rows shows which.
  return (
    (hasName ? 4 : 0) +
    (hasPath ? 4 : 0) +
    (known.provider === row.provider ? 2 : 0) +
    (before === now ? 1 : 0)
  );
}

/** Which known source each row is: the most alike first, none twice. */
function matches(
  rows: readonly Indexed<SourceSetting>[],
  known: readonly Indexed<KnownSource>[],
): ReadonlyMap<SourceSetting, KnownSource> {
  const names = new Set(rows.map(([{ name }]) => name));
  const namesBefore = new Set(known.map(([{ name }]) => name));
  const pairs = known.flatMap((one) =>
    rows.map((row) => {
      const isRenaming = !names.has(one[0].name) || namesBefore.has(row[0].name);
      return { known: one[0], row: row[0], likeness: likeness(one, row, isRenaming) };
    }),
  );
  const found = new Map<SourceSetting, KnownSource>();
  const taken = new Set<KnownSource>();
  for (const pair of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (pair.likeness > 0 && !found.has(pair.row) && !taken.has(pair.known)) {
      found.set(pair.row, pair.known);
      taken.add(pair.known);
    }
  }
  return found;
}

/** The sources with the ids that they had before, whatever they are called now. An id is absent where it is the name. */
export function withIds(
  sources: readonly SourceSetting[],
  known: readonly KnownSource[],
): readonly SourceSetting[] {
  const written = new Set(sources.flatMap(({ id }) => id ?? []));
  const found = matches(
    indexed(sources).filter(([{ id }]) => id === undefined),
    indexed(known).filter(([{ id }]) => !written.has(id)),
  );
  const taken = [...written, ...[...found.values()].map(({ id }) => id)];
  return sources.map((source) => {
    const { id: own, ...others } = source;
    const id = own ?? found.get(source)?.id ?? freeName(source.name, taken);
    taken.push(id);
    return id === source.name ? others : { ...others, id };
  });
}

/** What is to be known of the sources when the settings are next read. */
export function knownOf(
  sources: readonly SourceSetting[],
  before: readonly KnownSource[],
): readonly KnownSource[] {
  const now = sources.map((source): KnownSource => {
    const { name, path, provider } = source;
    return { id: idOfSource(source), name, path, provider };
  });
  const ids = new Set(now.map(({ id }) => id));
  // Where its id is its name, a row of that name has it anyway.
  const gone = before
    .filter(({ id, name }) => !ids.has(id) && id !== name)
    .map((known) => ({ ...known, gone: true }) as const);
  return [...now, ...gone.slice(0, mostGone)];
}

function isKnown(value: unknown): value is KnownSource {
  return (
    isRow(value) &&
    ['id', 'name', 'path'].every((field) => typeof value[field] === 'string') &&
    (typeof value['provider'] === 'string' || value['provider'] === null)
  );
}

/** What a memory holds, as far as it is that. */
export function readKnown(value: unknown): readonly KnownSource[] {
  return Array.isArray(value) ? value.filter(isKnown) : [];
}
