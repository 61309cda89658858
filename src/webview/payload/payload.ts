import type { JsonProblemKind } from '../../protocol/payload.ts';
import { JsonDocument } from './jsonDocument.ts';
import { formFields, isForm, type FormFields } from './formFields.ts';
import type { JsonProblem } from './jsonReader.ts';
import { multipartOf, type BodyPart } from './multipart.ts';
import { bytesBefore, decodeText, type DecodedText } from '../panel/textEncoding.ts';
import { meansXml, xmlLines, type XmlLine } from './xmlLines.ts';

/** How a payload can be shown: by what it is made of, as its text, as its bytes. */
export const payloadFormats = ['json', 'form', 'parts', 'xml', 'raw', 'hex'] as const;
export type PayloadFormat = (typeof payloadFormats)[number];

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
  readonly bytes: Uint8Array;
  /** Bytes that there are in all; `bytes` may be the first of them. */
  readonly size: number;
  /** False where the bytes hold no text; `text` then has replacement characters. */
  readonly isText: boolean;
  readonly text: string;
  readonly decoded: DecodedText;
  readonly json: JsonDocument;
  readonly form: FormFields | null;
  readonly parts: readonly BodyPart[] | null;
  readonly xml: readonly XmlLine[] | null;
  /** Null where the body is JSON, or is no text, or not whole. */
  readonly problem: ProblemPlace | null;
  /** Those that show something, the best first. */
  readonly formats: readonly PayloadFormat[];
  /** The format that shows most. */
  readonly best: PayloadFormat;
}

/** What is known of a body beside its bytes. */
export interface BodyFacts {
  readonly contentType?: string;
  /** All of what was sent is stored. */
  readonly isWhole?: boolean;
  readonly size?: number;
}

/** Controls that no text holds: all of C0 but tab, the line and page breaks, and escape (terminal colours). */
const binaryControls = /[\0-\x08\x0e-\x1a\x1c-\x1f]/g; // eslint-disable-line no-control-regex
const sampledCharacters = 65_536;
const binaryShare = 0.05;

/** Reads `bytes`; those that are not `complete` may end inside a character or a token. */
export function readPayload(bytes: Uint8Array, complete: boolean, facts: BodyFacts = {}): Payload {
  const { contentType = '', isWhole = true, size = bytes.length } = facts;
  const isComplete = complete && isWhole;
  const decoded = decodeText(bytes, isComplete, contentType);
  const { text } = decoded;
  const isText = decoded.encoding !== null && !looksBinary(text);
  const json = new JsonDocument(isText ? text : '', isComplete);
  const isJson = isText && json.problem === null;
  const form = isText && isForm(contentType) && !isJson ? formFields(text) : null;
  const parts = isJson ? null : multipartOf(bytes, contentType);
  const xml = isText && !isJson && meansXml(contentType, text) ? xmlLines(text) : null;
  const shape = form !== null ? 'form' : parts !== null ? 'parts' : xml !== null ? 'xml' : 'json';
  const best = shape !== 'json' || isJson ? shape : isText ? 'raw' : 'hex';
  const problem = json.problem === null || !isText ? null : placeOf(decoded, json.problem);
  const formats = [shape, 'raw', 'hex'] as const;
  return { bytes, size, isText, text, decoded, json, form, parts, xml, problem, formats, best };
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
  if (asked !== null && payload.formats.includes(asked)) return asked;
  const shows = preferred === 'hex' || preferred === payload.best || (preferred === 'raw' && payload.isText);
  return shows ? preferred : payload.best;
}

/** Whether the sender seems to think that `text` is JSON: a form or plain text needs no note that it is not. */
export function meansJson(contentType: string, text: string): boolean {
  return /json/i.test(contentType) || /^\s*[{[]/.test(text);
}

function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const sample = text.slice(0, sampledCharacters);
  return (sample.match(binaryControls)?.length ?? 0) > sample.length * binaryShare;
}

function placeOf(decoded: DecodedText, { kind, at }: JsonProblem): ProblemPlace {
  const before = decoded.text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    kind,
    line: before.split('\n').length,
    column: Array.from(before.slice(lineStart)).length + 1,
    byte: bytesBefore(decoded, before),
  };
}
