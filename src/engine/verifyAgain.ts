import { setImmediate as nextTurn } from 'node:timers/promises';
import { verifyRequest, type PreparedSchemes } from './inspect.ts';
import type { EventStore, NewVerdict } from './store/eventStore.ts';
import type { StoredEvent } from './store/storedEvent.ts';

/** Milliseconds of work between two turns of the event loop: requests are not kept waiting longer. */
const slice = 5;
const idsPerPage = 500;

export interface VerifyAgainOptions {
  readonly store: EventStore;
  readonly prepared: PreparedSchemes;
  /** Asked between slices; true ends the work where it is. */
  readonly isCancelled: () => boolean;
  readonly onProgress: (done: number, total: number) => void;
  /** Hears which events have another verdict than before, after they were written. */
  readonly onChanged: (ids: readonly number[]) => void;
}

function newVerdict(
  { id, request, findings }: StoredEvent,
  prepared: PreparedSchemes,
): NewVerdict | undefined {
  const own = findings.provider === null ? undefined : prepared.get(findings.provider);
  if (own === undefined || request.refusal !== null) {
    return undefined;
  }
  const { verdict, reason } = verifyRequest(request, own);
  const same = verdict === findings.verdict && JSON.stringify(reason) === JSON.stringify(findings.reason);
  return same ? undefined : { id, findings: { verdict, reason } };
}

/** Verifies some events, until the slice is over; returns how many, and what is new. */
function verifySlice(
  ids: readonly number[],
  { store, prepared }: VerifyAgainOptions,
): [number, NewVerdict[]] {
  const end = performance.now() + slice;
  const verdicts: NewVerdict[] = [];
  let done = 0;
  for (const id of ids) {
    const event = store.event(id);
    const verdict = event === undefined ? undefined : newVerdict(event, prepared);
    if (verdict !== undefined) {
      verdicts.push(verdict);
    }
    done += 1;
    if (performance.now() > end) {
      break;
    }
  }
  return [done, verdicts];
}

/**
 * Holds every stored event against the secrets saved now. Returns how many have another verdict or reason.
 * Events that arrive meanwhile are verified with the same secrets as they come.
 */
export async function verifyAgain(options: VerifyAgainOptions): Promise<number> {
  const { store } = options;
  const total = store.count();
  let changed = 0;
  let verified = 0;
  for (let ids = store.idsAfter(0, idsPerPage); ids.length > 0;) {
    const [done, verdicts] = verifySlice(ids, options);
    if (verdicts.length > 0) {
      store.setVerdicts(verdicts);
      options.onChanged(verdicts.map(({ id }) => id));
    }
    changed += verdicts.length;
    verified += done;
    options.onProgress(Math.min(verified, total), total);
    await nextTurn();
    if (options.isCancelled()) {
      return changed;
    }
    const last = ids[done - 1] ?? 0;
    ids = done < ids.length ? ids.slice(done) : store.idsAfter(last, idsPerPage);
  }
  return changed;
}
