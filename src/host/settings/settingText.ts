import type { CustomProviderProblem } from '../../protocol/engine.ts';
import { configurationSection, settingNames } from '../shared/contributions.ts';
import { channelProblemText } from '../sender/channelSettingText.ts';
import { displayText } from '../words/displayText.ts';
import type { SettingProblem } from './settings.ts';
import type { Translate } from '../words/translate.ts';
import { answerProblemText } from '../responses/answerProblemText.ts';
import { forwardProblemTexts } from '../forward/forwardProblemText.ts';
import type { RowPlace } from './settingScopes.ts';
import type { SourceProblemCode } from '../sources/sourceSettings.ts';
import type { SettingScope } from './settingScope.ts';

type Texts = Readonly<Record<SourceProblemCode, (setting: string, t: Translate) => string>>;

const sourceTexts: Texts = {
  ...forwardProblemTexts,
  notAList: (setting, t) => t('{0} is not a list: it is not used.', setting),
  notAnObject: (setting, t) => t('{0} is not an object: this source is left out.', setting),
  noName: (setting, t) => t('{0} is missing or empty: this source is left out.', setting),
  sameName: (setting, t) => t('{0} is the name of another source already: this source is left out.', setting),
  badId: (setting, t) => t('{0} is not a text: it is not used.', setting),
  sameId: (setting, t) => t('{0} is the id of another source already: it is not used.', setting),
  badPath: (setting, t) =>
    t(
      '{0} is not a path: it has to begin with / and to be without spaces, ?, # and letters beyond ASCII. This source is left out.',
      setting,
    ),
  samePath: (setting, t) => t('{0} is the path of another source already: this source is left out.', setting),
  badProvider: (setting, t) =>
    t('{0} is not the id of a provider: the provider is recognised instead.', setting),
  badUrl: (setting, t) =>
    t('{0} is not an http or https URL without ? and #: no public URL is used.', setting),
  notBoolean: (setting, t) => t('{0} is neither true nor false: this source is enabled.', setting),
};

/** A setting as a message names it; that of the user is the usual one. */
function settingText(name: string, scope: SettingScope, t: Translate): string {
  const setting = `${configurationSection}.${name}`;
  return scope === 'workspace' ? t('{0} in the workspace settings', setting) : setting;
}

/** What is wrong with a setting, and what is used instead. */
export function settingProblemText(
  problem: SettingProblem,
  t: Translate,
  scope: SettingScope = 'user',
): string {
  const setting = settingText(problem.name, scope, t);
  if ('answer' in problem) {
    return answerProblemText(problem, setting, t);
  }
  if ('fault' in problem) {
    return channelProblemText(setting, problem.fault, t);
  }
  return 'code' in problem
    ? sourceTexts[problem.code](setting, t)
    : t('The setting {0} has a value that it cannot have; {1} is used instead.', setting, problem.used);
}

/** What is wrong with a field, as it follows the field's name. */
export function customFault({ problem }: CustomProviderProblem, t: Translate): string {
  switch (problem.code) {
    case 'missing':
      return t('is missing');
    case 'notOneOf':
      return t('has to be one of {0}', problem.allowed.join(', '));
    case 'wrongType':
      return t('has to be {0}', problem.expected);
    case 'unknownField':
      return t('is not a field that is known here');
    case 'duplicateId':
      return t('“{0}” is the id of another provider already', displayText(problem.id));
    case 'badTemplate':
      return t('cannot be used as a template: {0}', displayText(problem.detail));
  }
}

/** Names the field and what it may be: `webhookDebugger.customProviders[0].verify.encoding: has to be one of …`. */
export function customProblemText(
  problem: CustomProviderProblem,
  t: Translate,
  { index, scope }: RowPlace = { index: problem.index, scope: 'user' },
): string {
  const row = `${settingNames.customProviders}[${index}]`;
  const name = problem.field === '' ? row : `${row}.${displayText(problem.field)}`;
  const setting = settingText(name, scope, t);
  return t('{0}: {1}. This provider is left out.', setting, customFault(problem, t));
}

/** A source of a provider that is not known. */
export function unknownProviderText(source: string, provider: string, t: Translate): string {
  return t(
    'The source “{0}” has the provider “{1}”, which is not known: its signatures cannot be verified.',
    displayText(source),
    displayText(provider),
  );
}
