import type { ChannelSetting } from '../sender/channelSettings.ts';
import { settingNames } from '../shared/contributions.ts';
import { isRow, nameOf } from './settingRow.ts';
import { isSamePath, type SourceSetting } from '../sources/sourceSettings.ts';
import type { SettingScope, ScopedValue } from './settingScope.ts';

/** Where a row stands, and at which index there. */
export interface RowPlace {
  readonly scope: SettingScope;
  readonly index: number;
}

export interface MergedList {
  /** The rows in effect: those of the workspace first. Where no scope has a list, whatever stands there. */
  readonly value: unknown;
  /** Where each row in effect stands. */
  readonly places: readonly RowPlace[];
  /** Scopes that hold something else than a list while the other one holds one. */
  readonly notLists: readonly SettingScope[];
}

export const listSettings = [
  settingNames.sources,
  settingNames.channels,
  settingNames.customProviders,
] as const;
export type ListSetting = (typeof listSettings)[number];

export function isListSetting(name: string): name is ListSetting {
  return listSettings.some((known) => known === name);
}

function hasSameName(one: unknown, other: unknown): boolean {
  return nameOf(one) !== '' && nameOf(one) === nameOf(other);
}

/** The path that a row of `sources` takes requests from; undefined where it takes none. */
function pathOf(row: unknown): string | undefined {
  if (!isRow(row) || row['enabled'] === false) {
    return undefined;
  }
  const path = row['path'] ?? '/';
  return typeof path === 'string' ? path : undefined;
}

function hasSamePath(one: unknown, other: unknown): boolean {
  const [path, second] = [pathOf(one), pathOf(other)];
  return path !== undefined && second !== undefined && isSamePath(path, second);
}

function hasSameId(one: unknown, other: unknown): boolean {
  return isRow(one) && isRow(other) && typeof one['id'] === 'string' && one['id'] === other['id'];
}

/** Whether a row of the workspace takes the place of one of the user. */
const replaces: Readonly<Record<ListSetting, (ofWorkspace: unknown, ofUser: unknown) => boolean>> = {
  [settingNames.sources]: (one, other) => hasSameName(one, other) || hasSamePath(one, other),
  [settingNames.channels]: hasSameName,
  [settingNames.customProviders]: hasSameId,
};

function placed(rows: readonly unknown[], scope: SettingScope) {
  return rows.map((row, index) => ({ row, place: { scope, index } }));
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/**
 * A list setting over both scopes. VS Code would use the workspace's list in place of the user's; here the rows of
 * both are in effect, and of two with the same name, path or id the one of the workspace.
 */
export function mergeList(name: ListSetting, { workspace, user }: ScopedValue): MergedList {
  const isList = Array.isArray(workspace) || Array.isArray(user);
  if (!isList) {
    return { value: isMissing(workspace) ? user : workspace, places: [], notLists: [] };
  }
  const own = Array.isArray(workspace) ? placed(workspace, 'workspace') : [];
  const shared = (Array.isArray(user) ? placed(user, 'user') : []).filter(
    ({ row }) => !own.some((other) => replaces[name](other.row, row)),
  );
  const rows = [...own, ...shared];
  const scopes = { workspace, user };
  return {
    value: rows.map(({ row }) => row),
    places: rows.map(({ place }) => place),
    notLists: (['workspace', 'user'] as const).filter(
      (scope) => !isMissing(scopes[scope]) && !Array.isArray(scopes[scope]),
    ),
  };
}

/** Rows that were read of a merged list, each with the scope that it stands in. */
export function withScopes<R extends SourceSetting | ChannelSetting>(
  rows: readonly R[],
  { value, places }: MergedList,
): readonly R[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return rows.map((row) => {
    const place = places[list.findIndex((written) => nameOf(written) === row.name)];
    return place?.scope === 'workspace' ? { ...row, scope: place.scope } : row;
  });
}
