import { isContentWord, requestTitle } from '../signature/title.ts';
import type { Verdict } from '../../protocol/verdict.ts';

/** How versions up to 0.1 wrote some titles, and how they are written now. */
const rewritten: Readonly<Record<string, string>> = {
  'malformed HTTP': 'Malformed HTTP',
  'headers over the limit': 'Headers over the limit',
  'request timed out': 'Request timed out',
  'body over the limit': 'Body over the limit',
  'proxy request': 'Proxy request',
  'not HTTP': 'Not HTTP',
  'unknown Expect header': 'Unknown Expect header',
};
const handshake = 'handshake: ';

interface Titled {
  readonly verdict: Verdict;
  readonly method: string;
  readonly path: string;
}

/** A stored title as it is told: those of older versions that were the kind of a body are the request's line. */
export function storedTitle(title: string, { verdict, method, path }: Titled): string {
  if (verdict === 'refused') {
    return (Object.hasOwn(rewritten, title) ? rewritten[title] : undefined) ?? title;
  }
  if (title.startsWith(handshake)) {
    return `Handshake: ${title.slice(handshake.length)}`;
  }
  return isContentWord(title) ? requestTitle(method, path) : title;
}
