import type { Answer } from '../../protocol/http.ts';

/** What the listener's answers have, but for the length of the body. */
export const plainHeaders = [
  ['Content-Type', 'text/plain; charset=utf-8'],
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
] as const;

function answer(
  status: number,
  body: string,
  close: boolean,
  more: readonly (readonly [string, string])[] = [],
): Answer {
  const length = ['Content-Length', String(body.length)] as const;
  const headers = [...plainHeaders, length, ...more, ...(close ? [['Connection', 'close'] as const] : [])];
  return { status, headers, body };
}

/** The answers that the listener gives: constant, at most 64 bytes of body, nothing of a request in them. */
export const answers = {
  stored: answer(200, 'OK\n', false),
  unauthorized: answer(401, 'The signature is not right.\n', false),
  badRequest: answer(400, 'Not a readable HTTP request.\n', true),
  timeout: answer(408, 'The request took too long.\n', true),
  bodyTooLarge: answer(413, 'The body is over the limit.\n', true),
  expectationFailed: answer(417, 'Only Expect: 100-continue is understood.\n', true),
  headersTooLarge: answer(431, 'The headers are over the limit.\n', true),
  noTunnel: answer(405, 'This is not a proxy.\n', true),
  tooManyConnections: answer(503, 'Too many connections: try again.\n', true, [['Retry-After', '1']]),
  noRoom: answer(503, 'Too much is being received: try again.\n', true, [['Retry-After', '10']]),
  cannotStore: answer(503, 'The event cannot be stored.\n', true),
  diskFull: answer(507, 'The disk is full: the event cannot be stored.\n', true),
} as const;

const reasonPhrase: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  503: 'Service Unavailable',
  431: 'Request Header Fields Too Large',
};

/** An answer as bytes, for a socket whose request Node's parser gave up on. */
export function rawAnswer({ status, headers, body }: Answer): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${reasonPhrase[status] ?? ''}`, ...lines, '', body].join('\r\n');
}
