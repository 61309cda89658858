import type { ReplayOutcome } from '../../protocol/engine.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';
import { isSuccess } from '../../protocol/http.ts';

/** What came of several events that were replayed, and the first that failed. */
export interface ReplaySummary {
  readonly text: string;
  /** Id of an event, null where all were answered with success. */
  readonly firstFailed: number | null;
}

function outcomeText({ status, problem }: ReplayOutcome, t: Translate): string {
  if (problem !== '') {
    return displayText(problem);
  }
  return status === null ? t('no response') : t('responded {0}', status);
}

/** “12 of 14 events answered with success. 2 failed, the first: answered 500.” `total` is how many were to be sent. */
export function replaySummary(
  outcomes: readonly ReplayOutcome[],
  total: number,
  t: Translate,
): ReplaySummary {
  const failed = outcomes.filter(({ status }) => !isSuccess(status));
  const [first] = failed;
  const accepted = outcomes.length - failed.length;
  const parts = [
    t('{0} of {1} events got a success (2xx).', numberText(accepted), numberText(total)),
    first === undefined
      ? ''
      : t('{0} failed, the first: {1}.', numberText(failed.length), outcomeText(first, t)),
    outcomes.length < total ? t('Cancelled, not sent: {0}.', numberText(total - outcomes.length)) : '',
  ];
  return { text: parts.filter(Boolean).join(' '), firstFailed: first?.id ?? null };
}

/** Why an event cannot be signed anew, and what to do; empty where it can. */
export function resigningProblem({ signing, providerName }: EventDetail, t: Translate): string {
  const provider = displayText(providerName ?? '', 80);
  switch (signing) {
    case 'possible':
      return '';
    case 'noSecret':
      return t('No secret that signs is saved for {0}: set the one that your app verifies with.', provider);
    case 'privateKey':
      return t(
        'Only {0} has the key that signs its webhooks. This one can be replayed as it came.',
        provider,
      );
    case 'unsigned':
      return provider === ''
        ? t(
            'Nothing shows which provider sent this: choose it with “Check as Provider...”, or replay it as it came.',
          )
        : t('{0} does not sign: replay this event as received.', provider);
  }
}
