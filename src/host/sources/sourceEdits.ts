import type { Source } from '../../protocol/engine.ts';
import { withForwardSwitched, withForwardTo } from '../forward/forwardSetting.ts';
import { isRow, nameOf, type Row } from '../settings/settingRow.ts';

function rowsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A list setting as it is written, with one more row. */
export function withNewRow(value: unknown, row: object): unknown[] {
  return [...rowsOf(value), row];
}

/** An id that no row has, neither as id nor as name; that of a new source is its first name. */
function freeId(value: unknown, name: string): string {
  const taken = rowsOf(value).flatMap((row) => [isRow(row) ? String(row['id'] ?? '') : '', nameOf(row)]);
  return freeName(name, taken);
}

/** The setting with one more source; what is usual is not written. */
export function withSource(value: unknown, { name, path, provider, publicUrl }: Source): unknown[] {
  const row = {
    id: freeId(value, name),
    name,
    path,
    ...(provider === null ? {} : { provider }),
    ...(publicUrl === null ? {} : { publicUrl }),
  };
  return withNewRow(value, row);
}

/** The row of that name as it is written; a new one where there is none. */
export function rowOf(value: unknown, name: string): Row {
  const rows = rowsOf(value);
  const row = rows[indexOf(rows, name)];
  return isRow(row) ? row : { name };
}

/** The setting with one row changed; all others stay as they were written. */
export function withRow(value: unknown, name: string, change: (row: Row) => Row): unknown[] {
  const rows = [...rowsOf(value)];
  const at = indexOf(rows, name);
  const row = rows[at];
  if (isRow(row)) {
    rows[at] = change(row);
  }
  return rows;
}

/** The setting with a source, or a channel, switched on or off; all else of it stays as it was written. */
export function withSwitched(value: unknown, name: string, enabled: boolean): unknown[] {
  return withRow(value, name, (row) => {
    const others = Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'enabled'));
    return enabled ? others : { ...others, enabled };
  });
}

/** The setting with the events of a source forwarded to a URL. */
export function withForward(value: unknown, name: string, target: string): unknown[] {
  return withRow(value, name, (row) => withForwardTo(row, target));
}

/** The setting with the forwarding of a source switched on or off. */
export function withForwarding(value: unknown, name: string, enabled: boolean): unknown[] {
  return withRow(value, name, (row) => withForwardSwitched(row, enabled));
}

/** The setting with a source under another name, and with its id, so that it stays the same source. */
export function withRenamed(
  value: unknown,
  name: string,
  to: { readonly id: string; readonly name: string },
): unknown[] {
  return withRow(value, name, (row) => ({ ...row, ...to }));
}

export function withoutSource(value: unknown, name: string): unknown[] {
  const rows = rowsOf(value);
  const at = indexOf(rows, name);
  return rows.filter((_, index) => index !== at);
}

/** Of several with the same name, the first is the one that is used. */
function indexOf(rows: readonly unknown[], name: string): number {
  return rows.findIndex((row) => nameOf(row) === name);
}

/** `Stripe`, or `Stripe 2` and so on where that is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
  return free(wanted, (number) => `${wanted} ${number}`, taken);
}

/** `/acme-stripe` for `Acme Stripe`, with a number where that is taken. */
export function freePath(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  const path = `/${slug === '' ? 'webhooks' : slug}`;
  return free(path, (number) => `${path}-${number}`, taken);
}

function free(wanted: string, numbered: (number: number) => string, taken: readonly string[]): string {
  let candidate = wanted;
  for (let number = 2; taken.includes(candidate); number += 1) {
    candidate = numbered(number);
  }
  return candidate;
}

/** Where a source's name stands in the text of a settings file: offset and length; null where it does not. */
export function findSource(
  text: string,
  setting: string,
  name: string,
): { readonly offset: number; readonly length: number } | null {
  const begin = text.indexOf(JSON.stringify(setting));
  const quoted = JSON.stringify(name);
  const offset = begin < 0 ? -1 : text.indexOf(quoted, begin);
  return offset < 0 ? null : { offset, length: quoted.length };
}
