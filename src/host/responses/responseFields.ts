import * as vscode from 'vscode';
import { answerFaultText } from './answerProblemText.ts';
import { longestBody, longestDelay, longestSequence, readAnswer } from './answerSetting.ts';
import { askText } from '../shared/guide.ts';
import { isRow, type Row } from '../settings/settingRow.ts';
import {
  numberField,
  partField,
  saved,
  switchField,
  textField,
  type EditedRow,
  type Field,
  type TextField,
} from '../settings/fieldList.ts';
import { map } from '../settings/notation.ts';
import { fieldAt, withField, type FieldPath } from '../settings/rowFields.ts';
import {
  statusText,
  stepsOf,
  withMoved,
  withoutStep,
  withStatuses,
  withSteps,
} from '../settings/sequence.ts';

const { l10n } = vscode;

/** Why a row cannot have a field of its response, null where it can. */
export function responseFault(row: Row, path: FieldPath, value: unknown): string | null {
  const [problem] = readAnswer(withField(row, path, value)['answer'], 'answer').problems;
  return problem === undefined ? null : l10n.t('This field {0}.', answerFaultText(problem, l10n.t));
}

/** `500` is a number, `timeOut` a word, and nothing is nothing. */
export function statusOf(typed: string): unknown {
  if (typed === '') {
    return undefined;
  }
  return /^time-?out$/i.test(typed) ? 'timeOut' : Number(typed);
}

/** `500, 500, 200` */
export function statusesOf(typed: string): readonly unknown[] {
  return typed === '' ? [] : typed.split(/[\s,]+/).map(statusOf);
}

type StepTexts = Pick<TextField, 'label' | 'prompt' | 'none'> & Partial<Pick<TextField, 'parse' | 'format'>>;

/** A field of one response, which is checked with all else that the response has. */
function stepField(row: EditedRow, path: FieldPath, texts: StepTexts): Field {
  const parse = texts.parse ?? ((typed: string): unknown => typed || undefined);
  const validate = (typed: string): string | null => responseFault(row.read(), path, parse(typed));
  return textField({ ...texts, row, path, parse, validate });
}

const statusPrompt = (): string => l10n.t('200 to 599, or timeOut for no response at all');

function statusField(row: EditedRow, path: FieldPath): Field {
  const written = fieldAt(row.read(), path);
  return stepField(row, [...path, 'status'], {
    label: l10n.t('Status'),
    prompt: statusPrompt(),
    none: isRow(written) ? '200' : statusText(written),
    parse: statusOf,
  });
}

/** Status, headers, body and delay of one response, which stands at `path`. */
function stepFields(row: EditedRow, path: FieldPath): readonly Field[] {
  const headers = stepField(row, [...path, 'headers'], {
    label: l10n.t('Headers'),
    prompt: l10n.t('“Name: value”, with ; between several'),
    none: l10n.t('none'),
    ...map,
  });
  const body = stepField(row, [...path, 'body'], {
    label: l10n.t('Body'),
    prompt: l10n.t(
      'Text of at most {0} bytes; leave it empty for the reason phrase of the status',
      longestBody,
    ),
    none: l10n.t('the reason phrase of the status'),
  });
  const delay = numberField({
    row,
    label: l10n.t('Delay'),
    path: [...path, 'delaySeconds'],
    prompt: l10n.t('Seconds before the response, at most {0}', longestDelay),
    ...{ min: 0, max: longestDelay, usual: 0, isWhole: false },
  });
  const status = statusField(row, path);
  const isSilent = statusText(fieldAt(row.read(), path)) === 'timeOut';
  return isSilent ? [status] : [status, headers, body, delay];
}

/** What can be done with a response of a sequence beside editing it; each leads back to the sequence. */
function placeFields(row: EditedRow, index: number): readonly Field[] {
  const rearranged = (label: string, change: (written: Row) => Row): Field => ({
    label,
    value: '',
    edit: async () => {
      await row.write(change);
      return 'back';
    },
  });
  const moved = (label: string, to: number): Field =>
    rearranged(label, (written) => withMoved(written, index, to));
  return [
    ...(index > 0 ? [moved(l10n.t('Move Up'), index - 1)] : []),
    ...(index < stepsOf(row.read()).length - 1 ? [moved(l10n.t('Move Down'), index + 1)] : []),
    rearranged(l10n.t('Remove'), (written) => withoutStep(written, index)),
  ];
}

/** One more response, after those that there are. */
function addField(row: EditedRow): Field {
  const label = l10n.t('Add a Response...');
  return {
    label,
    value: '',
    edit: async () =>
      saved(
        await askText({
          ...{ title: label, number: 2, of: null, value: '200', prompt: statusPrompt() },
          validate: (typed) => responseFault({}, ['answer'], { sequence: [statusOf(typed)] }),
        }),
        (typed) => row.write((written) => withSteps(written, [...stepsOf(written), statusOf(typed)])),
      ),
  };
}

function sequenceFields(row: EditedRow): readonly Field[] {
  const steps = stepsOf(row.read());
  return [
    ...steps.map((step, index) => {
      const label = l10n.t('Response {0}', index + 1);
      return partField(label, statusText(step), () =>
        Promise.resolve([...stepFields(row, ['answer', 'sequence', index]), ...placeFields(row, index)]),
      );
    }),
    ...(steps.length < longestSequence ? [addField(row)] : []),
    switchField({
      row,
      label: l10n.t('Start again after the last'),
      path: ['answer', 'repeat'],
      usual: false,
      about: l10n.t('otherwise the last response stays'),
    }),
  ];
}

/** The statuses of a sequence as one text. */
function statusesField(row: EditedRow): Field {
  const label = l10n.t('Sequence');
  const value = stepsOf(row.read()).map(statusText).join(', ');
  return {
    label,
    value: value === '' ? l10n.t('none') : value,
    edit: async () =>
      saved(
        await askText({
          ...{ title: label, number: 2, of: null, value },
          prompt: l10n.t(
            'Statuses for one request after the other, such as 500, 500, 200; at most {0}',
            longestSequence,
          ),
          validate: (typed) =>
            typed === '' ? null : responseFault({}, ['answer'], { sequence: statusesOf(typed) }),
        }),
        (typed) => row.write((written) => withStatuses(written, statusesOf(typed))),
      ),
  };
}

function invalidField(row: EditedRow): Field {
  const value = fieldAt(row.read(), ['answer', 'invalid']);
  const shown = value === undefined ? l10n.t('the same as for others') : statusText(value);
  return partField(l10n.t('For invalid signatures'), shown, () =>
    Promise.resolve(stepFields(row, ['answer', 'invalid'])),
  );
}

/** What senders to a source get, field by field. */
export function responseFields(row: EditedRow): readonly Field[] {
  if (stepsOf(row.read()).length > 0) {
    return [statusesField(row), ...sequenceFields(row), invalidField(row)];
  }
  return [
    ...stepFields(row, ['answer']),
    numberField({
      row,
      label: l10n.t('Every'),
      path: ['answer', 'every'],
      prompt: l10n.t('One request in so many gets this response, the others get 200'),
      ...{ min: 1, max: longestSequence, usual: 1, isWhole: true },
    }),
    statusesField(row),
    invalidField(row),
  ];
}
