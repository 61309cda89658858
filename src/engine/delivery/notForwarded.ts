import type { ForwardRule, NotForwarded } from '../../protocol/forward.ts';
import { isFromBrowser } from '../capture/fromBrowser.ts';
import type { StoredEvent } from '../store/storedEvent.ts';

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
  if (isFromBrowser(request.rawHeaders) && !rule.browserRequests) {
    return { code: 'browser' };
  }
  if (isHandshake && !rule.answerSender) {
    return { code: 'handshake' };
  }
  return rule.onlyValid && findings.verdict !== 'valid'
    ? { code: 'notValid', verdict: findings.verdict }
    : null;
}
