import { headerValues } from './headers.ts';
import { parseLimit, textOf, valueAt } from './json.ts';
import type { RequestParts } from './requestParts.ts';
import type { OutcomeRule } from './scheme.ts';
import { filtered, splitFilter } from './textFilter.ts';
import type { Outcome } from '../../protocol/summary.ts';

/** Characters: a longer title is cut, the payload has the rest. */
const titleLimit = 200;

/**
 * Titles are templates: `{path}` or `{json:path}` stands for a field of the JSON body, `{header:NAME}`, `{query:NAME}`,
 * `{form:NAME}` and `{method}` for what they say; for what is behind a `|` see textFilter.ts. A part in square
 * brackets is left out where something in it is absent.
 */
interface Run {
  readonly optional: boolean;
  readonly pieces: readonly (string | Placeholder)[];
}

interface Placeholder {
  readonly from: string;
  readonly name: string;
  readonly filter: string | undefined;
}

const compiled = new Map<string, readonly Run[]>();

function compilePlaceholder(text: string): Placeholder {
  const [name, filter] = splitFilter(text);
  const [, from = '', rest = name] = /^(header|query|form|json):(.*)$/.exec(name) ?? [];
  return { from: name === 'method' ? 'method' : from, name: rest, filter };
}

/** Splitting gives texts at even places and placeholders at odd ones. */
function compilePieces(text: string): Run['pieces'] {
  return text
    .split(/\{([^{}]+)\}/)
    .map((piece, index) => (index % 2 === 1 ? compilePlaceholder(piece) : piece))
    .filter((piece) => piece !== '');
}

function runsOf(template: string): readonly Run[] {
  let runs = compiled.get(template);
  if (runs === undefined) {
    runs = template
      .split(/\[([^[\]]*)\]/)
      .map((text, index) => ({ optional: index % 2 === 1, pieces: compilePieces(text) }));
    compiled.set(template, runs);
  }
  return runs;
}

function valueOf({ from, name }: Placeholder, parts: RequestParts): string | undefined {
  switch (from) {
    case 'header':
      return headerValues(parts.request.rawHeaders, name)[0];
    case 'query':
      return parts.query.get(name) ?? undefined;
    case 'form':
      return parts.fieldValues(name)[0];
    case 'method':
      return parts.request.method;
    default:
      return jsonText(parts, name);
  }
}

/** A field as text; a number that a double may have changed as it was sent. */
function jsonText(parts: RequestParts, name: string): string | undefined {
  const value = valueAt(parts.json, name);
  const isSafe = typeof value !== 'number' || Number.isSafeInteger(value);
  return (isSafe ? undefined : textOf(valueAt(parts.exactJson, name))) ?? textOf(value);
}

/** A run with its placeholders filled in; undefined where one is absent. */
function fill({ pieces }: Run, parts: RequestParts): string | undefined {
  let text = '';
  for (const piece of pieces) {
    const value =
      typeof piece === 'string' ? piece : filtered(valueOf(piece, parts) || undefined, piece.filter);
    if (value === undefined) {
      return undefined;
    }
    text += value;
  }
  return text;
}

/** At most `titleLimit` characters, the last an ellipsis where some are missing, and no half of a character. */
function shortened(title: string): string {
  return title.length <= titleLimit
    ? title
    : `${title.slice(0, titleLimit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function fillTemplate(template: string, parts: RequestParts): string | undefined {
  let title = '';
  for (const run of runsOf(template)) {
    const text = fill(run, parts);
    if (text === undefined && !run.optional) {
      return undefined;
    }
    title += text ?? '';
  }
  return title;
}

/** The list of events of which a template or a path names the first. */
const firstOfList = /(?:^|[{:])((?:data\.)?(?:events|entry|notificationItems)\.)?0\./;

/** How many events came with the one that a template or path is about. */
function othersBeside(text: string, json: unknown): number {
  const [found, list = ''] = firstOfList.exec(text) ?? [];
  const events = list === '' ? json : valueAt(json, list.slice(0, -1));
  return found !== undefined && Array.isArray(events) ? Math.max(0, events.length - 1) : 0;
}

/** The title of the first template whose fields are there, `(+2)` for two more events; undefined where none are. */
export function titleOf(templates: readonly string[], parts: RequestParts): string | undefined {
  for (const template of templates) {
    const title = fillTemplate(template, parts);
    if (title !== undefined) {
      const others = othersBeside(template, parts.json);
      // Of a large body the rest of a list is not read.
      const count = parts.content.length > parseLimit ? '…' : String(others);
      return `${shortened(title)}${others === 0 ? '' : ` (+${count})`}`;
    }
  }
  return undefined;
}

/** Of several events in one request, an outcome of the first is none of all: its text counts them. */
export function outcomeOf(rule: OutcomeRule | undefined, parts: RequestParts): Outcome {
  const text = titleOf(rule?.of ?? [], parts) ?? '';
  if (rule?.failure.includes(text) === true) {
    return 'failure';
  }
  return rule?.success?.includes(text) === true ? 'success' : 'unknown';
}

/** Where senders commonly say what kind of event it is, and what it is about. */
const eventFields = [
  'event_type',
  'eventType',
  'event.type',
  'event_name',
  'event',
  'type',
  'topic',
  'action',
];
const eventForms = ['event_type', 'event', 'type', 'EventType'];
const thingFields = ['data.object.id', 'data.id', 'object.id', 'name', 'title', 'id'];
const eventHeader = /^x-(?:[a-z0-9]+-)*(?:event|topic)(?:-(?:type|name|key))?$/i;

function firstField(fields: readonly string[], parts: RequestParts): string | undefined {
  return fields.map((field) => jsonText(parts, field)).find((text) => text !== undefined);
}

function eventHeaderValue(rawHeaders: readonly string[]): string | undefined {
  const index = rawHeaders.findIndex((name, at) => at % 2 === 0 && eventHeader.test(name));
  return index < 0 ? undefined : rawHeaders[index + 1];
}

const mediaType = /^(application|audio|font|image|message|model|multipart|text|video)\/[\w.+-]+$/i;
const contentWords: ReadonlySet<string> = new Set([
  'JSON',
  'unreadable JSON',
  'empty body',
  'body without a type',
]);

/** Whether a text says what kind of content a body is: no title, since it tells no request from another. */
export function isContentWord(text: string): boolean {
  return contentWords.has(text) || mediaType.test(text);
}

/** The best guess for a request that no rule describes; undefined where nothing says what it is. */
export function guessTitle(parts: RequestParts): string | undefined {
  const event =
    eventHeaderValue(parts.request.rawHeaders) ??
    firstField(eventFields, parts) ??
    eventForms.map((name) => parts.form.get(name)).find((value) => value !== null);
  if (event === undefined || event === null || event === '' || isContentWord(event)) {
    return undefined;
  }
  const thing = firstField(thingFields, parts);
  return shortened(thing === undefined || thing === event ? event : `${event}: ${thing}`);
}

/** A title for a request that says nothing of itself: `POST /hooks`. */
export function requestTitle(method: string, path: string): string {
  return shortened(`${method} ${path}`.trim());
}
