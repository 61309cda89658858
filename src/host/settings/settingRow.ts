/** An object of a setting, as a person wrote it. */
export type Row = Readonly<Record<string, unknown>>;

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name that a row of the setting has, empty where it has none. */
export function nameOf(row: unknown): string {
  const name = isRow(row) ? row['name'] : undefined;
  return typeof name === 'string' ? name.trim() : '';
}
