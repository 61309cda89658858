import type { EventDetail, SignatureFacts } from '../../protocol/event.ts';
import type { LabelledValue } from '../../protocol/webview.ts';
import { detectionText } from '../signature/detectionText.ts';
import { displayText } from '../words/displayText.ts';
import { partsText, signedContentText, signedPartsText } from '../signature/signedContentText.ts';
import type { Translate } from '../words/translate.ts';
import { ageText, bodyBytesText, byteCountText, spanText } from '../words/wording.ts';
import type { Coverage, Reason } from '../../protocol/reason.ts';
import type { ViewWords } from '../words/viewWords.ts';

function schemeText({ provider, proof, algorithm, encoding }: SignatureFacts, t: Translate): string {
  switch (proof) {
    case 'token':
      return t('{0}: the secret itself', provider);
    case 'jwt':
      return t('{0}: JWT, {1}', provider, algorithm);
    case 'publicKey':
      return t('{0}: {1} signature, {2}', provider, algorithm, encoding ?? '');
    case 'hmac':
    case 'hash':
      return t('{0}: {1}, {2}', provider, algorithm, encoding ?? '');
  }
}

function placeValue({ place }: SignatureFacts, t: Translate): LabelledValue {
  if ('header' in place) {
    return { label: t('Header'), value: place.header, code: true };
  }
  if ('json' in place) {
    return { label: t('Body field'), value: place.json, code: true };
  }
  if ('form' in place) {
    return { label: t('Form field'), value: place.form, code: true };
  }
  return 'query' in place
    ? { label: t('Query parameter'), value: place.query, code: true }
    : { label: t('Item'), value: place.field, code: true };
}

function receivedValues({ place, received }: SignatureFacts, t: Translate): LabelledValue[] {
  if (received.length === 0) {
    const none = 'header' in place ? t('no {0} header', place.header) : t('nothing');
    return [{ label: t('Received'), value: none }];
  }
  return received.map((value, index) => ({
    label: received.length === 1 ? t('Received') : t('Received ({0} of {1})', index + 1, received.length),
    value,
    code: true,
    copy: true,
  }));
}

/** Reasons of a signature that was made with a key that is known here, over what is known to be signed. */
const proven: ReadonlySet<Reason['code']> = new Set([
  'matches',
  'expired',
  'lacks',
  'bodyHash',
  'wrongClaim',
]);

/** What was signed, where that is proven; else what the provider signs, which of this request is that much. */
function contentValue({ reason }: EventDetail, facts: SignatureFacts, t: Translate): LabelledValue {
  const { signedContent, signedBytes, absent, received, provider } = facts;
  const isProven = proven.has(reason.code);
  const label = isProven ? t('Signed content') : t('{0} signs', provider);
  if (signedContent === '') {
    return { label, value: '' };
  }
  const isBody = signedContent === '{body}';
  const content = isBody ? t('the raw body') : signedContentText(signedContent, t);
  const bytes = byteCountText(signedBytes ?? 0, t);
  const signed = isBody ? t('the raw body, {0}', bytes) : t('{0}: {1}', content, bytes);
  const counted = isProven ? signed : t('{0} (here {1})', content, bytes);
  const value = received.length > 0 && signedBytes !== null ? counted : content;
  return {
    label,
    value: absent.length === 0 ? value : t('{0} (not in this request: {1})', value, partsText(absent, t)),
  };
}

function coverageText(coverage: Coverage, t: Translate): string {
  switch (coverage.kind) {
    case 'body':
      return bodyBytesText(coverage.bytes, t);
    case 'form':
      return t('the names and values of the form, not the bytes of the body');
    case 'partial':
      return t('{0}; not the body', signedPartsText(coverage.parts, t));
    case 'nothing':
      return t('no byte of the request');
  }
}

function sentText(
  { sentAt, tolerance }: SignatureFacts,
  receivedAt: number,
  { t, times }: ViewWords,
): string {
  if (sentAt === null) {
    return '';
  }
  const age = (receivedAt - sentAt) / 1000;
  const span = ageText(Math.abs(age), tolerance ?? 0, t);
  const distance = age < 0 ? t('{0} after it was received', span) : t('{0} before it was received', span);
  const limit = tolerance === null ? t('no limit') : t('tolerance {0}', spanText(tolerance, t));
  return t('{0}, {1} ({2})', times.zoned(sentAt), distance, limit);
}

/** Reasons of a signature that was held against the saved secrets. */
const checked: ReadonlySet<Reason['code']> = new Set([
  'matches',
  'mismatch',
  'expired',
  'lacks',
  'publicUrlMissing',
]);

function checkedValues(detail: EventDetail, facts: SignatureFacts, t: Translate): LabelledValue[] {
  const { reason } = detail;
  const { matchedSecretLabel } = facts;
  if (!checked.has(reason.code)) {
    return [];
  }
  const secret =
    matchedSecretLabel === null ? t('no saved secret, as received') : displayText(matchedSecretLabel);
  const covered = reason.code === 'matches' ? coverageText(reason.coverage, t) : '';
  return [
    { label: t('Verifies with'), value: secret },
    { label: t('Covers'), value: covered },
  ];
}

function factValues(detail: EventDetail, facts: SignatureFacts, words: ViewWords): LabelledValue[] {
  const { t } = words;
  const url = facts.received.length === 0 ? '' : (facts.url ?? '');
  // Until the signature verifies, the sender may have signed another one.
  const urlLabel = proven.has(detail.reason.code) ? t('Signed URL') : t('Assumed URL');
  return [
    placeValue(facts, t),
    ...receivedValues(facts, t),
    contentValue(detail, facts, t),
    { label: urlLabel, value: url, code: true, copy: true },
    { label: t('Timestamp'), value: sentText(facts, detail.summary.receivedAt, words) },
    ...checkedValues(detail, facts, t),
  ];
}

/** What the tab Signature shows, in its order: how the event was checked, and why so. */
export function signatureValues(detail: EventDetail, words: ViewWords): LabelledValue[] {
  const { signature, reason, detection, providerName } = detail;
  const { t } = words;
  if (reason.code === 'refused') {
    return [{ label: t('Signature'), value: t('not checked, as the request was refused') }];
  }
  const why = detectionText(detection, providerName ?? '', t, reason);
  if (detection.by === 'nothing') {
    return [{ label: t('Provider'), value: why }];
  }
  const provider = signature === null ? (providerName ?? '') : schemeText(signature, t);
  return [
    { label: signature === null ? t('Provider') : t('Scheme'), value: provider },
    { label: t('Why this provider'), value: why },
    ...(signature === null ? [] : factValues(detail, signature, words)),
  ].filter(({ value }) => value !== '');
}
