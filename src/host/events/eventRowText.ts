import type { ListedEvent } from '../../protocol/attempts.ts';
import type { DiagnosisLevel } from '../../protocol/diagnosis.ts';
import { verdictLook } from '../../protocol/verdict.ts';
import { answeredText, gapText } from '../attempts/attemptText.ts';
import { hostOf } from '../targets/target.ts';
import { displayText } from '../words/displayText.ts';
import type { AttemptRow } from './eventRows.ts';
import { shortTitle } from '../words/shortTitle.ts';
import type { Translate } from '../words/translate.ts';
import { numberText, verdictName } from '../words/wording.ts';
import type { AppResponse, EventSummary } from '../../protocol/summary.ts';
import { isSuccess } from '../../protocol/http.ts';
import type { ViewWords } from '../words/viewWords.ts';

export interface EventRowText {
  readonly label: string;
  readonly description: string;
  readonly accessibleLabel: string;
}

/** What is known of an event beside its summary. */
export interface RowNotes extends Partial<Pick<ListedEvent, 'attempts' | 'differs'>> {
  /** Of the provider, empty where it is not known. */
  readonly provider?: string;
  /** Why the signature fails, in a sentence, as far as that was found out. */
  readonly explanation?: string;
  /** Of the explanation. */
  readonly level?: DiagnosisLevel;
  /** The explanation says what the reason of the verdict says already. */
  readonly repeatsReason?: boolean;
  /** URL of the app that it was sent to again and that has not responded yet; null for none. */
  readonly sentTo?: string | null;
  /** Nobody has opened or selected it yet, which a badge of the row shows. */
  readonly isNew?: boolean;
}

/** `POST /hooks`; one of both, or empty, where the refused bytes had no more. */
export function requestText({ method, path }: EventSummary): string {
  return displayText(`${method} ${path}`.trim(), 120);
}

/** Whether an app did not take an event that it was sent. */
export function appFailed({ response }: EventSummary): boolean {
  return response !== undefined && (!isSuccess(response.status) || response.failure !== null);
}

/** That a response is waited for: its host; empty where none is. */
function waitingText({ sentTo = null }: RowNotes, t: Translate): string {
  return sentTo === null ? '' : t('waiting for {0}', hostOf(sentTo));
}

/** `500`, or `✗ no response`; empty where the app took the event, and where it was sent to none. */
function responseMark({ response }: EventSummary, t: Translate): string {
  if (response === undefined || (isSuccess(response.status) && response.failure === null)) {
    return '';
  }
  const { status } = response;
  if (status === null) {
    return t('✗ no response');
  }
  return isSuccess(status) ? t('✗ response cut off') : String(status);
}

/** `500`, `no response`: what an app answered, also where that is as it should be. */
export function responseText({ status, failure }: AppResponse, t: Translate): string {
  if (status === null) {
    return t('no response');
  }
  return failure === null ? String(status) : t('{0}, cut off', status);
}

function explainedText(level: DiagnosisLevel | undefined, t: Translate): string {
  switch (level) {
    case 'proven':
      return t('explained');
    case 'likely':
      return t('likely cause');
    default:
      return '';
  }
}

/** What sets an event apart from an ordinary one, each in a word or two; empty where it does not. */
function marksOf(
  { complete, fromBrowser, imported }: EventSummary,
  { level, attempts = 1, differs = false }: RowNotes,
  t: Translate,
): Readonly<Record<'tried' | 'changed' | 'origin' | 'browser' | 'explained' | 'cut', string>> {
  return {
    tried: attempts > 1 ? t('{0} attempts', numberText(attempts)) : '',
    changed: differs ? t('bodies differ') : '',
    origin: imported === true ? t('imported') : '',
    browser: fromBrowser ? t('headers of a browser') : '',
    explained: explainedText(level, t),
    cut: complete ? '' : t('incomplete'),
  };
}

/** The texts of an event's row; what a sender wrote is made visible and stays on one line. */
export function eventRowText(summary: EventSummary, words: ViewWords, notes: RowNotes = {}): EventRowText {
  const { t, times } = words;
  const { explanation = '', provider = '', isNew = false } = notes;
  const { tried, changed, origin, browser, explained, cut } = marksOf(summary, notes, t);
  const { verdict, response, receivedAt } = summary;
  const title = displayText(summary.title);
  const word = verdictName(verdict, t);
  const request = requestText(summary);
  const time = times.row(receivedAt);
  const app = response === undefined ? '' : t('your app: {0}', responseText(response, t));
  const waiting = waitingText(notes, t);
  const fresh = isNew ? t('new') : '';
  const named = [
    title,
    request,
    time,
    fresh,
    provider,
    waiting,
    app,
    cut,
    tried,
    changed,
    browser,
    origin,
    explanation,
  ];
  // What tells rows apart comes first: a narrow side bar cuts the end off.
  const doubt = verdictLook[verdict].tone === 'good' ? '' : word;
  const described = [
    ...[waiting, responseMark(summary, t), doubt, browser === '' ? '' : t('browser'), tried, changed, cut],
    ...[times.recent(receivedAt, t) ?? time, provider, origin, explained],
    title === request ? '' : request,
  ];
  return {
    label: shortTitle(summary.title),
    description: described.filter(Boolean).join(' · '),
    accessibleLabel: `${word}: ${named.filter(Boolean).join(', ')}`,
  };
}

/** The texts of the row of one attempt: what tells it from the others. */
export function attemptRowText(
  { summary, number, status, bodyDiffers, before }: AttemptRow,
  { times, t }: ViewWords,
  notes: RowNotes = {},
): EventRowText {
  const word = verdictName(summary.verdict, t);
  const waiting = waitingText(notes, t);
  const label = t('Attempt {0}', number);
  const time = times.row(summary.receivedAt);
  const gap = before === null ? '' : gapText(before.summary, summary, t);
  const changed = bodyDiffers ? t('body differs') : '';
  const answered = answeredText(status, t);
  const shortAnswer = status === null ? answered : String(status);
  const doubt = verdictLook[summary.verdict].tone === 'good' ? '' : word;
  const named = [
    ...[displayText(summary.title), requestText(summary), time, label],
    ...[waiting, answered, gap, changed],
  ];
  return {
    label,
    description: [waiting, shortAnswer, gap, changed, doubt, time].filter(Boolean).join(' · '),
    accessibleLabel: `${word}: ${named.filter(Boolean).join(', ')}`,
  };
}
