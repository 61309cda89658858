import type { EventDetail } from '../../protocol/event.ts';
import type { LabelledValue } from '../../protocol/webview.ts';
import { bodySizeText, contentView } from './contentText.ts';
import { displayText } from '../words/displayText.ts';
import { hasContent } from '../events/eventKind.ts';
import { isText } from '../words/eventText.ts';
import { notForwardedValues } from '../forward/forwardText.ts';
import type { Translate } from '../words/translate.ts';
import { byteCountText, durationText, sizeText } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';
import type { NoAnswer } from '../../protocol/http.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** `12 ms`, `1.5 s`, `5 min 0 s`. */
function timeText(milliseconds: number, t: Translate): string {
  return milliseconds < 1000 ? t('{0} ms', milliseconds) : durationText(milliseconds, t);
}

function noAnswerText({ unanswered, after }: NoAnswer, t: Translate): string {
  const time = timeText(after, t);
  switch (unanswered) {
    case 'onPurpose':
      return t('none, as was asked for: the sender is kept waiting');
    case 'gaveUp':
      return t('none, as was asked for: the sender gave up after {0}', time);
    case 'hungUp':
      return t('none, as was asked for: the connection was closed here after {0}', time);
    case 'senderLeft':
      return t('none: the sender left after {0}, before the response', time);
  }
}

/** What is not text is told by its size. */
function bodyText(body: string | Uint8Array, t: Translate): string {
  if (typeof body === 'string') {
    return body;
  }
  return isText(body) ? new TextDecoder().decode(body) : t('{0}, not text', sizeText(body.length));
}

function noAnswerAtAll({ imported }: EventSummary, t: Translate): string {
  return imported === true ? t('none was in the file') : t('none: the request ended before it was complete');
}

function answerValues({ answer, summary }: EventDetail, t: Translate): LabelledValue[] {
  if (answer === null) {
    return [{ label: t('Response'), value: noAnswerAtAll(summary, t) }];
  }
  if ('unanswered' in answer) {
    return [{ label: t('Response'), value: noAnswerText(answer, t) }];
  }
  const held = answer.delay === undefined ? '' : t('{0}, as was asked for', timeText(answer.delay, t));
  const headers = answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  return [
    { label: t('Response'), value: String(answer.status), code: true },
    { label: t('Held back'), value: held },
    { label: t('Response headers'), value: headers, code: true, copy: true },
    { label: t('Response body'), value: bodyText(answer.body, t), code: true },
  ].filter(({ value }) => value !== '');
}

function sizeValue({ summary }: EventDetail, { t }: ViewWords): string {
  const text = bodySizeText(summary, t);
  const exact = byteCountText(summary.size, t);
  if (summary.size < 1024) {
    return text === sizeText(summary.size) ? exact : text;
  }
  return summary.complete ? `${text} (${exact})` : `${text} (${t('{0} kept', exact)})`;
}

/** Where a request came from: what a file says of that is a claim. */
function originValues({ summary, remoteAddress }: EventDetail, t: Translate): LabelledValue[] {
  const address = displayText(remoteAddress);
  return summary.imported === true
    ? [
        {
          label: t('Imported'),
          value: address === '' ? t('from a file') : t('from a file, first from {0}', address),
        },
      ]
    : [{ label: t('From'), value: remoteAddress, code: true }];
}

function bodyValues(detail: EventDetail, words: ViewWords): LabelledValue[] {
  const { t } = words;
  return [
    { label: t('Body'), value: sizeValue(detail, words) },
    { label: t('Content encoding'), value: contentView(detail, t)?.chip ?? '' },
    { label: t('Headers'), value: String(detail.headers.length) },
    { label: t('Body received in'), value: t('{0} ms', Number(detail.bodyMilliseconds.toFixed(1))) },
  ];
}

/** What the tab Delivery shows, in its order. */
export function deliveryValues(detail: EventDetail, { t, times }: ViewWords): LabelledValue[] {
  const { summary, httpVersion } = detail;
  const { idempotencyId, attempt } = detail;
  return [
    ...notForwardedValues(detail, t),
    ...answerValues(detail, t),
    { label: t('Received at'), value: times.zoned(summary.receivedAt) },
    ...originValues(detail, t),
    { label: t('Source'), value: displayText(summary.source ?? '') },
    { label: t('Idempotency id'), value: idempotencyId ?? '', code: true, copy: true },
    { label: t('Attempt'), value: displayText(attempt ?? '') },
    { label: t('Protocol'), value: httpVersion === '' ? '' : `HTTP/${httpVersion}` },
    ...(hasContent(summary) ? bodyValues(detail, { t, times }) : []),
  ].filter(({ value }) => value !== '');
}
