import { hasHeader } from '../signature/headers.ts';

/**
 * Headers that a browser sets by itself, and that the script of a page can neither set nor leave out. Any page can
 * have a browser send a request to a port of its machine.
 */
export const browserHeaders = ['origin', 'sec-fetch-site'] as const;

/** Whether a browser made a request. */
export function isFromBrowser(rawHeaders: readonly string[]): boolean {
  return browserHeaders.some((name) => hasHeader(rawHeaders, name));
}
