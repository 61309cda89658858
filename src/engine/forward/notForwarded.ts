import type { ForwardRule, NotForwarded } from '../../protocol/forward.ts';
import { isVerified } from '../../protocol/verdict.ts';
import { isFromBrowser } from '../capture/fromBrowser.ts';
import { headerValues } from '../signature/headers.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import type { Targets } from '../targets/targets.ts';

/**
 * Whether an event came to this listener before: who forwards says in X-Forwarded-Host which host a request was for,
 * and leaves it as it is where another has said so already.
 */
function cameBack({ request }: StoredEvent, targets: Pick<Targets, 'isListener'>): boolean {
  return headerValues(request.rawHeaders, 'x-forwarded-host').some((host) => {
    const url = `http://${host.trim()}`;
    return URL.canParse(url) && targets.isListener(new URL(url));
  });
}

/**
 * Why an event is not sent on by a rule; null where it is. A handshake that the listener answers is of use to the
 * application only where the sender gets its answer.
 */
export function whyNotForwarded(
  event: StoredEvent,
  isHandshake: boolean,
  rule: ForwardRule,
  targets: Pick<Targets, 'isListener'>,
): NotForwarded | null {
  const { request, findings } = event;
  if (request.refusal !== null) {
    return { code: 'refused' };
  }
  if (!request.complete) {
    return { code: 'incomplete' };
  }
  if (isFromBrowser(request.rawHeaders) && !rule.browserRequests) {
    return { code: 'browser' };
  }
  if (cameBack(event, targets)) {
    return { code: 'loop' };
  }
  if (isHandshake && !rule.answerSender) {
    return { code: 'handshake' };
  }
  return rule.onlyValid && !isVerified(findings.verdict)
    ? { code: 'notValid', verdict: findings.verdict }
    : null;
}
