import type { Channel, Firing, FiringAttempt } from '../../protocol/sending.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { Clock } from './burst.ts';
import type { Draft } from './compose.ts';
import type { Sent } from '../send/send.ts';
import { type HeaderPair, isSuccess } from '../../protocol/http.ts';
import type { Place } from '../../protocol/signature.ts';
import type { Outgoing } from '../send/framing.ts';

export interface FireOptions {
  readonly channel: Channel;
  /** What is sent, for a person. */
  readonly event: string;
  readonly wait: Clock['wait'];
  readonly signal: AbortSignal;
  /** Sends the event once. */
  readonly attempt: () => Promise<Sent>;
  readonly onProgress: (firing: Firing) => void;
}

/** Seconds until the next attempt after so many; null where none is left. */
export function gapAfter(
  attempts: number,
  { retries, gaps }: Pick<Channel, 'retries' | 'gaps'>,
): number | null {
  return attempts > retries ? null : (gaps[Math.min(attempts, gaps.length) - 1] ?? 0);
}

/** Sends an event until it is answered 2xx, no attempt is left or the signal is aborted. */
export async function fire({
  channel,
  event,
  wait,
  signal,
  attempt,
  onProgress,
}: FireOptions): Promise<Firing> {
  const attempts: FiringAttempt[] = [];
  const tell = (state: Firing['state'], nextIn: number | null = null): Firing => {
    const of = channel.retries + 1;
    const firing = { channel: channel.name, event, of, attempts: [...attempts], state, nextIn };
    onProgress(firing);
    return firing;
  };
  for (;;) {
    tell('sending');
    const { answer, failure, milliseconds } = await attempt();
    if (signal.aborted) {
      return tell('stopped');
    }
    const last = { number: attempts.length + 1, status: answer?.status ?? null, failure, milliseconds };
    attempts.push(last);
    const gap = gapAfter(attempts.length, channel);
    if (isSuccess(last.status) || gap === null) {
      return tell(isSuccess(last.status) ? 'accepted' : 'givenUp');
    }
    tell('waiting', gap);
    await wait(gap * 1000, signal);
    if (signal.aborted) {
      return tell('stopped');
    }
  }
}

function headerNames(places: readonly (Place | undefined)[]): readonly string[] {
  return places.flatMap((place) =>
    place !== undefined && 'header' in place ? [place.header.toLowerCase()] : [],
  );
}

/**
 * A draft as it is sent again after it went out: with the ids that signing gave it, which stay the same when a
 * delivery is tried again. Time and signature are of each attempt.
 */
export function draftToRetry(draft: Draft, { headers }: Outgoing, { verify }: Scheme): Draft {
  if (verify.kind !== 'signature') {
    return draft;
  }
  const taken = headerNames([...verify.signature, verify.timestamp?.from]);
  const had = draft.headers.map(([name]) => name.toLowerCase());
  const ids = headerNames(verify.requires ?? []).filter(
    (name) => !taken.includes(name) && !had.includes(name),
  );
  const kept = headers.filter(([name]: HeaderPair) => ids.includes(name.toLowerCase()));
  return { ...draft, headers: [...draft.headers, ...kept] };
}
