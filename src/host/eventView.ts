import type { EventDetail, EventSummary, Fact, HeaderPair } from '../protocol/event.ts';
import type { EventView, FactView } from '../protocol/webview.ts';
import { deliveryValues, signatureValues } from './eventDetailText.ts';
import { displayText } from './displayText.ts';
import { describeReason } from './reasonText.ts';
import type { Translate } from './translate.ts';
import { durationText, sizeText, verdictName, type Times } from './wording.ts';

/** What is not of the event itself. */
export interface ViewSurroundings {
  readonly pinned: boolean;
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

export interface ViewWords {
  readonly t: Translate;
  readonly times: Times;
}

function factName(label: string, t: Translate): string {
  const names: Readonly<Record<string, () => string>> = {
    Status: () => t('Status'),
    Duration: () => t('Duration'),
    Backup: () => t('Backup'),
    Server: () => t('Server'),
    Storage: () => t('Storage'),
    Type: () => t('Type'),
    Started: () => t('Started'),
    Finished: () => t('Finished'),
    Run: () => t('Run'),
  };
  return Object.hasOwn(names, label) ? (names[label]?.() ?? label) : label;
}

function factView(fact: Fact, { summary }: EventDetail, t: Translate): FactView {
  const label = factName(fact.label, t);
  switch (fact.kind) {
    case 'text':
      return { ...fact, label };
    case 'milliseconds':
      return { ...fact, label, value: durationText(Number(fact.value), t) };
    case 'outcome':
      return { ...fact, label, outcome: summary.outcome };
  }
}

function bodySizeText({ size, complete }: EventSummary, t: Translate): string {
  return complete ? sizeText(size) : t('{0}, incomplete', sizeText(size));
}

/** The first value of a header, empty where there is none. */
export function headerValue(headers: readonly HeaderPair[], name: string): string {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? '';
}

/** The title of an event's tab, which is as wide as its text. */
export function tabTitle({ summary }: EventDetail): string {
  return displayText(summary.title, 80);
}

/** An event in the words of the panel. */
export function eventView(
  detail: EventDetail,
  { pinned, hasNewer, hasOlder }: ViewSurroundings,
  { t, times }: ViewWords,
): EventView {
  const { summary, reason, headers, trailers, signature } = detail;
  return {
    id: summary.id,
    title: summary.title,
    verdict: summary.verdict,
    verdictWord: verdictName(summary.verdict, t),
    ...describeReason(reason, t),
    outcome: summary.outcome,
    method: displayText(summary.method, 40),
    target: detail.target,
    received: times.full(summary.receivedAt),
    sizeText: bodySizeText(summary, t),
    providerName: detail.providerName ?? '',
    facts: detail.facts.map((fact) => factView(fact, detail, t)),
    headers,
    trailers,
    signature: signatureValues(detail, t),
    canShowExpected: signature !== null && summary.verdict !== 'noSecret',
    delivery: deliveryValues(detail, { t, times }),
    contentType: headerValue(headers, 'content-type'),
    bodySize: summary.size,
    primaryAction: summary.verdict === 'noSecret' ? 'setSecret' : 'openInEditor',
    pinned,
    hasNewer,
    hasOlder,
  };
}
