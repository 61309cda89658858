import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { isFromBrowser } from '../capture/fromBrowser.ts';
import type { Key } from './keys.ts';
import type { PreparedScheme } from './preparedScheme.ts';
import { placeOf, type RequestParts } from './requestParts.ts';
import { sameBytes } from './sameBytes.ts';
import type { HandshakeRule, PingRule, Scheme } from './scheme.ts';
import { signingKey } from './sign.ts';
import type { HeaderPair, Answer } from '../../protocol/http.ts';
import type { Place } from '../../protocol/signature.ts';

/** A provider's question, and what can be said to it. */
export interface Handshake {
  readonly rule: HandshakeRule;
  readonly result: 'answered' | 'noSecret' | 'wrongToken';
  /** Null where there is nothing particular to say. */
  readonly answer: Answer | null;
  /** The signing secret that it brings, null where it brings none. */
  readonly secret: string | null;
  /** What a person has to open by hand, null where nothing is left to do. */
  readonly byHand: string | null;
}

/** Characters that are given back to a sender at most. */
const valueLimit = 4096;

/**
 * What is hashed for a sender with a person's secret: a token and nothing else. A signed content always has a
 * character that no token has, so that nobody gets a signature out of a handshake.
 */
const token = /^[A-Za-z0-9_-]{1,128}$/;

function valueAt(place: Place, parts: RequestParts): string | undefined {
  const [value] = parts.valuesAt(place);
  return value !== undefined && value.length <= valueLimit ? value : undefined;
}

function asks(
  { method, when = [] }: Pick<HandshakeRule, 'method'> & Pick<PingRule, 'when'>,
  parts: RequestParts,
): boolean {
  return (
    method === parts.request.method &&
    when.every(({ at, is }) => {
      const value = valueAt(at, parts);
      return value !== undefined && (is === undefined || value === is);
    })
  );
}

const placeholder = /\{(hmac-sha256:)?(json|query|form|header):([^{}]+)\}/g;

/** The body of an answer; undefined where a value is absent or cannot be answered with. */
function bodyOf(rule: HandshakeRule, parts: RequestParts, key: Key | undefined): string | undefined {
  const isJson = rule.answer.contentType === 'application/json';
  let isWhole = true;
  const fill = (_: string, hmac: string | undefined, kind: string, name: string): string => {
    const value = valueAt(placeOf(kind, name), parts) ?? '';
    if (hmac !== undefined && (key === undefined || !token.test(value))) {
      isWhole = false;
      return '';
    }
    const text = hmac === undefined || key === undefined ? value : hmacOf(key, value);
    return isJson ? JSON.stringify(text) : text;
  };
  const body = rule.answer.body.replace(placeholder, fill);
  return isWhole ? body : undefined;
}

function hmacOf({ key }: Key, value: string): string {
  return createHmac('sha256', key).update(value).digest('hex');
}

function headersOf({ answer }: HandshakeRule, parts: RequestParts, length: number): HeaderPair[] {
  const own = Object.entries(answer.headers ?? {}).map(([name, value]): HeaderPair => [
    name,
    value.replace(placeholder, (_, __: unknown, kind: string, at: string) => {
      return valueAt(placeOf(kind, at), parts) ?? '';
    }),
  ]);
  const type = answer.contentType;
  return [
    ...(type === undefined ? [] : [['Content-Type', `${type}; charset=utf-8`] as const]),
    ['Cache-Control', 'no-store'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Content-Length', String(length)],
    ...own.filter(([name]) => name.toLowerCase() !== 'x-content-type-options'),
  ];
}

const forbidden: Answer = {
  status: 403,
  headers: [
    ['Cache-Control', 'no-store'],
    ['Content-Length', '0'],
  ],
  body: '',
};

function isSaved(given: string, { keys }: PreparedScheme): boolean {
  return keys.some(({ text }) => sameBytes(text, Buffer.from(given, 'utf8')));
}

/** Whether a request is what the provider sends to try a URL, without a signature. */
export function isPing({ pings = [] }: Scheme, parts: RequestParts): boolean {
  return pings.some((rule) => asks(rule, parts) && (rule.form === undefined || parts.isFormOf(rule.form)));
}

/**
 * The handshake that a request is, with its answer; undefined where it is none of the scheme's, or a browser's.
 * `secretLabel` is that of the secret which verified the request: the answer is made with it, else with the newest.
 */
export function handshakeOf(
  prepared: PreparedScheme,
  parts: RequestParts,
  secretLabel?: string,
): Handshake | undefined {
  if (isFromBrowser(parts.request.rawHeaders)) {
    return undefined;
  }
  const rule = prepared.scheme.handshake?.find((candidate) => asks(candidate, parts));
  if (rule === undefined) {
    return undefined;
  }
  const secret = rule.secret === undefined ? null : (valueAt(rule.secret, parts) ?? null);
  const byHand = rule.byHand === undefined ? null : (valueAt(rule.byHand, parts) ?? null);
  const told = { rule, secret, byHand };
  const hasKey = prepared.keys.length > 0;
  if (rule.token !== undefined && !isSaved(valueAt(rule.token, parts) ?? '', prepared)) {
    return { ...told, result: hasKey ? 'wrongToken' : 'noSecret', answer: forbidden };
  }
  const body = bodyOf(rule, parts, signingKey(prepared, secretLabel));
  if (body === undefined) {
    // What has a secret and no answer is no question that the provider asks.
    return hasKey ? undefined : { ...told, result: 'noSecret', answer: null };
  }
  const headers = headersOf(rule, parts, Buffer.byteLength(body));
  return { ...told, result: 'answered', answer: { status: 200, headers, body } };
}
