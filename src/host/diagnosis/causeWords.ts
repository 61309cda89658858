import type { Cause, CauseId, Diagnosis } from '../../protocol/diagnosis.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import type { Remedy } from './steps.ts';

/** What is said of a cause. */
export interface CauseWords {
  /** What happened, as a clause that can stand alone, follow “Probably” or be joined with “and”. */
  readonly clause: string;
  readonly remedy: Remedy;
  /**
   * How the proof is put: the signature is right `without` what happened, `with` what was used, or when it is read
   * `so`; absent where the clause says it all.
   */
  readonly proof?: 'without' | 'with' | 'so';
  /** It shows in what came or is saved, so that nothing about it is only probable. */
  readonly isSure?: true;
}

export interface CauseContext {
  readonly cause: Cause;
  readonly diagnosis: Diagnosis;
  readonly t: Translate;
}

/** What is said of each cause of a family. */
export type CauseTexts<Id extends CauseId> = { readonly [I in Id]: (context: CauseContext) => CauseWords };

/** A detail of a cause, safe to show on one line; empty where the engine did not say it. */
export function said({ cause: { detail } }: CauseContext, name: string): string {
  return Object.hasOwn(detail, name) ? displayText(detail[name] ?? '', 200) : '';
}

/** `filled(text)` where the detail is known, else the other text. */
export function ifSaid(
  context: CauseContext,
  name: string,
  filled: (text: string) => string,
  otherwise: () => string,
): string {
  const text = said(context, name);
  return text === '' ? otherwise() : filled(text);
}

/** `filled` where both details are known, else the other text. */
export function bothSaid(
  context: CauseContext,
  names: readonly [string, string],
  filled: (first: string, second: string) => string,
  otherwise: () => string,
): string {
  const [first, second] = [said(context, names[0]), said(context, names[1])];
  return first === '' || second === '' ? otherwise() : filled(first, second);
}

/** Whether a token came, which is sent as it is: nothing was signed. */
export function isOfToken({ detail }: Cause): boolean {
  return detail['sent'] === 'token';
}

/** That a header did not come, where nobody knows who took it away. */
export function leftOutHeader(header: string, t: Translate): string {
  return t('the sender left out the header {0}, or it was removed in transit', header);
}

export function headerRemedy(t: Translate): string {
  return t(
    'Have the sender send it as the provider documents it, and check that each proxy and tunnel on the way passes it on.',
  );
}

/** A sentence begins with a capital letter; code and names stay as they are written. */
export function capital(text: string): string {
  const [first = ''] = text;
  return `${first.toLocaleUpperCase()}${text.slice(first.length)}`;
}

/** What is probably the cause, or certainly so. */
export function likelySentence([first]: readonly CauseWords[], t: Translate): string {
  return first?.isSure === true ? t('{0}.', capital(first.clause)) : t('Probably {0}.', first?.clause ?? '');
}
