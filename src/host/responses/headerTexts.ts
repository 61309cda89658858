import { isRow } from '../settings/settingRow.ts';

/** `Retry-After: 60` for each value, one after the other. */
export function headersText(value: unknown): string {
  return Object.entries(isRow(value) ? value : {})
    .flatMap(([name, one]) => (Array.isArray(one) ? one : [one]).map((each) => `${name}: ${String(each)}`))
    .join('; ');
}

/** The reverse; a name that stands twice has a list of values. A `;` without a name behind it is part of a value. */
export function headersOf(typed: string): unknown {
  const pairs = typed
    .split(/;(?=[^;:]*:)/)
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split(':');
      return [name.trim(), rest.join(':').trim()] as const;
    });
  const names = [...new Set(pairs.map(([name]) => name))];
  const valuesOf = (name: string) => pairs.filter(([own]) => own === name).map(([, value]) => value);
  const one = (values: readonly string[]) => (values.length === 1 ? values[0] : values);
  return names.length === 0
    ? undefined
    : Object.fromEntries(names.map((name) => [name, one(valuesOf(name))]));
}
