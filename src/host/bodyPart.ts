/** Body bytes that a panel is sent unasked. */
export const firstPart = 1024 * 1024;
/** A body of which less than this share would be missing is sent as a whole. */
const worthWaiting = 0.1;

/** How many of the `whole` bytes of a body are sent where about `wanted` were asked for. */
export function lengthToSend(whole: number, wanted: number): number {
  return whole * (1 - worthWaiting) < wanted ? whole : wanted;
}

/** The first bytes of a body of `whole` bytes, less a character (UTF-8) that they cut in two. */
export function upToCharacter(part: Uint8Array, whole: number): Uint8Array {
  if (part.length >= whole) {
    return part;
  }
  let start = part.length - 1;
  while (start > part.length - 4 && ((part[start] ?? 0) & 0xc0) === 0x80) {
    start -= 1;
  }
  const lead = part[start] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + length > part.length ? part.subarray(0, start) : part;
}
