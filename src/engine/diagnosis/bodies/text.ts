import { Buffer, isUtf8 } from 'node:buffer';

/** Bytes of a body that is read as text to be written otherwise. */
const longestText = 4 * 1024 * 1024;

/** A body as a buffer over the same bytes. */
export const bufferOf = (body: Uint8Array): Buffer =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** The text of a body in UTF-8; undefined where it is none, or longer than 4 MiB. */
export function textOf(body: Uint8Array): string | undefined {
  return body.length <= longestText && isUtf8(body) ? bufferOf(body).toString('utf8') : undefined;
}

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
