import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { EngineCalls } from '../../protocol/engine.ts';
import type { EventSummary, HeaderPair } from '../../protocol/event.ts';
import { passedOn } from '../delivery/outgoing.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { EventStore } from '../store/eventStore.ts';
import { textToEdit } from './httpBody.ts';
import type { HttpRequest } from './httpFile.ts';
import { fixtureHeaders, fixtureTarget, oneLine } from './httpPrint.ts';

/** Events that are looked through for one that is alike, the newest first. */
const lookedThrough = 5000;
const pageSize = 200;

interface Side {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

/** What is compared of a request: no host, credentials masked, a body that is no text by its length and hash. */
function textOf({ method, target, headers, body }: Side, scheme: Scheme | undefined): string {
  const text = textToEdit(body);
  const hash = createHash('sha256').update(body).digest('hex');
  const lines = [
    `${method} ${fixtureTarget(target, scheme)}`,
    ...fixtureHeaders(headers, scheme).map(([name, value]) => `${name}: ${value}`),
    '',
    text ?? `(${body.length} bytes, SHA-256 ${hash})`,
  ];
  return `${lines.join('\n')}\n`;
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
): EngineCalls['compareHttp']['result'] {
  const latest = latestLike(request, store);
  const event = latest === undefined ? undefined : store.event(latest.id);
  if (event === undefined) {
    return null;
  }
  const scheme = knowledge.schemes.find(({ id }) => id === event.findings.provider);
  const { method, target, rawHeaders } = event.request;
  return {
    event: event.id,
    title: event.findings.title,
    document: textOf({ ...request, body }, scheme),
    latest: textOf(
      { method, target, headers: passedOn(rawHeaders), body: Buffer.from(event.request.body) },
      scheme,
    ),
  };
}
