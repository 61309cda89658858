import * as vscode from 'vscode';
import { readTarget, targetProblem } from '../targets/target.ts';
import { answerWithinSeconds, isForwardTarget } from './forwardSetting.ts';
import { withField } from '../settings/rowFields.ts';
import {
  choiceField,
  numberField,
  switchField,
  textField,
  type Choice,
  type EditedRow,
  type Field,
} from '../settings/fieldList.ts';

const { l10n } = vscode;

const urlOf = (typed: string): string => readTarget(typed)?.href ?? typed;

function targetFault(typed: string): string | null {
  if (typed === '') {
    return null;
  }
  const problem = targetProblem(typed, l10n.t);
  if (problem !== '') {
    return problem;
  }
  return isForwardTarget(urlOf(typed))
    ? null
    : l10n.t('A URL begins with https:// or http:// and has no # in it.');
}

function pathChoices(): readonly Choice[] {
  return [
    {
      label: l10n.t('Automatic'),
      description: l10n.t('the path of the URL where it has one, else that of the request'),
      value: undefined,
    },
    { label: l10n.t('Keep'), description: l10n.t('the path of the request'), value: 'keep' },
    { label: l10n.t('Replace'), description: l10n.t('the path of the URL'), value: 'replace' },
    {
      label: l10n.t('Append'),
      description: l10n.t('the path of the URL, and that of the request behind it'),
      value: 'append',
    },
  ];
}

/** The options go with the URL. */
function urlField(row: EditedRow): Field {
  return textField({
    row: {
      read: () => row.read(),
      write: (change) =>
        row.write((written) => {
          const next = change(written);
          return next['forwardTo'] === undefined ? withField(next, ['forward'], undefined) : next;
        }),
    },
    label: l10n.t('URL'),
    path: ['forwardTo'],
    prompt: l10n.t('URL of your app, such as http://localhost:3000. Leave it empty to forward nothing.'),
    none: l10n.t('none'),
    parse: (typed) => (typed === '' ? undefined : urlOf(typed)),
    validate: targetFault,
  });
}

/** How the events of a source are forwarded, field by field. */
export function forwardFields(row: EditedRow): readonly Field[] {
  const url = urlField(row);
  if (row.read()['forwardTo'] === undefined) {
    return [url];
  }
  const field = (label: string, name: string, about: string, usual = false): Field =>
    switchField({ row, label, path: ['forward', name], usual, about });
  return [
    url,
    field(l10n.t('Forwarding'), 'enabled', l10n.t('events are forwarded as they arrive'), true),
    choiceField({ row, label: l10n.t('Path'), path: ['forward', 'path'], choices: pathChoices() }),
    field(l10n.t('Only valid events'), 'onlyValid', l10n.t('others are kept and not forwarded')),
    field(
      l10n.t('Browser requests'),
      'browserRequests',
      l10n.t('any web page can make a browser send such requests'),
    ),
    field(
      l10n.t('App responds to the sender'),
      'answerSender',
      l10n.t('the sender waits for the app and gets its response'),
    ),
    numberField({
      row,
      label: l10n.t('Longest wait for the app'),
      path: ['forward', 'answerWithinSeconds'],
      prompt: l10n.t('Seconds that the sender waits for the app'),
      ...{ min: answerWithinSeconds.min, max: answerWithinSeconds.max, usual: answerWithinSeconds.fallback },
      isWhole: false,
    }),
  ];
}
