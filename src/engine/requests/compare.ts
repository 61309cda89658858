import { createHash } from 'node:crypto';
import type { HttpComparison } from '../../protocol/httpFile.ts';
import { passedOn } from '../send/outgoing.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { readableText } from '../diagnosis/reading/lines.ts';
import { signedLines } from '../diagnosis/reading/signedLines.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { EventStore } from '../store/eventStore.ts';
import { textToEdit } from './httpBody.ts';
import type { HttpRequest } from './httpFile.ts';
import { fixtureHeaders, fixtureTarget, oneLine } from './httpPrint.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { EventSummary } from '../../protocol/summary.ts';

/** Events that are looked through for one that is alike, the newest first. */
const lookedThrough = 5000;
const pageSize = 200;

interface Side {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderPair[];
}

/** A body as it is compared; what is no text by its length and hash. */
function bodyText(body: Uint8Array): string {
  const hash = createHash('sha256').update(body).digest('hex');
  return textToEdit(body) ?? `(${body.length} bytes, SHA-256 ${hash})`;
}

/** What is compared of a request: no host, credentials masked. */
function textOf({ method, target, headers }: Side, body: string, scheme: Scheme | undefined): string {
  const lines = [
    `${method} ${fixtureTarget(target, scheme)}`,
    ...fixtureHeaders(headers, scheme).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ];
  return `${lines.join('\n')}\n`;
}

/** Two bodies in lines that can be compared by eye; null where they are no text, or in lines already. */
export function bodiesInLines(one: Uint8Array, other: Uint8Array): HttpComparison['inLines'] {
  const texts = [one, other].map(textToEdit);
  if (texts.includes(null) || texts.every((text) => text?.includes('\n') === true)) {
    return null;
  }
  const lines = signedLines(one, other);
  return lines === null
    ? { document: readableText(one), latest: readableText(other), isWhole: true }
    : { document: lines.received, latest: lines.signed, isWhole: lines.isWhole };
}

function pathOf(target: string): string {
  return target.split(/[?#]/, 1)[0] ?? '';
}

/** The newest event of the same provider and title; where there is none, of the same path. */
function latestLike({ marks, target }: HttpRequest, store: EventStore): EventSummary | undefined {
  let samePath: EventSummary | undefined;
  let before: number | null = null;
  for (let seen = 0; seen < lookedThrough; seen += pageSize) {
    const { events } = store.page(pageSize, before);
    const same = events.find(
      ({ provider, title }) => marks.title === oneLine(title) && marks.provider === (provider ?? undefined),
    );
    samePath ??= events.find(({ path }) => path === pathOf(target));
    const last = events.at(-1);
    if (same !== undefined || last === undefined) {
      return same ?? samePath;
    }
    before = last.id;
  }
  return samePath;
}

/** A request of a document beside the newest event that is like it; null where none is. */
export function compareWithLatest(
  request: HttpRequest,
  body: Uint8Array,
  store: EventStore,
  knowledge: Knowledge,
): HttpComparison | null {
  const latest = latestLike(request, store);
  const event = latest === undefined ? undefined : store.event(latest.id);
  if (event === undefined) {
    return null;
  }
  const scheme = knowledge.schemes.find(({ id }) => id === event.findings.provider);
  const { method, target, rawHeaders } = event.request;
  const side = { method, target, headers: passedOn(rawHeaders) };
  const lines = bodiesInLines(body, event.request.body);
  return {
    event: event.id,
    title: event.findings.title,
    document: textOf(request, bodyText(body), scheme),
    latest: textOf(side, bodyText(event.request.body), scheme),
    inLines:
      lines === null
        ? null
        : {
            document: textOf(request, lines.document, scheme),
            latest: textOf(side, lines.latest, scheme),
            isWhole: lines.isWhole,
          },
  };
}
