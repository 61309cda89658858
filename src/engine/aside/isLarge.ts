import type { CapturedRequest } from '../capture/capturedRequest.ts';

/** Bytes of a body from which on what is asked about it may take long: some answers take 50 ms for a MiB. */
const large = 256 * 1024;

export function isLarge({ body }: CapturedRequest): boolean {
  return body.length > large;
}
