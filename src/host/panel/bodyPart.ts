import type { EventDetail } from '../../protocol/event.ts';
import type { EngineCaller } from '../engine/engineClient.ts';

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

/** The first `length` bytes of a body, and of what they decode to where it has a Content-Encoding. */
export async function readBody(
  engine: EngineCaller,
  { summary: { id, size }, content }: EventDetail,
  length: number,
): Promise<{ readonly body: Uint8Array; readonly decoded: Uint8Array | null }> {
  const read = async (whole: number, decoded: boolean): Promise<Uint8Array> => {
    const part = { id, offset: 0, length: lengthToSend(whole, length), decoded };
    return upToCharacter(await engine.call('readBody', part), whole);
  };
  const body = await read(size, false);
  return { body, decoded: content === null ? null : await read(content.size, true) };
}
