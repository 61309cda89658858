import { bodySizeText } from '../panel/contentText.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { displayText } from '../words/displayText.ts';
import { millisecondsText } from '../replay/deliveryText.ts';
import { hostOf } from '../targets/target.ts';
import { requestText, responseText, type RowNotes } from './eventRowText.ts';
import { markdownLines, markdownText } from '../words/markdownText.ts';
import { describeReason } from '../signature/reasonText.ts';
import { numberText, verdictName } from '../words/wording.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** What a row says when the pointer rests on it, as Markdown: the verdict and its reason first. */
export function eventTooltip(detail: EventDetail, { t, times }: ViewWords, notes: RowNotes): string {
  const { summary, signature, providerName, remoteAddress } = detail;
  const { explanation = '', repeatsReason = false, attempts = 1, differs = false, sentTo = null } = notes;
  const { response, fromBrowser, imported } = summary;
  const { reason } = describeReason(detail.reason, { t, signedContent: signature?.signedContent ?? '' });
  const app =
    response === undefined
      ? ''
      : t('Your app: {0} in {1}', responseText(response, t), millisecondsText(response.milliseconds, t));
  const from = [
    providerName === null ? '' : t('Provider: {0}', providerName),
    summary.source === null ? '' : t('Source: {0}', summary.source),
  ];
  const lines = [
    repeatsReason ? '' : explanation,
    displayText(summary.title) === requestText(summary) ? '' : summary.title,
    from.filter(Boolean).join(' · '),
    [requestText(summary), bodySizeText(summary, t)].filter(Boolean).join(' · '),
    t('Received {0} from {1}', times.zoned(summary.receivedAt), remoteAddress),
    sentTo === null ? '' : t('Waiting for the response of {0}', hostOf(sentTo)),
    app,
    attempts > 1 ? t('{0} attempts', numberText(attempts)) : '',
    differs ? t('The bodies of the attempts differ.') : '',
    summary.complete ? '' : t('The request ended before its body did.'),
    imported === true ? t('Imported from a file; it was not received here.') : '',
    fromBrowser
      ? t('Its headers are those of a browser, which any web page can make send a request here.')
      : '',
  ];
  const verdict = markdownText(verdictName(summary.verdict, t));
  return markdownLines([
    `**${verdict}:** ${markdownText(reason)}`,
    ...lines.map((line) => markdownText(line)),
  ]);
}
