import { Buffer, isUtf8 } from 'node:buffer';

/** Bytes of a body that is read as text to be written otherwise. */
const longestText = 4 * 1024 * 1024;

/** A body as a buffer over the same bytes. */
export const bufferOf = (body: Uint8Array): Buffer =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** Bytes of a body that is written otherwise as a whole, in many ways. */
export const mostCharacters = 1024 * 1024;

/** The text of a body in UTF-8; undefined where it is none, or longer than `most` bytes, at most 4 MiB. */
export function textOf(body: Uint8Array, most = longestText): string | undefined {
  return body.length <= most && isUtf8(body) ? bufferOf(body).toString('utf8') : undefined;
}

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
