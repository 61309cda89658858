import { answers } from '../../../../src/engine/capture/answers.ts';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import type { EventStore } from '../../../../src/engine/store/eventStore.ts';
import type { NewEvent, StoredEvent } from '../../../../src/engine/store/storedEvent.ts';

export function capturedRequest(change: Partial<CapturedRequest> = {}): CapturedRequest {
  return {
    receivedAt: 1_700_000_000_000,
    remoteAddress: '127.0.0.1',
    httpVersion: '1.1',
    method: 'POST',
    target: '/hooks/backups?x=1',
    rawHeaders: ['Host', 'localhost', 'X-Twice', '1', 'x-twice', '2', '__proto__', 'caf\u00e9'],
    rawTrailers: [],
    body: Buffer.from([0, 1, 2, 0xff, 0xfe]),
    bodyMilliseconds: 3,
    declaredLength: 5,
    complete: true,
    refusal: null,
    ...change,
  };
}

export function newEvent(change: Partial<CapturedRequest> = {}): NewEvent {
  const place = { header: 'SB-Signature' };
  const reason = { code: 'noSecret', place, provider: 'SimpleBackups' } as const;
  return {
    request: capturedRequest(change),
    findings: {
      provider: 'simplebackups',
      source: null,
      detection: { by: 'headers', headers: ['SB-Signature'] },
      verdict: 'noSecret',
      reason,
      title: 'backup success',
      outcome: 'success',
    },
    answer: answers.stored,
  };
}

/** Adds events in one turn; resolves with what became of each. */
export function addAll(store: EventStore, events: readonly NewEvent[]): Promise<(StoredEvent | Error)[]> {
  return Promise.all(
    events.map((event) => new Promise<StoredEvent | Error>((done) => store.add(event, done))),
  );
}
