import { Buffer } from 'node:buffer';
import type { Detection } from '../../protocol/detection.ts';
import type { CapturedRequest } from '../capture/capturedRequest.ts';
import { browserHeaders, isFromBrowser } from '../capture/fromBrowser.ts';
import { responseColumn, responseOfColumn } from './lastResponse.ts';
import { answerOf, shortAnswer, type StoredAnswer } from './storedAnswer.ts';
import { storedTitle } from './storedTitle.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { Reason } from '../../protocol/reason.ts';
import type { EventSummary, Outcome } from '../../protocol/summary.ts';
import type { GivenAnswer } from '../../protocol/http.ts';

/** What the engine found out about a captured request. */
export interface Findings {
  /** Scheme id. */
  readonly provider: string | null;
  /** Name of the source that its path belongs to. */
  readonly source: string | null;
  readonly detection: Detection;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly title: string;
  readonly outcome: Outcome;
}

/** An event on its way into the store. */
export interface NewEvent {
  readonly request: CapturedRequest;
  readonly findings: Findings;
  readonly answer: GivenAnswer | null;
}

/** An event as it was stored. */
export interface StoredEvent extends NewEvent {
  readonly id: number;
}

/**
 * How the usual detection is kept: the names of the headers with spaces between them, which no name has. Every event
 * has one, and each byte of it is synchronised with the disk.
 */
type StoredDetection = string | Detection;

export function shortDetection(detection: Detection): StoredDetection {
  return detection.by === 'headers' ? detection.headers.join(' ') : detection;
}

const detectionOf = (stored: StoredDetection): Detection =>
  typeof stored === 'string' ? { by: 'headers', headers: stored.split(' ') } : stored;

/** What the `record` column keeps as JSON: all that a list of events does not need, but the body. */
type EventRecord = readonly [
  reason: Reason,
  rawHeaders: readonly string[],
  remoteAddress: string,
  httpVersion: string,
  bodyMilliseconds: number,
  declaredLength: number | null,
  rawTrailers: readonly string[],
  refusal: CapturedRequest['refusal'],
  answer: StoredAnswer,
  detection: StoredDetection,
  /** Only of events that were imported. */
  imported?: true,
];

type Row = Readonly<Record<string, unknown>>;

const ofBrowser = browserHeaders.map((name) => `'${name}'`).join(', ');

/** The headers are read where an event is listed: few are of a browser, and a column would cost bytes of each. */
export const summaryColumns = `id, received_at, verdict, title, method, provider, source, outcome, complete, size, target,
  EXISTS (SELECT 1 FROM json_each(record, '$[1]') WHERE key % 2 = 0 AND lower(value) IN (${ofBrowser})) AS from_browser,
  json_extract(record, '$[10]') AS imported, json_extract(record, '$[5]') AS declared, ${responseColumn}`;

/** node:sqlite in Node 22 takes no bytes for NULL where they have no address. */
export const insertSql = `INSERT INTO events
  (id, received_at, verdict, title, method, provider, source, outcome, complete, size, target, record, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, x''))`;

/** The values of `insertSql`. */
export function insertValues(
  id: number,
  { request, findings, answer }: NewEvent,
): (string | number | null | Uint8Array)[] {
  const record = [
    findings.reason,
    request.rawHeaders,
    request.remoteAddress,
    request.httpVersion,
    request.bodyMilliseconds,
    request.declaredLength,
    request.rawTrailers,
    request.refusal,
    shortAnswer(answer),
    shortDetection(findings.detection),
  ] as const;
  const marked: EventRecord = request.imported === true ? [...record, true] : record;
  return [
    id,
    request.receivedAt,
    findings.verdict,
    findings.title,
    request.method,
    findings.provider,
    findings.source,
    findings.outcome,
    request.complete ? 1 : 0,
    request.body.length,
    request.target,
    JSON.stringify(marked),
    request.body,
  ];
}

/** The target up to its query. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/);
  return end < 0 ? target : target.slice(0, end);
}

function declaredOf(declared: unknown, size: number): Pick<EventSummary, 'declared'> {
  return typeof declared === 'number' && declared !== size ? { declared } : {};
}

/** The summary of an event that has just been stored. */
export function summaryOf({ id, request, findings }: StoredEvent): EventSummary {
  return {
    id,
    receivedAt: request.receivedAt,
    verdict: findings.verdict,
    title: findings.title,
    method: request.method,
    path: pathOf(request.target),
    provider: findings.provider,
    source: findings.source,
    outcome: findings.outcome,
    complete: request.complete,
    size: request.body.length,
    ...declaredOf(request.declaredLength, request.body.length),
    fromBrowser: isFromBrowser(request.rawHeaders),
    ...(request.imported === true ? { imported: true } : {}),
  };
}

const textOrNull = (value: unknown): string | null => (value === null ? null : String(value));

/** The columns are ours: STRICT tables hold the types that `insertValues` put there. */
export function summaryOfRow(row: Row): EventSummary {
  const verdict = row['verdict'] as Verdict;
  const request = { method: String(row['method']), path: pathOf(String(row['target'])) };
  const response = responseOfColumn(row['response']);
  return {
    id: Number(row['id']),
    receivedAt: Number(row['received_at']),
    verdict,
    title: storedTitle(String(row['title']), { verdict, ...request }),
    ...request,
    provider: textOrNull(row['provider']),
    source: textOrNull(row['source']),
    outcome: row['outcome'] as Outcome,
    complete: row['complete'] === 1,
    size: Number(row['size']),
    ...declaredOf(row['declared'], Number(row['size'])),
    fromBrowser: row['from_browser'] === 1,
    ...(row['imported'] === 1 ? { imported: true } : {}),
    ...(response === undefined ? {} : { response }),
  };
}

/** The answer that the `record` column keeps. */
export function answerOfRecord(record: string): GivenAnswer | null {
  const [, , , , , , , , answer] = JSON.parse(record) as EventRecord;
  return answerOf(answer);
}

export function eventOfRow(row: Row): StoredEvent {
  const summary = summaryOfRow(row);
  const record = JSON.parse(String(row['record'])) as EventRecord;
  const [reason, rawHeaders, remoteAddress, httpVersion, bodyMilliseconds, declaredLength, ...rest] = record;
  const [rawTrailers, refusal, answer, detection, imported] = rest;
  const { id, receivedAt, method, complete, provider, source, verdict, title, outcome } = summary;
  return {
    id,
    answer: answerOf(answer),
    findings: {
      provider,
      source,
      detection: detectionOf(detection),
      verdict,
      title,
      outcome,
      reason,
    },
    request: {
      receivedAt,
      remoteAddress,
      httpVersion,
      method,
      target: String(row['target']),
      rawHeaders,
      rawTrailers,
      body: row['body'] instanceof Uint8Array ? row['body'] : Buffer.alloc(0),
      bodyMilliseconds,
      declaredLength,
      complete,
      refusal,
      ...(imported === true ? { imported } : {}),
    },
  };
}
