import type { ForwardRule, NotForwarded } from '../../protocol/forward.ts';
import { hasHeader } from '../signature/headers.ts';
import type { StoredEvent } from '../store/storedEvent.ts';

/** Headers that a browser sets by itself, and that a page's script can neither set nor leave out. */
const browserHeaders = ['origin', 'sec-fetch-site'] as const;

/** Whether a web page may have made a browser send a request: any page can do that to a port of this machine. */
export function isOfBrowser(rawHeaders: readonly string[]): boolean {
  return browserHeaders.some((name) => hasHeader(rawHeaders, name));
}

/**
 * Why an event is not sent on by a rule; null where it is. A handshake that the listener answers is of use to the
 * application only where the sender gets its answer.
 */
export function whyNotForwarded(
  { request, findings }: StoredEvent,
  isHandshake: boolean,
  rule: ForwardRule,
): NotForwarded | null {
  if (request.refusal !== null) {
    return { code: 'refused' };
  }
  if (!request.complete) {
    return { code: 'incomplete' };
  }
  if (isOfBrowser(request.rawHeaders) && !rule.browserRequests) {
    return { code: 'browser' };
  }
  if (isHandshake && !rule.answerSender) {
    return { code: 'handshake' };
  }
  return rule.onlyValid && findings.verdict !== 'valid'
    ? { code: 'notValid', verdict: findings.verdict }
    : null;
}
