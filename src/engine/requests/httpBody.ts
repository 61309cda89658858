import { Buffer } from 'node:buffer';
import type { HttpProblemCode } from '../../protocol/httpFile.ts';
import { readJson } from '../diagnosis/json/tokens.ts';
import { inLines } from '../diagnosis/reading/jsonLayout.ts';
import { isForm, joinedBody } from './otherClients.ts';

/** The body of a request in an `.http` document. */
export type HttpBody =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  /** A file beside the document: its name, without `./`. */
  | { readonly kind: 'file'; readonly name: string }
  /** The body of a captured event, byte for byte. */
  | { readonly kind: 'captured'; readonly event: number };

interface Line {
  readonly text: string;
  readonly line: number;
}

/** Bytes of a body that stands in a fixture itself, and in a document to edit. */
const longestInFile = 64 * 1024;
const longestToEdit = 1024 * 1024;

// No quantifier is followed by another that takes the same characters: bodies are a stranger's, and as long as he likes.
const reference = /^<(@\w*)?\s+(\S.*)$/s;
const captured = /^captured body of event (\d{1,15})$/;
/** A file of the same folder: no folder, no drive, nothing hidden in the name. */
const besideName = /^(?:\.[/\\])?([\w-][\w.-]*)$/;

const isBlank = (text: string): boolean => /^[ \t]*$/.test(text);

/** How a body refers to that of a captured event. */
export function capturedReference(event: number): string {
  return `< captured body of event ${event}`;
}

/**
 * The body: what stands between the empty lines at its ends. `contentType` is null in the document of an event, whose
 * lines are all sent as they stand. `tell` hears what is wrong with a reference.
 */
export function readBody(
  lines: readonly Line[],
  contentType: string | null,
  tell: (code: HttpProblemCode, line: Line) => void,
): HttpBody {
  const first = lines.findIndex(({ text }) => !isBlank(text));
  const last = lines.findLastIndex(({ text }) => !isBlank(text));
  const body = first < 0 ? [] : lines.slice(first, last + 1);
  const texts = body.map((line) => line.text);
  const joined = contentType === null ? texts.join('\n') : joinedBody(texts, contentType);
  const text: HttpBody = { kind: 'text', bytes: Buffer.from(joined, 'utf8') };
  const line = body.find((candidate) => reference.test(candidate.text));
  if (line === undefined) {
    return text;
  }
  if (body.length > 1) {
    tell('mixedBody', line);
    return text;
  }
  const [, variables, rest = ''] = reference.exec(line.text) ?? [];
  const path = rest.trimEnd();
  const [, event] = captured.exec(path) ?? [];
  const [, name] = besideName.exec(path) ?? [];
  if (variables !== undefined) {
    tell('fileVariables', line);
  } else if (event !== undefined) {
    return { kind: 'captured', event: Number(event) };
  } else if (name !== undefined) {
    return { kind: 'file', name };
  } else {
    tell('outsideFile', line);
  }
  return text;
}

/** Control characters but the tab and the line feed, and the separators at which editors ask what they are. */
// eslint-disable-next-line no-control-regex
const unshowable = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/;

function textOf(body: Uint8Array, longest: number): string | null {
  if (body.length > longest) {
    return null;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return unshowable.test(text) ? null : text;
  } catch {
    return null;
  }
}

/**
 * A body as the text that stands in a document to edit; null where `parseHttpFile` would read another one: it is no
 * UTF-8, over 1 MiB, or has CR, control characters, empty lines at its ends, `###` or a reference in it.
 */
export function textToEdit(body: Uint8Array): string | null {
  const text = textOf(body, longestToEdit);
  const lines = text?.split('\n') ?? [];
  const isRead =
    body.length === 0 ||
    (!isBlank(lines[0] ?? '') &&
      !isBlank(lines.at(-1) ?? '') &&
      lines.every((line) => !line.startsWith('###') && !reference.test(line)));
  return isRead ? text : null;
}

/**
 * JSON in one line, or that could not stand in a document as it is, in lines for reading: its tokens stay as they are
 * spelled. Null where that is no other text, or none that `parseHttpFile` reads.
 */
export function formattedToEdit(body: Uint8Array): string | null {
  const text = textToEdit(body);
  const json = body.length > longestToEdit || text?.includes('\n') === true ? undefined : readJson(body);
  const lines = json === undefined ? undefined : inLines(json);
  return lines === undefined || lines === text ? null : textToEdit(Buffer.from(lines, 'utf8'));
}

/** What httpYac and REST Client send of a form as it stands (they pass it through `encodeurl`). */
const plainForm = /^(?:[\w.~!*'()&=+/:@,;$-]|%[\dA-Fa-f]{2})+$/;
/** Media types whose bodies they end with a line break. */
const lineDelimited = /ndjson|jsonl|json-seq/i;

/**
 * A body as the text that stands in a file; null where one of its readers would send other bytes. Both join the lines
 * of a body with the line end of the operating system, take lines that begin with `#`, `//`, `<`, `>`, `@`, `?` or a
 * method for something else, and replace `{{...}}`: so a body is one line that begins as JSON or is a plain form.
 */
export function textInFile(body: Uint8Array, contentType: string): string | null {
  const text = textOf(body, longestInFile);
  if (text === null || text === '') {
    return text;
  }
  const isTaken =
    !/\n|\{\{|\\\{/.test(text) &&
    !lineDelimited.test(contentType) &&
    !/\s$/.test(text) &&
    (isForm(contentType) ? plainForm.test(text) && text.includes('=') : /^[{[]/.test(text));
  return isTaken ? text : null;
}
