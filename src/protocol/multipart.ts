/** A part of a multipart body (RFC 2046), as its bytes have it. */
export interface RawPart {
  readonly name: string;
  /** Empty where it is no file. */
  readonly fileName: string;
  readonly contentType: string;
  /** A view of the body's bytes. */
  readonly content: Uint8Array;
}

const maxParts = 500;
const headBytes = 16_384;

/** Each byte a character, so that places in the string are places in the body. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function boundaryOf(contentType: string): string | null {
  const [, quoted, bare] =
    /^\s*multipart\/[^;]*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  return quoted ?? bare ?? null;
}

function headerOf(head: string, name: string): string {
  const line = head.split(/\r?\n/).find((own) => own.toLowerCase().startsWith(`${name}:`)) ?? '';
  return line.slice(name.length + 1).trim();
}

/** A parameter such as `name="a"`; its bytes are read as UTF-8, as browsers send them. */
function parameter(value: string, name: string): string {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(value) ?? [];
  const text = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

function partOf(bytes: Uint8Array, lineEnd: string): RawPart | null {
  const head = latin1(bytes.subarray(0, headBytes));
  const end = head.startsWith(lineEnd) ? 0 : head.indexOf(lineEnd + lineEnd);
  if (end < 0) return null;
  const headers = head.slice(0, end);
  const disposition = headerOf(headers, 'content-disposition');
  return {
    name: parameter(disposition, 'name'),
    fileName: parameter(disposition, 'filename'),
    contentType: headerOf(headers, 'content-type'),
    content: bytes.subarray(end + lineEnd.length * (end === 0 ? 1 : 2)),
  };
}

/** The line end of a body that begins with its first boundary, or has something in front of it. */
function lineEndOf(text: string, delimiter: string): string {
  const at = text.indexOf(delimiter) + delimiter.length;
  return /^[ \t]*\n/.test(text.slice(at, at + 64)) ? '\n' : '\r\n';
}

/**
 * The parts between the boundaries of a body; null where it is not built so. RFC 2046 has CR LF between the lines, and
 * what scripts write by hand often LF alone.
 */
export function rawParts(body: Uint8Array, contentType: string): readonly RawPart[] | null {
  const boundary = boundaryOf(contentType);
  if (boundary === null) return null;
  const text = latin1(body);
  const delimiter = `--${boundary}`;
  const lineEnd = lineEndOf(text, delimiter);
  const { length } = lineEnd;
  const parts: RawPart[] = [];
  const isFirst = text.startsWith(delimiter);
  const before = text.indexOf(lineEnd + delimiter);
  if (!isFirst && before < 0) return null;
  let at = isFirst ? 0 : before + length;
  while (!text.startsWith('--', at + delimiter.length) && parts.length < maxParts) {
    const start = text.indexOf(lineEnd, at) + length;
    const next = start === length - 1 ? -1 : text.indexOf(lineEnd + delimiter, start - length);
    const part = next < 0 ? null : partOf(body.subarray(start, Math.max(start, next)), lineEnd);
    if (part === null) return null;
    parts.push(part);
    at = next + length;
  }
  return parts;
}
