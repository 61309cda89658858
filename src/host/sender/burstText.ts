import type { BurstProgress, BurstSummary, Latency } from '../../protocol/sending.ts';
import { millisecondsText } from '../replay/deliveryText.ts';
import { failureText } from '../replay/failureText.ts';
import { sentences } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

/** Why a text cannot be a whole number from 1 to `most`, empty where it can. */
export function numberProblem(text: string, most: number, t: Translate): string {
  const isGood = /^\d{1,9}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
  return isGood ? '' : t('A whole number from 1 to {0}.', numberText(most));
}

function eventsText(count: number, t: Translate): string {
  return count === 1 ? t('1 event') : t('{0} events', numberText(count));
}

function countsText({ accepted, refused, failed }: BurstProgress, t: Translate): string {
  const parts = [
    t('{0} responded 2xx', numberText(accepted)),
    refused === 0 ? '' : t('{0} responded otherwise', numberText(refused)),
    failed === 0 ? '' : t('{0} without a response', numberText(failed)),
  ];
  return parts.filter(Boolean).join(', ');
}

/** How far a burst is: `120 of 200 sent: 118 answered 2xx`. */
export function progressText(progress: BurstProgress, count: number, t: Translate): string {
  return t('{0} of {1} sent: {2}', numberText(progress.sent), numberText(count), countsText(progress, t));
}

function latencyText({ p50, p95, p99, max }: Latency, t: Translate): string {
  const [half, most, nearly, longest] = [p50, p95, p99, max].map((each) => millisecondsText(each, t));
  return t(
    'Response times: p50 {0}, p95 {1}, p99 {2}, max {3}.',
    half ?? '',
    most ?? '',
    nearly ?? '',
    longest ?? '',
  );
}

/** What came of a burst, in sentences. */
export function summaryText(summary: BurstSummary, target: string, t: Translate): string {
  const { sent, cancelled, milliseconds, latency, failure } = summary;
  const seconds = (milliseconds / 1000).toFixed(1);
  return sentences(
    cancelled
      ? t('Cancelled after {0} in {1} s: {2}.', eventsText(sent, t), seconds, countsText(summary, t))
      : t('{0} in {1} s: {2}.', eventsText(sent, t), seconds, countsText(summary, t)),
    latency === null ? '' : latencyText(latency, t),
    failure === null ? '' : failureText(target, failure, t),
  );
}
