import type { HeaderPair } from '../../protocol/http.ts';

/** Node's flat `rawHeaders` (name, value, name, value) as pairs. */
export function pairsOf(rawHeaders: readonly string[]): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}

/** Index of a header's name from `start` on, -1 where it is not there. Names compare without case (RFC 9110, 5.1). */
function indexOfHeader(rawHeaders: readonly string[], name: string, start: number): number {
  const wanted = name.toLowerCase();
  for (let index = start; index + 1 < rawHeaders.length; index += 2) {
    const candidate = rawHeaders[index] ?? '';
    if (candidate.length === name.length && candidate.toLowerCase() === wanted) {
      return index;
    }
  }
  return -1;
}

/** Whether a request has a header, whatever its value. */
export function hasHeader(rawHeaders: readonly string[], name: string): boolean {
  return indexOfHeader(rawHeaders, name, 0) >= 0;
}

/** Every value of a header in order of arrival. */
export function headerValues(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let index = indexOfHeader(rawHeaders, name, 0); index >= 0;) {
    values.push(rawHeaders[index + 1] ?? '');
    index = indexOfHeader(rawHeaders, name, index + 2);
  }
  return values;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;

/** Without the whitespace of header values at its ends: spaces and tabs, and no other (RFC 9110, section 5.6.3). */
export function trimmed(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isSpace(value.charCodeAt(from))) {
    from += 1;
  }
  while (to > from && isSpace(value.charCodeAt(to - 1))) {
    to -= 1;
  }
  return value.slice(from, to);
}
