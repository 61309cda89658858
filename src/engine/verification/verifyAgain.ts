import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Aside } from '../aside/aside.ts';
import { isLarge } from '../aside/isLarge.ts';
import { findingsNow } from './findingsNow.ts';
import type { Knowledge } from './knowledge.ts';
import type { EventStore, NewFindings } from '../store/eventStore.ts';
import { whenFree } from '../store/whenFree.ts';
import type { Findings, StoredEvent } from '../store/storedEvent.ts';

/** Milliseconds of work between two turns of the event loop: requests are not kept waiting longer. */
const slice = 5;
const idsPerPage = 500;

export interface VerifyAgainOptions {
  readonly store: EventStore;
  /** What is known when it begins; the pass is cancelled when that changes. */
  readonly knowledge: Knowledge;
  readonly aside: Pick<Aside, 'run'>;
  /** Asked between slices; true ends the work where it is. */
  readonly isCancelled: () => boolean;
  readonly onProgress: (done: number, total: number) => void;
  /** Hears which events have other findings than before, be it the reason alone, after they were written. */
  readonly onChanged: (ids: readonly number[]) => void;
}

/** The provider that a person named for an event, null where nobody did. */
function chosenProvider({ findings: { detection, provider } }: StoredEvent): string | null {
  return detection.by === 'chosen' ? provider : null;
}

interface Change extends NewFindings {
  readonly isVerdict: boolean;
}

/** What is said of an event now; undefined where that is what was said before. */
function changeOf(event: StoredEvent, findings: Findings): Change | undefined {
  const names = Object.keys(findings) as (keyof typeof findings)[];
  const isSame = names.every(
    (name) => JSON.stringify(findings[name]) === JSON.stringify(event.findings[name]),
  );
  return isSame
    ? undefined
    : { id: event.id, findings, isVerdict: findings.verdict !== event.findings.verdict };
}

/** Verifies some events, until the slice is over; returns how many, and what is new. */
async function verifySlice(
  ids: readonly number[],
  { store, knowledge, aside }: VerifyAgainOptions,
): Promise<[number, Change[]]> {
  const end = performance.now() + slice;
  const changes: Change[] = [];
  let done = 0;
  for (const id of ids) {
    const event = store.event(id);
    const chosen = event === undefined ? null : chosenProvider(event);
    const findings =
      event !== undefined && isLarge(event.request)
        ? await aside.run('findings', { event, chosen })
        : event && findingsNow(event, knowledge, chosen);
    const change = event && findings && changeOf(event, findings);
    if (change !== undefined) {
      changes.push(change);
    }
    done += 1;
    if (performance.now() > end) {
      break;
    }
  }
  return [done, changes];
}

/**
 * Looks at every stored event with what is known now. Returns how many have another verdict.
 * Events that arrive meanwhile are looked at with the same as they come.
 */
export async function verifyAgain(options: VerifyAgainOptions): Promise<number> {
  const { store } = options;
  const total = store.count();
  let verdicts = 0;
  let verified = 0;
  for (let ids = store.idsAfter(0, idsPerPage); ids.length > 0;) {
    const [done, changes] = await verifySlice(ids, options);
    if (options.isCancelled()) {
      return verdicts;
    }
    if (changes.length > 0) {
      await whenFree(() => store.setFindings(changes));
      options.onChanged(changes.map(({ id }) => id));
    }
    verdicts += changes.filter(({ isVerdict }) => isVerdict).length;
    verified += done;
    options.onProgress(Math.min(verified, total), total);
    await nextTurn();
    if (options.isCancelled()) {
      return verdicts;
    }
    const last = ids[done - 1] ?? 0;
    ids = done < ids.length ? ids.slice(done) : store.idsAfter(last, idsPerPage);
  }
  return verdicts;
}
