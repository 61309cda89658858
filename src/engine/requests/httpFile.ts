import { METHODS } from 'node:http';
import type { HttpProblem, HttpProblemCode } from '../../protocol/httpFile.ts';
import { connectionHeaders } from '../send/outgoing.ts';
import { readJson } from '../diagnosis/json/tokens.ts';
import { trimmed } from '../signature/headers.ts';
import { readBody, type HttpBody } from './httpBody.ts';
import { requestIndex, variableIn, withoutHandlers } from './otherClients.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** What comments of the form `# @webhook-title ...` say, by the word behind `webhook-`. */
export type Marks = Readonly<Partial<Record<MarkName, string>>>;
const markNames = ['provider', 'source', 'title', 'event', 'body'] as const;
/** What the mark `body` says of JSON that stands in lines for reading; its first word counts. */
export const formattedBody = 'formatted for reading, sent as its sender writes it';
type MarkName = (typeof markNames)[number];

/** A request as it stands in an `.http` document. */
export interface HttpRequest {
  /** Of the request line, from 0. */
  readonly line: number;
  /** The first of its part of the document. */
  readonly firstLine: number;
  readonly method: string;
  /** Such as `http://localhost:3000`; empty where the URL is none. */
  readonly origin: string;
  /** Path, query and whatever else stands behind the origin, each character one byte. */
  readonly target: string;
  /** In order; each character one byte (latin1), as on the wire. */
  readonly headers: readonly HeaderPair[];
  readonly body: HttpBody;
  /** The body is JSON that stands in lines for reading: other bytes are sent. */
  readonly isFormatted: boolean;
  /** The first line of the body and the one behind its last; of use where there is one. */
  readonly bodyLines: readonly [number, number];
  readonly marks: Marks;
  readonly problems: readonly HttpProblem[];
}

interface Line {
  readonly text: string;
  readonly line: number;
}

const separator = /^###/;
const comment = /^\s*(?:#|\/\/)/;
const mark = new RegExp(String.raw`^\s*(?:#+|//)\s*@webhook-(${markNames.join('|')})\s(.*)$`, 's');
/** The URL goes on: with its query, and indented with its path. */
const continuedUrl = /^(?:\s*[?&]|\s+\/)/;
const fileVariable = /^\s*@[^\s=]+\s*=/;
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const methods = new Set(METHODS);
methods.delete('CONNECT');

/** Gathers the problems of one request. */
class Problems {
  readonly all: HttpProblem[] = [];

  readonly add = (
    code: HttpProblemCode,
    { line, text }: Line,
    { from = 0, to = text.length, detail = '' } = {},
  ): void => {
    this.all.push({ code, detail, line, from, to });
  };

  /** `{{...}}`, which other clients replace: the first of each line. */
  addVariables(lines: readonly Line[]): void {
    for (const line of lines) {
      const [from, to] = variableIn(line.text) ?? [];
      if (from !== undefined && to !== undefined) {
        this.add('variable', line, { from, to });
      }
    }
  }

  /** Characters that are no byte of a line of HTTP. `from` is where the value begins in the line. */
  addCharacters(value: string, line: Line, from: number): void {
    // eslint-disable-next-line no-control-regex
    for (const { 0: character, index } of value.matchAll(/[\0-\x08\x0a-\x1f\x7f]|[^\0-\xff]+/g)) {
      const code = character.charCodeAt(0);
      const isWide = code > 0xff;
      const detail = isWide ? character : code.toString(16).padStart(2, '0');
      const start = from + index;
      this.add(isWide ? 'wideCharacter' : 'controlCharacter', line, {
        from: start,
        to: start + character.length,
        detail,
      });
    }
  }
}

/** The lines of the head: up to the first empty one. */
interface Head {
  readonly request: Line;
  readonly headers: readonly Line[];
  readonly rest: readonly Line[];
}

const isBlank = ({ text }: Line): boolean => /^[ \t]*$/.test(text);

const isNoRequest = (line: Line): boolean =>
  isBlank(line) || comment.test(line.text) || fileVariable.test(line.text);

function headOf(lines: readonly Line[], problems: Problems): Head | undefined {
  const at = requestIndex(lines, isNoRequest, problems.add);
  const [request, ...after] = at < 0 ? [] : lines.slice(at);
  if (request === undefined) {
    return undefined;
  }
  const end = after.findIndex(isBlank);
  const head = end < 0 ? after : after.slice(0, end);
  return { request, headers: head.filter(({ text }) => !comment.test(text)), rest: after.slice(head.length) };
}

type RequestLine = Pick<HttpRequest, 'method' | 'origin' | 'target'>;

/** The method and the URL, which goes on in some of the lines behind it. */
function readRequestLine(line: Line, more: readonly Line[], problems: Problems): RequestLine {
  const [, name = 'GET', space = '', rest = ''] =
    /^(?:\s*([A-Za-z-]+)(?![\w:/.-])(\s*))?(.*)$/s.exec(line.text) ?? [];
  const [, first = '', behindUrl = ''] = /^([^ \t]*)(.*)$/s.exec(rest) ?? [];
  const extra = trimmed(behindUrl);
  const from = line.text.length - rest.length;
  if (!methods.has(name)) {
    problems.add('unknownMethod', line, { to: from - space.length, detail: name });
  }
  if (extra !== '' && !/^HTTP\/[\d.]+$/i.test(extra)) {
    problems.add('badRequestLine', line, { from: line.text.indexOf(extra, from + first.length) });
  }
  const url = first + more.map(({ text }) => trimmed(text)).join('');
  problems.addCharacters(first, line, from);
  more.forEach((other) => problems.addCharacters(other.text, other, 0));
  const [, origin = '', behind = ''] = /^(https?:\/\/[^/?#]+)(.*)$/is.exec(url) ?? [];
  if (origin === '' || !URL.canParse(origin)) {
    problems.add(first === '' ? 'noUrl' : 'badUrl', line, { from, to: Math.max(from + first.length, 1) });
    return { method: name, origin: '', target: '' };
  }
  return { method: name, origin, target: behind.startsWith('/') ? behind : `/${behind}` };
}

function readHeader(line: Line, problems: Problems): HeaderPair | undefined {
  const { text } = line;
  const colon = text.indexOf(':');
  if (/^[ \t]/.test(text)) {
    problems.add('continuedHeader', line);
    return undefined;
  }
  const name = text.slice(0, Math.max(colon, 0));
  if (!token.test(name)) {
    problems.add(colon < 0 ? 'badHeader' : 'badHeaderName', line, colon < 0 ? {} : { to: colon });
    return undefined;
  }
  if (connectionHeaders.has(name.toLowerCase())) {
    problems.add('connectionHeader', line, { to: colon, detail: name });
    return undefined;
  }
  const value = text.slice(colon + 1);
  problems.addCharacters(value, line, colon + 1);
  return [name, trimmed(value)];
}

function isJson(body: HttpBody): boolean {
  return body.kind === 'text' && readJson(body.bytes) !== undefined;
}

function isFormatted(body: HttpBody, marks: Marks): boolean {
  return body.kind === 'text' && /^formatted\b/.test(marks.body ?? '');
}

/** The length that a header says, compared with the body's: what is sent has the body's own. */
function checkLength(lines: readonly Line[], body: HttpBody, marks: Marks, problems: Problems): void {
  if (body.kind !== 'text') {
    return;
  }
  const length = isFormatted(body, marks) ? '' : String(body.bytes.length);
  for (const line of lines) {
    const [, value] = /^content-length:(.*)$/is.exec(line.text) ?? [];
    const said = value === undefined ? undefined : trimmed(value);
    if (said !== undefined && said !== length) {
      problems.add('contentLength', line, { detail: length });
    }
  }
}

function marksOf(lines: readonly Line[], end: number): Marks {
  const found = lines
    .filter(({ line }) => line < end)
    .flatMap(({ text }): (readonly [string, string])[] => {
      const [, name, value] = mark.exec(text) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value.trim()]];
    });
  return Object.fromEntries(found);
}

function readRequest(lines: readonly Line[]): HttpRequest | undefined {
  const problems = new Problems();
  const head = headOf(lines, problems);
  if (head === undefined) {
    return undefined;
  }
  const { request, headers, rest } = head;
  const marks = marksOf(lines, rest[0]?.line ?? Infinity);
  const isCaptured = marks.event !== undefined;
  problems.addVariables(isCaptured || marks.title !== undefined ? [] : [request, ...headers]);
  const sent = isCaptured ? rest : withoutHandlers(rest, problems.add);
  problems.addVariables(isCaptured ? [] : sent);
  const first = headers.findIndex(({ text }) => !continuedUrl.test(text));
  const query = headers.slice(0, first < 0 ? headers.length : first);
  const fields = headers.slice(query.length);
  const line = readRequestLine(request, query, problems);
  const pairs = fields.flatMap((field): HeaderPair[] => {
    const pair = readHeader(field, problems);
    return pair === undefined ? [] : [pair];
  });
  const [, contentType = ''] = pairs.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  const body = readBody(sent, isCaptured ? null : contentType, problems.add);
  checkLength(fields, body, marks, problems);
  const written = rest.filter((each) => !isBlank(each));
  const [firstWritten] = written;
  if (isFormatted(body, marks) && firstWritten !== undefined && !isJson(body)) {
    problems.add('notJson', firstWritten);
  }
  return {
    ...line,
    line: request.line,
    firstLine: lines[0]?.line ?? 0,
    headers: pairs.filter(([name]) => name.toLowerCase() !== 'content-length'),
    body,
    isFormatted: isFormatted(body, marks),
    bodyLines: [firstWritten?.line ?? 0, (written.at(-1)?.line ?? -1) + 1],
    marks,
    problems: problems.all.sort((a, b) => a.line - b.line || a.from - b.from),
  };
}

/**
 * The requests of a text in the `.http` form, as REST Client and httpYac read it: `###` between requests, comments of
 * `#` or `//` before and among the headers, an empty line, the body. Every line of a body is body, but for the response
 * handlers behind it. Variables are not replaced: a request with one is not sent. Where an event is named, all stands
 * as it is sent, and in a fixture, which has a title, the head does: we wrote it. A character of a URL or a header
 * value is one byte (latin1), as Node sends it.
 */
export function parseHttpFile(text: string): HttpRequest[] {
  const regions: Line[][] = [[]];
  for (const [line, content] of text.split(/\r?\n/).entries()) {
    if (separator.test(content)) {
      regions.push([]);
    } else {
      regions.at(-1)?.push({ text: content, line });
    }
  }
  return regions.flatMap((lines) => readRequest(lines) ?? []);
}

/** The URL of a request as it stands in its document; null where it is none. */
export function urlOf({ origin, target }: HttpRequest): string | null {
  return origin === '' ? null : origin + target;
}

/** The captured event that a document says it was made of; null where it says none. */
export function eventIdOf({ marks }: HttpRequest): number | null {
  const { event = '' } = marks;
  return /^\d{1,15}$/.test(event) ? Number(event) : null;
}
