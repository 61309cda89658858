import type { EventDetail } from '../../protocol/event.ts';
import type { SentRequestView } from '../../protocol/webview.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { sizeText } from '../words/wording.ts';
import { wasNeverSent } from './failureText.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { Delivery } from '../../protocol/delivery.ts';

type Captured = Pick<EventDetail, 'summary' | 'target' | 'headers'>;
type SentRequest = NonNullable<Delivery['request']>;

/** Characters of a request line that are shown. */
const longestLine = 2000;

/** Headers of the connection that are another's on every way, whoever sends. */
const ofConnection: ReadonlySet<string> = new Set(['host', 'content-length']);

/** Every value of a header, by its name in lower case; the name as it is spelled first. */
function valuesByName(
  pairs: readonly HeaderPair[],
): ReadonlyMap<string, { readonly name: string; values: string[] }> {
  const found = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of pairs) {
    const own = found.get(name.toLowerCase()) ?? { name, values: [] };
    own.values.push(value);
    found.set(name.toLowerCase(), own);
  }
  return found;
}

/** Names of the headers that differ from the captured ones. */
interface Differences {
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function differences(captured: readonly HeaderPair[], sent: readonly HeaderPair[]): Differences {
  const before = valuesByName(captured);
  const after = valuesByName(sent);
  const spelled = (own: { readonly name: string }): string => displayText(own.name, 80);
  const kept = [...after].filter(([name]) => before.has(name));
  return {
    changed: kept
      .filter(([name, { values }]) => values.join('\n') !== before.get(name)?.values.join('\n'))
      .map(([, own]) => spelled(own)),
    added: [...after].filter(([name]) => !before.has(name)).map(([, own]) => spelled(own)),
    removed: [...before].filter(([name]) => !after.has(name)).map(([, own]) => spelled(own)),
  };
}

function bodyText({ kind, request }: Delivery, length: number, t: Translate): string {
  const size = sizeText(length);
  const isNew = request?.bodyIsNew;
  if (kind === 'edited' && isNew !== false) {
    // Of those that were sent before this was kept it is not known.
    return isNew === true ? t('Body: {0}, different from the captured one.', size) : t('Body: {0}.', size);
  }
  return isNew === true
    ? t('Body: {0}, identical to the captured one except for the signature and its time.', size)
    : t('Body: {0}, identical to the captured one.', size);
}

/** What is not as it was captured, in sentences. */
function note(
  delivery: Delivery,
  captured: Captured,
  { method, path, headers }: SentRequest,
  t: Translate,
): string {
  const { changed, added, removed } = differences(captured.headers, headers);
  const isNew = (name: string): boolean =>
    delivery.kind === 'resigned' && !ofConnection.has(name.toLowerCase());
  const isMoved = method !== captured.summary.method || path !== captured.target;
  const list = (names: readonly string[]): string => names.join(', ');
  const signed = changed.filter(isNew);
  const length = Number(headers.findLast(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  const { answer, failure, secretLabel } = delivery;
  const isPlan = answer === null && failure !== null && wasNeverSent(failure);
  const sentences: readonly (readonly [when: boolean, text: string])[] = [
    [isPlan, t('Nothing was sent. This request would have been.')],
    [secretLabel !== undefined, t('Re-signed with “{0}”.', displayText(secretLabel ?? '', 80))],
    [signed.length > 0, t('Regenerated: {0}.', list(signed))],
    [isMoved, t('Sent to a different path.')],
    [changed.length > signed.length, t('Changed: {0}.', list(changed.filter((name) => !isNew(name))))],
    [added.length > 0, t('Added: {0}.', list(added))],
    [removed.length > 0, t('Removed: {0}.', list(removed))],
    [true, bodyText(delivery, length, t)],
  ];
  return sentences.flatMap(([when, text]) => (when ? [text] : [])).join(' ');
}

/** The request as it was sent, and what of it is not as it was captured; null where that was not kept. */
export function sentRequestView(
  delivery: Delivery,
  captured: Captured,
  t: Translate,
): SentRequestView | null {
  const { request } = delivery;
  return request === null
    ? null
    : {
        line: displayText(`${request.method} ${request.path} HTTP/1.1`, longestLine),
        headers: request.headers,
        note: note(delivery, captured, request, t),
      };
}
