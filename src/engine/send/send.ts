import { connect } from './connect.ts';
import { withDecoded } from './decoded.ts';
import { DeliveryError, failureOf } from './deliveryError.ts';
import { exchange } from './exchange.ts';
import { checkFraming, type Outgoing } from './framing.ts';
import type { Route } from '../targets/targets.ts';
import type { Delivery } from '../../protocol/delivery.ts';

/** Milliseconds in which an answer has to come, to its end. */
const usualTimeout = 30_000;

export interface SendLimits {
  /** Milliseconds to the end of the answer. */
  readonly timeout?: number;
  /** Ends the sending at once; the failure has the code `ABORT_ERR`. */
  readonly signal?: AbortSignal;
}

/** What became of a request that was sent. */
export type Sent = Pick<Delivery, 'at' | 'target' | 'milliseconds' | 'answer' | 'failure'>;

/** What ends a sending from here, and why it was ended. */
interface Ending {
  readonly signal: AbortSignal;
  /** The reason why it was ended, else the error that came. */
  readonly cause: (error: unknown) => unknown;
  /** To be called when the sending has ended: closes its connection, and lets go of all that listens to the signal. */
  readonly over: () => void;
}

function endingOf({ closing }: Route, { timeout = usualTimeout, signal }: SendLimits): Ending {
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), timeout);
  const all = AbortSignal.any([tooLate.signal, closing, ...(signal === undefined ? [] : [signal])]);
  return {
    signal: all,
    over: () => {
      clearTimeout(timer);
      tooLate.abort();
    },
    cause: (error) => {
      if (!all.aborted) {
        return error;
      }
      if (all.reason === tooLate.signal.reason) {
        return new DeliveryError('ETIMEDOUT', `no answer within ${timeout / 1000} s`);
      }
      return closing.aborted
        ? new DeliveryError('CLOSED', 'the window was closed')
        : new DeliveryError('ABORT_ERR', 'cancelled');
    },
  };
}

/**
 * Sends a request and reads its answer; never throws. A redirect is an answer like any other. An answer that broke
 * off is kept as far as it came, with the failure.
 */
export async function send(outgoing: Outgoing, route: Route, limits: SendLimits = {}): Promise<Sent> {
  const at = Date.now();
  const start = performance.now();
  const sent = { at, target: route.url.href };
  const ending = endingOf(route, limits);
  try {
    checkFraming(outgoing);
    const socket = await connect(route, ending.signal);
    const { status, headers, body, broken } = await exchange(outgoing, socket);
    const failure = broken === null ? null : failureOf(ending.cause(broken));
    const milliseconds = performance.now() - start;
    const answer = await withDecoded({ status, headers, body, size: body.length });
    return { ...sent, milliseconds, answer, failure };
  } catch (error) {
    const failure = failureOf(ending.cause(error));
    return { ...sent, milliseconds: performance.now() - start, answer: null, failure };
  } finally {
    ending.over();
  }
}
