import * as vscode from 'vscode';
import { askPick, type Validation } from '../shared/guide.ts';
import { isRow, type Row } from './settingRow.ts';
import { partField, part, saved, textField, type Choice, type EditedRow, type Field } from './fieldList.ts';
import { isPlace, notationOf } from './notation.ts';
import { fieldAt, withField, type FieldPath } from './rowFields.ts';
import { completed, leadsOf, propertyOf, type Schema } from './schema.ts';

const { l10n } = vscode;

/** A row whose fields its schema says. */
export interface SchemaRow extends EditedRow {
  readonly labelOf: (name: string) => string;
  /** What may be said of a row in which the field at `path` is another; an error keeps it from being written. */
  readonly check: (row: Row, path: FieldPath) => Promise<Validation>;
  /** A row in which what the field at a path asks for is so, too. */
  readonly fitted: (row: Row) => Promise<Row>;
}

/** A field of a part, and the part. */
interface Place {
  readonly row: SchemaRow;
  readonly path: FieldPath;
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** The part that it is a field of, where it is one of a part. */
  readonly whole: { readonly path: FieldPath; readonly schema: Schema } | null;
}

const isPart = (schema: Schema): boolean => schema.properties !== undefined && !isPlace(schema);

function nameOf({ path }: Place): string {
  return String(path.at(-1));
}

/** The row with a value of the field; the part of it is whole then, or gone. */
function changed(written: Row, { path, whole }: Place, value: unknown): Row {
  const next = withField(written, path, value);
  return whole === null ? next : completed(next, whole.path, whole.schema);
}

function promptOf({ markdownDescription = '' }: Schema): string {
  return markdownDescription.replaceAll('`', '');
}

function typedField(place: Place): Field {
  const { row, path, schema, isRequired } = place;
  const { format, parse } = notationOf(schema);
  const valueOf = (typed: string): unknown => (typed === '' ? undefined : parse(typed));
  const hint = isPlace(schema) || (schema.items !== undefined && isPlace(schema.items));
  return textField({
    row: {
      read: () => row.read(),
      write: (change) => row.write((written) => changed(written, place, fieldAt(change(written), path))),
    },
    label: row.labelOf(nameOf(place)),
    path,
    prompt: hint
      ? `${promptOf(schema)} ${l10n.t('Such as {0}.', 'header:X-Id, json:data.id, query:id')}`
      : promptOf(schema),
    none: schema.default === undefined ? l10n.t('none') : format(schema.default),
    format: (value) => (value === undefined ? '' : format(value)),
    parse: valueOf,
    validate: async (typed) =>
      typed === '' && isRequired && place.whole === null
        ? l10n.t('This field cannot be empty.')
        : row.check(changed(row.read(), place, valueOf(typed)), path),
  });
}

function choicesOf({ schema, isRequired }: Place): readonly Choice[] {
  const usual = schema.default;
  const named = (schema.enum ?? []).map((value) => ({ label: String(value), value }));
  if (isRequired) {
    return named;
  }
  const none = { label: usual === undefined ? l10n.t('none') : String(usual), value: undefined };
  return [none, ...named.filter(({ value }) => value !== usual)];
}

/** Those choices with which the row can be used. */
async function usableChoices(place: Place): Promise<readonly (Choice & { readonly next: Row })[]> {
  const { row, path } = place;
  const all = await Promise.all(
    choicesOf(place).map(async (choice) => {
      const next = await row.fitted(changed(row.read(), place, choice.value));
      const isUsable = typeof (await row.check(next, path)) !== 'string';
      return isUsable ? [{ ...choice, next }] : [];
    }),
  );
  return all.flat();
}

function chosenField(place: Place): Field {
  const { row, path, schema } = place;
  const label = row.labelOf(nameOf(place));
  const value = fieldAt(row.read(), path);
  const text = value === undefined ? schema.default : value;
  return {
    label,
    value: text === undefined ? l10n.t('none') : notationOf({}).format(text),
    edit: async () => {
      const items = await usableChoices(place);
      const active = items.find((choice) => choice.value === value);
      const answer = await askPick({ title: label, ...part, placeholder: promptOf(schema), items, active });
      return saved(answer, ({ next }) => row.write(() => next));
    },
  };
}

/** What a part says, in short. */
function partText(value: unknown, schema: Schema): string {
  if (!isRow(value)) {
    return l10n.t('none');
  }
  const texts = Object.entries(value).map(([name, own]) =>
    notationOf(propertyOf(schema, name) ?? {}).format(own),
  );
  return texts.join(' · ');
}

function wholePart({ row, path, schema }: Place): Field {
  const leads = leadsOf(schema);
  return partField(row.labelOf(String(path.at(-1))), partText(fieldAt(row.read(), path), schema), () => {
    const isBegun = leads.length === 0 || fieldAt(row.read(), path) !== undefined;
    return Promise.resolve(fieldsOf(row, schema, path, isBegun ? namesOf(schema) : leads));
  });
}

function namesOf(schema: Schema): readonly string[] {
  return Object.keys(schema.properties ?? {}).filter((name) => propertyOf(schema, name) !== undefined);
}

/** One of several rules, each a part, or the only one. */
function ruleParts(place: Place, rules: Schema): readonly Field[] {
  const { row, path } = place;
  const value = fieldAt(row.read(), path);
  if (!Array.isArray(value)) {
    return [wholePart({ ...place, schema: rules })];
  }
  return value.map((rule, index) => {
    const label = l10n.t('{0} {1}', row.labelOf(nameOf(place)), index + 1);
    return partField(label, partText(rule, rules), () =>
      Promise.resolve(fieldsOf(row, rules, [...path, index])),
    );
  });
}

/** The fields of a part, or of the row itself, in the order of the schema. */
export function fieldsOf(
  row: SchemaRow,
  schema: Schema,
  path: FieldPath = [],
  names = namesOf(schema),
): readonly Field[] {
  const whole = path.length < 2 ? null : { path, schema };
  return names.flatMap((name) => {
    const own = propertyOf(schema, name) ?? {};
    const isRequired = schema.required?.includes(name) === true;
    const place: Place = { row, path: [...path, name], schema: own, isRequired, whole };
    const rules = own.anyOf?.find(isPart);
    if (rules !== undefined) {
      return ruleParts(place, rules);
    }
    return isPart(own)
      ? [wholePart(place)]
      : [own.enum === undefined ? typedField(place) : chosenField(place)];
  });
}
