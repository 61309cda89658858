import * as vscode from 'vscode';
import type { Secret } from '../../protocol/engine.ts';
import { toldSecrets } from '../secrets/secretPick.ts';
import { commandIds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { askPick, askText, type Answer, type Validation } from '../shared/guide.ts';
import { secretCount } from '../shared/rowText.ts';
import type { Row } from './settingRow.ts';
import { fieldAt, withField, type FieldPath } from './rowFields.ts';

/** A row of the settings that is edited, as it is written. */
export interface EditedRow {
  read(): Row;
  write(change: (row: Row) => Row): Promise<void>;
}

/** How editing goes on: the list is shown again, the one that it is part of is, or the person has left. */
export type Outcome = 'again' | 'back' | 'left';

export interface Field {
  readonly label: string;
  /** Its present value. */
  readonly value: string;
  readonly edit: () => Promise<Outcome>;
}

export interface FieldList {
  readonly title: () => string;
  /** Read again each time that the list is shown. */
  readonly fields: () => Promise<readonly Field[]>;
  /** It is part of another list, which Back returns to. */
  readonly isPart: boolean;
}

/** A step without a number, with a way back. */
export const part = { number: 2, of: null } as const;

/** Shows each field with its value until the person leaves; a field that was edited leads back to the list. */
export async function editFields({ title, fields, isPart }: FieldList): Promise<Outcome> {
  let last = '';
  for (;;) {
    const items = (await fields()).map((field) => ({
      label: field.label,
      description: displayText(field.value, 200),
      field,
    }));
    const answer = await askPick({
      title: title(),
      number: isPart ? 2 : 1,
      of: null,
      placeholder: vscode.l10n.t('Choose a field to edit'),
      items,
      active: items.find(({ label }) => label === last) ?? items[0],
    });
    if (answer.kind !== 'answered') {
      return answer.kind === 'back' ? 'again' : 'left';
    }
    last = answer.value.label;
    const outcome = await answer.value.field.edit();
    if (outcome !== 'again') {
      return outcome === 'back' ? 'again' : 'left';
    }
  }
}

/** Saves what was answered; the list is shown again unless the person has left. */
export async function saved<T>(answer: Answer<T>, save: (value: T) => Promise<unknown>): Promise<Outcome> {
  if (answer.kind === 'answered') {
    await save(answer.value);
  }
  return answer.kind === 'left' ? 'left' : 'again';
}

interface FieldOf {
  readonly row: EditedRow;
  readonly label: string;
  readonly path: FieldPath;
}

export interface TextField extends FieldOf {
  readonly prompt: string;
  /** Why a text cannot be the value; null where it can. */
  readonly validate: (typed: string) => Validation | Promise<Validation>;
  /** What is shown where nothing is written. */
  readonly none: string;
  /** What is written for a text; undefined removes the field. */
  readonly parse?: (typed: string) => unknown;
  readonly format?: (value: unknown) => string;
}

function plainText(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

export function textField(options: TextField): Field {
  const { row, label, path, prompt, validate, none } = options;
  const { parse = (typed) => typed || undefined, format = plainText } = options;
  const now = format(fieldAt(row.read(), path));
  return {
    label,
    value: now === '' ? none : now,
    edit: async () =>
      saved(await askText({ title: label, ...part, prompt, value: now, validate }), (typed) =>
        row.write((written) => withField(written, path, parse(typed))),
      ),
  };
}

export interface Choice {
  readonly label: string;
  readonly description?: string;
  /** What is written; undefined for what holds where nothing is. */
  readonly value: unknown;
}

/** One of a few values; the first is what holds where nothing is written. */
export function choiceField({
  row,
  label,
  path,
  choices,
}: FieldOf & { readonly choices: readonly Choice[] }): Field {
  const value = fieldAt(row.read(), path);
  const now = choices.find((choice) => choice.value === value);
  return {
    label,
    value: now?.label ?? plainText(value),
    edit: async () =>
      saved(
        await askPick({ title: label, ...part, placeholder: label, items: choices, active: now }),
        (choice) => row.write((written) => withField(written, path, choice.value)),
      ),
  };
}

/** Yes or no; `usual` is what holds where nothing is written. */
export function switchField(field: FieldOf & { readonly usual: boolean; readonly about?: string }): Field {
  const { usual, about = '' } = field;
  const yes = { label: vscode.l10n.t('Yes'), description: about, value: usual ? undefined : true };
  const no = { label: vscode.l10n.t('No'), value: usual ? false : undefined };
  return choiceField({ ...field, choices: usual ? [yes, no] : [no, yes] });
}

/** Fields that stand in a list of their own. */
export function partField(label: string, value: string, fields: FieldList['fields']): Field {
  return {
    label: `${label}...`,
    value,
    edit: () => editFields({ title: () => label, fields, isPart: true }),
  };
}

/**
 * The saved secrets of a source or of a provider, with what can be done with them. `argument` names it; `instead` says
 * what is used where it has none.
 */
export function secretsField(own: readonly Secret[], argument: object, instead = ''): Field {
  const count = own.length;
  const run = (label: string, command: string): Field => ({
    label,
    value: '',
    edit: async () => {
      await vscode.commands.executeCommand(command, argument);
      return 'again';
    },
  });
  const none = instead === '' ? secretCount(count, vscode.l10n.t) : instead;
  const value = count === 0 ? none : toldSecrets(own) || secretCount(count, vscode.l10n.t);
  return partField(vscode.l10n.t('Signing secrets'), value, () =>
    Promise.resolve([
      run(vscode.l10n.t('Add a Secret...'), commandIds.setSigningSecret),
      ...(count === 0
        ? []
        : [
            run(vscode.l10n.t('Rename a Secret...'), commandIds.renameSigningSecret),
            run(vscode.l10n.t('Remove a Secret...'), commandIds.removeSigningSecret),
          ]),
    ]),
  );
}

/** The last of each list: what is not edited here. */
export function settingsField(open: () => Promise<void>): Field {
  return {
    label: vscode.l10n.t('Open in settings.json'),
    value: '',
    edit: async () => {
      await open();
      return 'left';
    },
  };
}

/** A number from `min` to `max`; nothing for the usual one. */
export function numberField(
  field: FieldOf & {
    readonly prompt: string;
    readonly min: number;
    readonly max: number;
    readonly usual: number;
    readonly isWhole: boolean;
  },
): Field {
  const { min, max, usual, isWhole } = field;
  const isRight = (typed: string): boolean => {
    const value = Number(typed);
    return value >= min && value <= max && (!isWhole || Number.isInteger(value));
  };
  return textField({
    ...field,
    none: String(usual),
    parse: (typed) => (typed === '' || Number(typed) === usual ? undefined : Number(typed)),
    validate: (typed) =>
      isRight(typed)
        ? null
        : vscode.l10n.t('A number from {0} to {1}; leave it empty for {2}.', min, max, usual),
  });
}
