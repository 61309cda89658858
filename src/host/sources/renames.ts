import { isRow } from '../settings/settingRow.ts';

/** A row of the settings that has secrets of its own, as it was when the settings were last read. */
export interface KnownRow {
  /** Under which its secrets are saved. */
  readonly key: string;
  /** What stays the same when only its name changes. */
  readonly like: string;
}

/**
 * Rows that have another name now, as the keys from which and to which their secrets go. A row that was removed and
 * one of another name that was added look the same where all else of them is equal, so that counts as a renaming.
 * Where several rows could be the one that has gone, nobody knows which, and none is.
 */
export function renamesOf(
  before: readonly KnownRow[],
  now: readonly KnownRow[],
  inEffect: readonly KnownRow[],
): readonly (readonly [from: string, to: string])[] {
  const keysBefore = new Set(before.map(({ key }) => key));
  const keysNow = new Set(inEffect.map(({ key }) => key));
  const gone = before.filter(({ key }) => !keysNow.has(key));
  const added = now.filter(({ key }) => !keysBefore.has(key));
  return gone.flatMap(({ key, like }) => {
    const [own, ...others] = added.filter((row) => row.like === like);
    const isOnly = gone.filter((row) => row.like === like).length === 1;
    return own === undefined || others.length > 0 || !isOnly ? [] : [[key, own.key] as const];
  });
}

/** What a memory holds, as far as it is that. */
export function knownRows(value: unknown): readonly KnownRow[] {
  return Array.isArray(value) ? value.filter(isKnown) : [];
}

function isKnown(value: unknown): value is KnownRow {
  return isRow(value) && typeof value['key'] === 'string' && typeof value['like'] === 'string';
}
