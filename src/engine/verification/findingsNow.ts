import { inspect } from './inspect.ts';
import type { Knowledge } from './knowledge.ts';
import type { Findings, StoredEvent } from '../store/storedEvent.ts';

/** A handshake was answered when it came, or it was not: what is known later does not change that. */
function asAnswered(findings: Findings, { findings: { reason: stored } }: StoredEvent): Findings {
  const { reason } = findings;
  if (reason.code !== 'handshake') {
    return findings;
  }
  const result = stored.code === 'handshake' ? stored.result : 'notAnswered';
  return { ...findings, reason: { ...reason, result } };
}

/** What is said now of a stored event. `chosen` is the scheme id that a person named for it. */
export function findingsNow(event: StoredEvent, knowledge: Knowledge, chosen: string | null): Findings {
  return asAnswered(
    inspect(event.request, knowledge, chosen, knowledge.sources.ofStored(event)).findings,
    event,
  );
}
