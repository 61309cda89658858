import type { JsonProblemKind } from '../protocol/webview.ts';
import { JsonDocument } from './jsonDocument.ts';
import type { JsonProblem } from './jsonReader.ts';

export type PayloadFormat = 'json' | 'raw' | 'hex';
export const payloadFormats: readonly PayloadFormat[] = ['json', 'raw', 'hex'];

export interface ProblemPlace {
  readonly kind: JsonProblemKind;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** From 0. */
  readonly byte: number;
}

/** A body, read as far as it can be read. */
export interface Payload {
  /** False where the bytes are not UTF-8 or hold what no text holds; `text` then has replacement characters. */
  readonly isText: boolean;
  readonly text: string;
  readonly json: JsonDocument;
  readonly problem: ProblemPlace | null;
  /** The format that shows most. */
  readonly best: PayloadFormat;
}

/** Controls that no text holds: all of C0 but tab, the line and page breaks, and escape (terminal colours). */
const binaryControls = /[\0-\x08\x0e-\x1a\x1c-\x1f]/g; // eslint-disable-line no-control-regex
const sampledCharacters = 65_536;
const binaryShare = 0.05;

/** Reads `body`; one that is not `complete` may end inside a character or a token. */
export function readPayload(body: Uint8Array, complete: boolean): Payload {
  const decoded = decodeUtf8(body, complete);
  const isText = decoded !== null && !looksBinary(decoded);
  const text = decoded ?? new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  const json = new JsonDocument(isText ? text : '', complete);
  const problem = json.problem === null || !isText ? null : placeOf(text, json.problem);
  const best = !isText ? 'hex' : problem === null ? 'json' : 'raw';
  return { isText, text, json, problem, best };
}

/**
 * What to show: what the person asked for on this event, else the format they last chose if it can show this body,
 * else the best.
 */
export function formatToShow(
  payload: Payload,
  asked: PayloadFormat | null,
  preferred: PayloadFormat | null,
): PayloadFormat {
  if (asked !== null) return asked;
  if (preferred === null) return payload.best;
  const shows = { json: payload.best === 'json', raw: payload.isText, hex: true };
  return shows[preferred] ? preferred : payload.best;
}

/** Whether the sender seems to think that `text` is JSON: a form or plain text needs no note that it is not. */
export function meansJson(contentType: string, text: string): boolean {
  return /json/i.test(contentType) || /^\s*[{[]/.test(text);
}

function decodeUtf8(body: Uint8Array, complete: boolean): string | null {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return decoder.decode(body, { stream: !complete });
  } catch {
    return null;
  }
}

function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const sample = text.slice(0, sampledCharacters);
  return (sample.match(binaryControls)?.length ?? 0) > sample.length * binaryShare;
}

function placeOf(text: string, { kind, at }: JsonProblem): ProblemPlace {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    kind,
    line: before.split('\n').length,
    column: Array.from(before.slice(lineStart)).length + 1,
    byte: new TextEncoder().encode(before).length,
  };
}
