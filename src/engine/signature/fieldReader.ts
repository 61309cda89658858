import type { CustomProviderProblem } from '../../protocol/engine.ts';

export type FieldProblem = CustomProviderProblem['problem'];
/** Hears what is wrong with the field at a dotted path. */
export type Report = (field: string, problem: FieldProblem) => void;

/** Reads a value that a person wrote; undefined where it is not what it should be, which is reported. */
export type FieldReader<T> = (value: unknown, field: string, report: Report) => T | undefined;

/** A field of an object, and whether it has to be there. */
interface Field<T> {
  readonly read: FieldReader<T>;
  readonly isRequired: boolean;
}

export const required = <T>(read: FieldReader<T>): Field<T> => ({ read, isRequired: true });
export const optional = <T>(read: FieldReader<T>): Field<T> => ({ read, isRequired: false });

/** An object that is no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const below = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`);

function fail(report: Report, field: string, expected: string): undefined {
  report(field, { code: 'wrongType', expected });
  return undefined;
}

export const text: FieldReader<string> = (value, field, report) =>
  typeof value === 'string' && value !== '' ? value : fail(report, field, 'text that is not empty');

export const anyText: FieldReader<string> = (value, field, report) =>
  typeof value === 'string' ? value : fail(report, field, 'text');

export const seconds: FieldReader<number> = (value, field, report) =>
  typeof value === 'number' && value >= 0 ? value : fail(report, field, 'a number of seconds');

export const count: FieldReader<number> = (value, field, report) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : fail(report, field, 'a whole number');

export function matching(form: RegExp, expected: string): FieldReader<string> {
  return (value, field, report) =>
    typeof value === 'string' && form.test(value) ? value : fail(report, field, expected);
}

export function oneOf<const T extends string | true>(...allowed: readonly T[]): FieldReader<T> {
  return (value, field, report) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) {
      report(field, { code: 'notOneOf', allowed: allowed.map(String) });
    }
    return found;
  };
}

/** A list, which may be empty; a single value stands for a list of one. */
export function someOf<T>(read: FieldReader<T>): FieldReader<readonly T[]> {
  return (value, field, report) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const items = values.flatMap((item, index) => {
      const own = Array.isArray(value) ? below(field, String(index)) : field;
      return read(item, own, report) ?? [];
    });
    return items.length === values.length ? (items as readonly T[]) : undefined;
  };
}

/** A list of at least one; a single value stands for a list of one. */
export function listOf<T>(read: FieldReader<T>): FieldReader<readonly T[]> {
  const readList = someOf(read);
  return (value, field, report) =>
    Array.isArray(value) && value.length === 0
      ? fail(report, field, 'a list that is not empty')
      : readList(value, field, report);
}

export function recordOf<T>(read: FieldReader<T>): FieldReader<Readonly<Record<string, T>>> {
  return (value, field, report) => {
    if (!isRecord(value)) {
      return fail(report, field, 'an object');
    }
    const entries = Object.entries(value).flatMap(([name, own]) => {
      const result = read(own, below(field, name), report);
      return result === undefined ? [] : [[name, result] as const];
    });
    return Object.fromEntries(entries);
  };
}

/** The fields of a form: each of `T`'s, those that may be absent as optional ones. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> };

/**
 * An object with these fields and no others; what is absent is absent in the result. Where something was reported
 * the result is not a whole `T`: whoever reads a form looks at the reports first.
 */
export function object<T extends object>(fields: FieldsOf<T>): FieldReader<T> {
  const entries = Object.entries<Field<unknown>>(fields);
  return (value, field, report) => {
    if (!isRecord(value)) {
      return fail(report, field, 'an object');
    }
    for (const name of Object.keys(value).filter((own) => !Object.hasOwn(fields, own))) {
      report(below(field, name), { code: 'unknownField' });
    }
    const result: Record<string, unknown> = {};
    for (const [name, { read, isRequired }] of entries) {
      const own = Object.hasOwn(value, name) ? value[name] : undefined;
      if (own !== undefined) {
        result[name] = read(own, below(field, name), report);
      } else if (isRequired) {
        report(below(field, name), { code: 'missing' });
      }
    }
    return result as T;
  };
}
