import type { SentRequest } from '../../protocol/sending.ts';
import { displayLines, displayText } from '../words/displayText.ts';
import { answerBody, deliveryMessage, errorText } from './deliveryText.ts';
import { hostOf } from '../targets/target.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** Characters of one header line that are shown. */
const longestLine = 10_000;

function headerLine([name, value]: HeaderPair): string {
  return displayText(`${name}: ${value}`, longestLine);
}

/** The URL that a request really went to: a target may leave the path to the request. */
function requestLine({ target, request }: SentRequest): string {
  const origin = URL.canParse(target) ? new URL(target).origin : target;
  return request === null
    ? displayText(target, longestLine)
    : displayText(`${request.method} ${origin}${request.path}`, longestLine);
}

function answerLines({ answer }: SentRequest, { t }: ViewWords): string[] {
  if (answer === null) {
    return [];
  }
  const { body, bodyNote } = answerBody(answer, t);
  const note = bodyNote === '' ? [] : [`# ${bodyNote}`];
  const head = [`HTTP ${answer.status}`, ...answer.headers.map(headerLine), ''];
  return [...head, ...note, ...(body === '' ? [] : [displayLines(body)])];
}

/**
 * What came of a delivery as a document: the outcome in words, the request line, then the answer as it stands on the
 * wire. What an application wrote has its control and invisible characters as escapes.
 */
export function answerText(delivery: SentRequest, words: ViewWords): string {
  const { failure, at, secretLabel } = delivery;
  const remarks = [
    deliveryMessage(delivery, words.t),
    ...(failure === null ? [] : [errorText(failure)]),
    words.times.zoned(at),
    ...(secretLabel === undefined ? [] : [words.t('Signed with “{0}”.', displayText(secretLabel, 80))]),
  ];
  const lines = [
    ...remarks.filter(Boolean).map((remark) => `# ${remark}`),
    requestLine(delivery),
    '',
    ...answerLines(delivery, words),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The name of the document: what its tab says. */
export function answerName({ target, answer }: SentRequest, { t }: ViewWords): string {
  const host = hostOf(target).replaceAll('/', '_');
  return answer === null ? t('No response from {0}', host) : t('Response {0} from {1}', answer.status, host);
}
