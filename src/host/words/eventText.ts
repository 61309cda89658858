import { Buffer } from 'node:buffer';
import type { EventDetail } from '../../protocol/event.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** Bytes that are looked at to tell text from other content. */
const looked = 64 * 1024;

function lines(pairs: readonly HeaderPair[]): string {
  return pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

/** The first value of a header, empty where there is none. `name` is in lower case. */
export function headerValue(headers: readonly HeaderPair[], name: string): string {
  return headers.find(([own]) => own.toLowerCase() === name)?.[1] ?? '';
}

/** The head of a request as it stood on the wire, each character one byte; trailers follow an empty line. */
export function headersText({ summary, target, httpVersion, headers, trailers }: EventDetail): string {
  const requestLine = summary.method === '' ? '' : `${summary.method} ${target} HTTP/${httpVersion}\r\n`;
  const end = trailers.length === 0 ? '' : `\r\n${lines(trailers)}`;
  return `${requestLine}${lines(headers)}${end}`;
}

export function headersBytes(detail: EventDetail): Uint8Array {
  return Buffer.from(headersText(detail), 'latin1');
}

/** Whether bytes read as UTF-8 text, by the first 64 KiB of them. */
export function isText(body: Uint8Array): boolean {
  const start = body.subarray(0, looked);
  if (start.includes(0)) {
    return false;
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

export const payloadNames = ['payload.json', 'payload.txt', 'payload.bin'] as const;
export type PayloadName = (typeof payloadNames)[number];

/** The name under which a payload opens; one of three, whatever the sender wrote. `body` may be its beginning. */
export function payloadName(contentType: string, body: Uint8Array): PayloadName {
  if (!isText(body)) {
    return 'payload.bin';
  }
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  const start = new TextDecoder().decode(body.subarray(0, 256)).trimStart();
  return /[/+]json\s*$/.test(mediaType) || /^[{[]/.test(start) ? 'payload.json' : 'payload.txt';
}
