import type { Attempt } from '../../protocol/attempts.ts';
import type { EventDetail } from '../../protocol/event.ts';
import type { AttemptsView, AttemptView } from '../../protocol/webview.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { durationText, numberText, spanText, type Times, verdictName } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';
import { isSuccess } from '../../protocol/http.ts';

/** Seconds below which a pause is told to the second: senders' back-offs begin there. */
const exactBelow = 120;
/** Attempts in the time line; the last ones, where there are more. */
const mostShown = 12;
/** Oddities that are told, also of attempts that are not shown. */
const mostMarks = 6;

/** The pause between two attempts: `63 s`, `5 min`, `2 h`. */
export function pauseText(from: EventSummary, to: EventSummary, t: Translate): string {
  const milliseconds = Math.max(0, to.receivedAt - from.receivedAt);
  const seconds = milliseconds / 1000;
  if (seconds < 10) {
    return seconds < 1 ? t('{0} ms', milliseconds) : durationText(milliseconds, t);
  }
  return seconds < exactBelow ? t('{0} s', Math.round(seconds)) : spanText(seconds, t);
}

/** `+63 s`. */
export function gapText(from: EventSummary, to: EventSummary, t: Translate): string {
  return `+${pauseText(from, to, t)}`;
}

export function answeredText(status: number | null, t: Translate): string {
  return status === null ? t('no response') : t('responded {0}', status);
}

/** `Attempt 2 of at most 4`; who sends more often than is documented has no most. */
function attemptName(number: number, atMost: number | null, t: Translate): string {
  return atMost === null || number > atMost
    ? t('Attempt {0}', number)
    : t('Attempt {0} of at most {1}', number, atMost);
}

/** Why the sender tried again, as far as that shows. */
function retryText(name: string, before: Attempt, own: Attempt, t: Translate): string {
  const pause = pauseText(before.summary, own.summary, t);
  const { status, number } = before;
  if (status === null) {
    return number === 1
      ? t('{0}: we gave no response the first time, {1} earlier.', name, pause)
      : t('{0}: we gave no response the last time, {1} earlier.', name, pause);
  }
  if (isSuccess(status)) {
    return number === 1
      ? t('{0}: it came again although we responded {1} the first time, {2} earlier.', name, status, pause)
      : t('{0}: it came again although we responded {1} the last time, {2} earlier.', name, status, pause);
  }
  return number === 1
    ? t('{0}: we responded {1} the first time, {2} earlier.', name, status, pause)
    : t('{0}: we responded {1} the last time, {2} earlier.', name, status, pause);
}

/** What an attempt is, in a sentence. */
function attemptText(at: number, { attempts, attemptsAtMost }: EventDetail, t: Translate): string {
  const [before, own, after] = [attempts[at - 1], attempts[at], attempts[at + 1]];
  if (own === undefined) {
    return '';
  }
  const name = attemptName(own.number, attemptsAtMost, t);
  if (before !== undefined) {
    return retryText(name, before, own, t);
  }
  return own.number > 1 || after === undefined
    ? t('{0}: those before it are no longer stored.', name)
    : t('{0}: the sender tried again {1} later.', name, pauseText(own.summary, after.summary, t));
}

/** That a retry is not simply the first attempt once more. */
function markTexts({ number, bodyDiffers, keepsSignature }: Attempt, t: Translate): string[] {
  return [
    bodyDiffers ? t('The body of attempt {0} is not that of the first one.', number) : '',
    keepsSignature
      ? t(
          'Attempt {0} carries the signature of the first one: the sender did not re-sign it, and its time is the first one’s.',
          number,
        )
      : '',
  ].filter((text) => text !== '');
}

function look(status: number | null): AttemptView['look'] {
  if (status === null) {
    return 'unanswered';
  }
  return isSuccess(status) ? 'accepted' : 'refused';
}

interface Words {
  readonly t: Translate;
  readonly times: Times;
}

function attemptView(
  attempt: Attempt,
  before: Attempt | undefined,
  { t, times, tellsVerdicts }: Words & { readonly tellsVerdicts: boolean },
): AttemptView {
  const { summary, number, senderNumber, status } = attempt;
  const marks = markTexts(attempt, t);
  return {
    id: summary.id,
    name: t('Attempt {0}', number),
    senderNumber: senderNumber === null ? '' : t('“{0}” as the sender counts', displayText(senderNumber, 20)),
    gap: before === undefined ? '' : gapText(before.summary, summary, t),
    time: times.row(summary.receivedAt),
    answer: answeredText(status, t),
    look: look(status),
    verdictWord: tellsVerdicts ? verdictName(summary.verdict, t) : '',
    marked: marks.length > 0,
  };
}

/** That the sender has tried again since the attempt that is shown; null where it has not. */
function laterView(own: Attempt, last: Attempt, t: Translate): AttemptsView['later'] {
  return own.number >= last.number
    ? null
    : {
        id: last.summary.id,
        sentence: t(
          'The sender has tried again: attempt {0} came {1} after this one.',
          last.number,
          pauseText(own.summary, last.summary, t),
        ),
        action: t('Show Attempt {0}', last.number),
      };
}

/** Whether the event is one of several attempts, those that are no longer stored included. */
function wasTriedAgain({ attempts }: EventDetail): boolean {
  return attempts.some(({ number }) => number > 1);
}

/** The attempts that an event is one of, in the words of the panel; null where it was never tried again. */
export function attemptsView(detail: EventDetail, words: Words): AttemptsView | null {
  const { attempts, summary } = detail;
  const { t } = words;
  const at = attempts.findIndex((attempt) => attempt.summary.id === summary.id);
  const [own, last] = [attempts[at], attempts.at(-1)];
  if (own === undefined || last === undefined || !wasTriedAgain(detail)) {
    return null;
  }
  const from = Math.max(0, attempts.length - mostShown);
  const shown = attempts.slice(from);
  const tellsVerdicts = shown.some((attempt) => attempt.summary.verdict !== summary.verdict);
  return {
    sentence: attemptText(at, detail, t),
    later: laterView(own, last, t),
    omitted: from === 0 ? '' : t('Earlier attempts in the list of events: {0}.', numberText(from)),
    items: shown.map((attempt, index) =>
      attemptView(attempt, attempts[from + index - 1], { ...words, tellsVerdicts }),
    ),
    marks: attempts.flatMap((attempt) => markTexts(attempt, t)).slice(-mostMarks),
  };
}
