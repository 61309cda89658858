import type { Answer, EventDetail, SignatureFacts } from '../protocol/event.ts';
import type { LabelledValue } from '../protocol/webview.ts';
import { displayText } from './displayText.ts';
import type { ViewWords } from './eventView.ts';
import type { Translate } from './translate.ts';
import { sizeText } from './wording.ts';

function contentText({ signedContent, signedBytes }: SignatureFacts, t: Translate): string {
  return signedContent === '{body}'
    ? t('the raw body, {0} bytes', signedBytes)
    : t('{0}, {1} bytes', signedContent, signedBytes);
}

function receivedValues({ header, received }: SignatureFacts, t: Translate): LabelledValue[] {
  if (received.length === 0) {
    return [{ label: t('Received'), value: t('no {0} header', header) }];
  }
  return received.map((value, index) => ({
    label: received.length === 1 ? t('Received') : t('Received ({0} of {1})', index + 1, received.length),
    value,
    code: true,
    copy: true,
  }));
}

/** What the tab Signature shows, in its order; empty where the event has no scheme. */
export function signatureValues({ signature, reason }: EventDetail, t: Translate): LabelledValue[] {
  if (signature === null) {
    return [];
  }
  const { provider, algorithm, encoding, header, matchedSecretLabel } = signature;
  const isChecked = reason.code === 'matches' || reason.code === 'mismatch';
  return [
    { label: t('Scheme'), value: t('{0}: {1}, {2}', provider, algorithm, encoding) },
    { label: t('Header'), value: header, code: true },
    ...receivedValues(signature, t),
    { label: t('Signed content'), value: contentText(signature, t) },
    ...(isChecked
      ? [
          {
            label: t('Matching secret'),
            value: matchedSecretLabel === null ? t('none') : displayText(matchedSecretLabel),
          },
        ]
      : []),
  ];
}

function answerValues(answer: Answer | null, t: Translate): LabelledValue[] {
  if (answer === null) {
    return [{ label: t('Answer'), value: t('none: the request ended before it could be answered') }];
  }
  const headers = answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  return [
    { label: t('Answer'), value: String(answer.status), code: true },
    { label: t('Answer headers'), value: headers, code: true, copy: true },
    { label: t('Answer body'), value: answer.body, code: true },
  ].filter(({ value }) => value !== '');
}

function sizeValue({ summary }: EventDetail, t: Translate): string {
  const exact = t('{0} bytes', summary.size);
  const size = summary.size < 1024 ? exact : `${sizeText(summary.size)} (${exact})`;
  return summary.complete ? size : t('{0}, incomplete', size);
}

/** What the tab Delivery shows, in its order. */
export function deliveryValues(detail: EventDetail, { t, times }: ViewWords): LabelledValue[] {
  const { summary, answer, httpVersion, remoteAddress, bodyMilliseconds, headers } = detail;
  return [
    ...answerValues(answer, t),
    { label: t('Received at'), value: times.full(summary.receivedAt) },
    { label: t('From'), value: remoteAddress, code: true },
    { label: t('Protocol'), value: httpVersion === '' ? '' : `HTTP/${httpVersion}` },
    { label: t('Body'), value: sizeValue(detail, t) },
    { label: t('Headers'), value: String(headers.length) },
    { label: t('Body took'), value: t('{0} ms', Number(bodyMilliseconds.toFixed(1))) },
  ].filter(({ value }) => value !== '');
}
