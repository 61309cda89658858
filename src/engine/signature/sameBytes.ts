import { createHash, timingSafeEqual } from 'node:crypto';

function hash(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** Whether two byte strings are the same, in a time that tells nothing of where they differ, nor of their lengths. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return timingSafeEqual(hash(a), hash(b));
}
