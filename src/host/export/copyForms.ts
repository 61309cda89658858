import type { CopyForm } from '../../protocol/exports.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

export interface CopyFormItem {
  readonly label: string;
  readonly description: string;
  readonly form: CopyForm;
}

/** The shell that commands are usually pasted into on a platform of Node. */
export function usualCurl(platform: string): CopyForm {
  return platform === 'win32' ? 'curlPowerShell' : 'curlPosix';
}

/** Names of forms, as they follow "Copied as". */
export function formName(form: CopyForm, t: Translate): string {
  const names: Readonly<Record<CopyForm, () => string>> = {
    curlPosix: () => t('cURL (bash)'),
    curlPowerShell: () => t('cURL (PowerShell)'),
    curlCmd: () => t('cURL (cmd)'),
    fetch: () => t('fetch'),
    rawHttp: () => t('Raw HTTP'),
  };
  return names[form]();
}

/** What a request can be copied as, the usual shell of the platform first. */
export function copyForms(platform: string, t: Translate): readonly CopyFormItem[] {
  const descriptions: Readonly<Record<CopyForm, string>> = {
    curlPosix: t('bash, zsh, dash, fish: Linux, macOS, WSL'),
    curlPowerShell: t('Windows PowerShell 5.1 and PowerShell 7'),
    curlCmd: t('the command prompt of Windows'),
    fetch: t('JavaScript for Node and browsers'),
    rawHttp: t('the message as it came'),
  };
  const usual = usualCurl(platform);
  const forms: readonly CopyForm[] = ['curlPosix', 'curlPowerShell', 'curlCmd', 'fetch', 'rawHttp'];
  return forms
    .toSorted((one, other) => Number(other === usual) - Number(one === usual))
    .map((form) => ({ label: formName(form, t), description: descriptions[form], form }));
}

/** How the name of a file ends that a form is saved in. */
export const fileEndings: Readonly<Record<CopyForm, string>> = {
  curlPosix: 'sh',
  curlPowerShell: 'ps1',
  curlCmd: 'cmd',
  fetch: 'mjs',
  rawHttp: 'txt',
};

/** Said where the event of that title is too long to be copied; `length` in characters. */
export function tooLongText(title: string, form: CopyForm, length: number, t: Translate): string {
  return t(
    '“{0}” as {1} has {2} characters: too many for the clipboard.',
    displayText(title, 80),
    formName(form, t),
    numberText(length),
  );
}

/** Said after saving the event of that title; `masked` as for `copiedText`. */
export function savedText(
  { title, form, file }: { readonly title: string; readonly form: CopyForm; readonly file: string },
  masked: readonly string[],
  t: Translate,
): string {
  const saved = t(
    'Saved “{0}” as {1} to {2}.',
    displayText(title, 80),
    formName(form, t),
    displayText(file, 100),
  );
  return withMasked(saved, masked, t);
}

function withMasked(text: string, masked: readonly string[], t: Translate): string {
  const names = masked.map((name) => displayText(name, 40)).join(', ');
  return names === '' ? text : t('{0} Masked, as sensitive: {1}.', text, names);
}

/** Said after copying the event of that title. `masked` names the headers whose values were left out; `URL` stands for the query. */
export function copiedText(title: string, form: CopyForm, masked: readonly string[], t: Translate): string {
  const copied = t('Copied “{0}” as {1}.', displayText(title, 80), formName(form, t));
  return withMasked(copied, masked, t);
}
