import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { DeliveryAnswer, Delivery, PassedOn } from '../../protocol/delivery.ts';
import { passedOn as endToEnd } from '../send/outgoing.ts';
import type { HeaderPair, Answer } from '../../protocol/http.ts';

/** What a sender is given of an application's answer, or why it is given none. */
export type Passing =
  | { readonly passedOn: 'given'; readonly answer: Answer }
  | { readonly passedOn: Exclude<PassedOn, 'given'>; readonly answer: null };

function not(passedOn: Exclude<PassedOn, 'given'>): Passing {
  return { passedOn, answer: null };
}

function canBeWritten([name, value]: HeaderPair): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** The length of an answer, where it may have one (RFC 9110, section 8.6). */
function lengthOf({ status, headers, body }: DeliveryAnswer, method: string): readonly HeaderPair[] {
  if (status === 204 || status === 304) {
    return [];
  }
  // Of a body that is left out only the application knows it.
  return method === 'HEAD'
    ? headers
        .filter(([name, value]) => name.toLowerCase() === 'content-length' && /^\d+$/.test(value))
        .slice(0, 1)
    : [['Content-Length', String(body.length)]];
}

/**
 * An application's answer as its sender is given it: status, headers and body bytes as they are, less what was of the
 * connection to the application.
 */
export function passOn({ answer, failure }: Pick<Delivery, 'answer' | 'failure'>, method: string): Passing {
  if (answer === null) {
    return not('noAnswer');
  }
  if (failure !== null) {
    return not('cutOff');
  }
  const { status, body } = answer;
  const headers = endToEnd(answer.headers.flat());
  if (status < 200 || status > 599 || !headers.every(canBeWritten)) {
    return not('unusable');
  }
  return { passedOn: 'given', answer: { status, headers: [...headers, ...lengthOf(answer, method)], body } };
}
