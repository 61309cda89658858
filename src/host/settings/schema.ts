import { isRow, type Row } from './settingRow.ts';
import { fieldAt, withField, type FieldPath } from './rowFields.ts';

/** A part of the JSON schema that the manifest has of a setting. It says which fields there are. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema | true>>;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly {
    readonly if: { readonly properties: { readonly kind: { readonly const: string } } };
    readonly then: Schema;
  }[];
  readonly default?: unknown;
  readonly markdownDescription?: string;
}

/** The schema of a field; undefined where it says nothing of it. */
export function propertyOf({ properties = {} }: Schema, name: string): Schema | undefined {
  const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return own === true ? undefined : own;
}

/** The fields that make a part: without them there is none, and all else of it has a default. */
export function leadsOf(schema: Schema): readonly string[] {
  return (schema.required ?? []).filter((name) => propertyOf(schema, name)?.default === undefined);
}

/** A row in which a part has all that it needs: defaults for what is missing, or nothing without what makes it. */
export function completed(row: Row, path: FieldPath, schema: Schema): Row {
  const part = fieldAt(row, path);
  if (!isRow(part)) {
    return row;
  }
  if (leadsOf(schema).some((name) => part[name] === undefined)) {
    return withField(row, path, undefined);
  }
  const missing = (schema.required ?? []).filter((name) => part[name] === undefined);
  return missing.reduce(
    (done, name) => withField(done, [...path, name], propertyOf(schema, name)?.default),
    row,
  );
}

/** What the rules of a provider are made of, by what proves its requests; undefined for a kind that nobody knows. */
export function rulesOf(schema: Schema, kind: unknown): Schema | undefined {
  return schema.allOf?.find((one) => one.if.properties.kind.const === kind)?.then;
}
