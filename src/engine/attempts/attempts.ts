import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { isVerified } from '../../protocol/verdict.ts';
import type { PreparedScheme } from '../signature/preparedScheme.ts';
import { parseWholeKeepingNumbers, valueAt } from '../signature/json.ts';
import { RequestParts } from '../signature/requestParts.ts';
import type { Scheme } from '../signature/scheme.ts';
import { pathOf, type NewEvent } from '../store/storedEvent.ts';
import type { Place } from '../../protocol/signature.ts';
import { isSuccess, statusOf } from '../../protocol/http.ts';

const hour = 60 * 60 * 1000;

/**
 * Milliseconds between two attempts that have the sender's own id: vendors go on for days, and the id is proof enough.
 */
export const rememberedById = 7 * 24 * hour;
/**
 * Milliseconds between two attempts that nothing but their content shows. The longest pause that a vendor of the table
 * documents is 6 h (Linear: 1 min, 1 h, 6 h; Shopify: 8 times in 4 h); a job that reports the same every day is none.
 */
export const rememberedByContent = 20 * hour;
/** Characters: a longer id is not remembered. */
const longestId = 500;

/** What is recognised of a delivery when it is tried again. */
export interface DeliveryKey {
  readonly by: 'id' | 'content';
  /** Short, whatever the sender sent. */
  readonly text: string;
}

/** Places that a sender fills anew for each attempt. */
function placesOfAttempt({ attempt, verify }: Scheme): Place[] {
  const signed =
    verify.kind === 'signature'
      ? [
          ...verify.signature,
          ...(verify.requires ?? []),
          ...(verify.timestamp === undefined ? [] : [verify.timestamp.from]),
        ]
      : [];
  return [...signed, ...(attempt === undefined ? [] : [attempt])];
}

const fieldsByScheme = new WeakMap<Scheme, readonly string[]>();

/** Paths of the JSON body that may differ between the attempts of one delivery. */
function fieldsOfAttempt(scheme: Scheme | undefined): readonly string[] {
  if (scheme === undefined) {
    return [];
  }
  let fields = fieldsByScheme.get(scheme);
  if (fields === undefined) {
    fields = placesOfAttempt(scheme).flatMap((place) => ('json' in place ? [place.json] : []));
    fieldsByScheme.set(scheme, fields);
  }
  return fields;
}

/** A JSON value less what stands at a path. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || name === undefined || !Object.hasOwn(value, name)) {
    return value;
  }
  const change = (own: unknown): unknown[] => (rest.length === 0 ? [] : [without(own, rest)]);
  return Array.isArray(value)
    ? value.flatMap((own: unknown, index) => (String(index) === name ? change(own) : [own]))
    : Object.fromEntries(
        Object.entries(value).flatMap(([key, own]) =>
          key === name ? change(own).map((changed) => [key, changed]) : [[key, own]],
        ),
      );
}

/** The body less what a sender fills anew for each attempt; the bytes as they came where there is no such thing. */
function lastingContent(request: NewEvent['request'], fields: readonly string[]): Uint8Array {
  const json = fields.length === 0 ? undefined : parseWholeKeepingNumbers(request.body);
  const lasting = fields.reduce((value, path) => without(value, path.split('.')), json);
  try {
    return lasting === undefined ? request.body : Buffer.from(JSON.stringify(lasting));
  } catch {
    // Nested too deeply to be written.
    return request.body;
  }
}

/** What stands at a place. The JSON that the title was read from serves, unless a number lost its spelling there. */
function firstAt(place: Place, parts: RequestParts): string {
  const value = 'json' in place ? valueAt(parts.json, place.json) : undefined;
  return typeof value === 'string' || Number.isSafeInteger(value)
    ? String(value)
    : (parts.valuesAt(place)[0] ?? '');
}

/** What was imported is a record of what came elsewhere, or here before: nobody tries it again. */
export function mayBeTried({ request: { refusal, imported } }: NewEvent): boolean {
  return refusal === null && imported !== true;
}

/** The id that stays the same when the sender tries again, null where the request has none. */
export function idempotencyIdOf(scheme: Scheme | undefined, parts: RequestParts): string | null {
  const id = scheme?.idempotency === undefined ? '' : firstAt(scheme.idempotency, parts);
  return id === '' || id.length > longestId ? null : id;
}

/** As the sender counts, null where it does not say. */
export function attemptOf(scheme: Scheme | undefined, parts: RequestParts): string | null {
  return scheme?.attempt === undefined ? null : (parts.valuesAt(scheme.attempt)[0] ?? null);
}

/**
 * Attempts never mix where who sent them, or where to, differs: the path tells the source, which may be renamed between
 * two of them. A digest, since many are remembered, and a path is as long as its sender likes.
 */
function digestOf({ request, findings: { provider } }: NewEvent, what: string | Uint8Array): string {
  const whoAndWhere = JSON.stringify([provider, request.method, pathOf(request.target)]);
  return createHash('sha256').update(`${whoAndWhere}\n`).update(what).digest('base64');
}

export function keyOfId(event: NewEvent, id: string): DeliveryKey {
  return { by: 'id', text: digestOf(event, id) };
}

/** What content can be an attempt at all: nothing is the same in two empty bodies, and what was cut off is not whole. */
export function hasContent({ request: { complete, body } }: NewEvent): boolean {
  return complete && body.length > 0;
}

export function keyOfContent(event: NewEvent, scheme: Scheme | undefined): DeliveryKey {
  return { by: 'content', text: digestOf(event, lastingContent(event.request, fieldsOfAttempt(scheme))) };
}

/** Whether the sender was told that its delivery arrived. */
export function isAccepted({ answer }: Pick<NewEvent, 'answer'>): boolean {
  return isSuccess(statusOf(answer));
}

/** Whether two bodies differ in more than what a sender fills anew for each attempt. */
export function bodyDiffers(first: NewEvent, retry: NewEvent, scheme: Scheme | undefined): boolean {
  const isWhole = first.request.complete && retry.request.complete;
  if (!isWhole || Buffer.compare(first.request.body, retry.request.body) === 0) {
    return false;
  }
  const fields = fieldsOfAttempt(scheme);
  const [one, other] = [first, retry].map(({ request }) => lastingContent(request, fields));
  return fields.length === 0 || one === undefined || other === undefined || Buffer.compare(one, other) !== 0;
}

/** Whether only who has the secret can have made an event. */
export const isGenuine = ({ findings: { verdict } }: NewEvent): boolean =>
  isVerified(verdict) || verdict === 'expired';

/**
 * Whether what has the id of a delivery may stand as another attempt of it. Who knows an id must not put a body of its
 * own in front of a genuine one's, nor what is about something else in front of anybody's.
 */
export function mayBeAttempt(first: NewEvent, retry: NewEvent, differs: boolean): boolean {
  return !differs || (isGenuine(first) === isGenuine(retry) && first.findings.title === retry.findings.title);
}

function signaturesOf(parts: RequestParts, places: readonly Place[]): string {
  return JSON.stringify(places.map((place) => parts.valuesAt(place)));
}

/** Where the signature stands of a scheme that signs the time, so that each attempt has another; empty for others. */
function timedSignature({ verify }: Scheme): readonly Place[] {
  switch (verify.kind) {
    case 'signature':
      return verify.timestamp === undefined || verify.each !== undefined ? [] : verify.signature;
    case 'jwt':
      return verify.maxAge === undefined ? [] : [{ header: verify.header }];
    default:
      return [];
  }
}

/** Whether a retry carries the first attempt's signature though the scheme signs the time: it was not signed anew. */
export function keepsSignature(
  first: NewEvent,
  retry: NewEvent,
  prepared: PreparedScheme | undefined,
): boolean {
  const places = prepared === undefined ? [] : timedSignature(prepared.scheme);
  const [one, other] = [first, retry].map(({ request }) => signaturesOf(new RequestParts(request), places));
  const hasSignature = places.some((place) => new RequestParts(retry.request).valuesAt(place).length > 0);
  return hasSignature && one === other;
}
