/**
 * The end of the slice of `text` from `start` of at most about `length` UTF-16 units that ends after a line
 * where it can, and never inside a surrogate pair or between a carriage return and its line feed.
 */
export function sliceEnd(text: string, start: number, length: number): number {
  const end = start + length;
  if (end >= text.length) return text.length;
  const lineBreak = text.lastIndexOf('\n', end - 1);
  if (lineBreak >= start) return lineBreak + 1;
  return /[\uD800-\uDBFF\r]/.test(text.charAt(end - 1)) ? end + 1 : end;
}

/** `text` in slices as `sliceEnd` cuts them, up to `limit` UTF-16 units. */
export function textSlices(text: string, length: number, limit: number): readonly string[] {
  const slices: string[] = [];
  let start = 0;
  while (start < text.length && start < limit) {
    const end = sliceEnd(text, start, Math.min(length, limit - start));
    slices.push(text.slice(start, end));
    start = end;
  }
  return slices;
}
