/** Whether a row stands in the settings of the workspace or in those of the user, which every workspace has. */
import { nameOf } from './settingRow.ts';

export type SettingScope = 'workspace' | 'user';

/** A setting as it is written in each scope; undefined where it is not. */
export type ScopedValue = Readonly<Record<SettingScope, unknown>>;

/** Whether a row of that name stands in the settings of the workspace and in those of the user. */
export function standsInBoth({ workspace, user }: ScopedValue, name: string): boolean {
  return [workspace, user].every(
    (value) => Array.isArray(value) && value.some((row: unknown) => nameOf(row) === name),
  );
}

export function scopeOf({ scope }: { readonly scope?: SettingScope }): SettingScope {
  return scope ?? 'user';
}
