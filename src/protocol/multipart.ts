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
  const line = head.split('\r\n').find((own) => own.toLowerCase().startsWith(`${name}:`)) ?? '';
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

function partOf(bytes: Uint8Array): RawPart | null {
  const head = latin1(bytes.subarray(0, headBytes));
  const end = head.startsWith('\r\n') ? 0 : head.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const headers = head.slice(0, end);
  const disposition = headerOf(headers, 'content-disposition');
  return {
    name: parameter(disposition, 'name'),
    fileName: parameter(disposition, 'filename'),
    contentType: headerOf(headers, 'content-type'),
    content: bytes.subarray(end + (end === 0 ? 2 : 4)),
  };
}

/** The parts between the boundaries of a body; null where it is not built so. */
export function rawParts(body: Uint8Array, contentType: string): readonly RawPart[] | null {
  const boundary = boundaryOf(contentType);
  if (boundary === null) return null;
  const text = latin1(body);
  const delimiter = `--${boundary}`;
  const parts: RawPart[] = [];
  let at = text.startsWith(delimiter) ? 0 : text.indexOf(`\r\n${delimiter}`) + 2;
  if (at === 1) return null;
  while (!text.startsWith('--', at + delimiter.length) && parts.length < maxParts) {
    const start = text.indexOf('\r\n', at) + 2;
    const next = start === 1 ? -1 : text.indexOf(`\r\n${delimiter}`, start - 2);
    const part = next < 0 ? null : partOf(body.subarray(start, Math.max(start, next)));
    if (part === null) return null;
    parts.push(part);
    at = next + 2;
  }
  return parts;
}
