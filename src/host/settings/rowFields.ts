import { isRow, type Row } from './settingRow.ts';

/** Where a field stands in a row of the settings: `['forward', 'onlyValid']`, `['answer', 'sequence', 0]`. */
export type FieldPath = readonly (string | number)[];

/** What is written there; undefined where nothing is. */
export function fieldAt(row: unknown, path: FieldPath): unknown {
  const [first, ...rest] = path;
  if (first === undefined) {
    return row;
  }
  if (Array.isArray(row)) {
    return fieldAt((row as readonly unknown[])[Number(first)], rest);
  }
  return isRow(row) ? fieldAt(row[first], rest) : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (isRow(value) && Object.keys(value).length === 0);
}

function changed(value: unknown, path: FieldPath, to: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) {
    return to;
  }
  if (typeof first === 'number') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const next = changed(list[first], rest, to);
    return next === undefined ? list.filter((_, index) => index !== first) : list.with(first, next);
  }
  // A status alone is short for a response that has nothing else.
  const row: Row = isRow(value) ? value : value === undefined ? {} : { status: value };
  const next = changed(row[first], rest, to);
  const others = Object.fromEntries(Object.entries(row).filter(([name]) => name !== first));
  return isEmpty(next) ? others : { ...row, [first]: next };
}

/** A row with one field changed, or without it for undefined; all else stays as it was written. */
export function withField(row: Row, path: FieldPath, value: unknown): Row {
  const next = changed(row, path, value);
  return isRow(next) ? next : row;
}
