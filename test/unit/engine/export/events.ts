import type { StoredEvent } from '../../../../src/engine/store/storedEvent.ts';
import type { HeaderPair } from '../../../../src/protocol/http.ts';

/** A stored event with this request; everything else is the same each time. */
export function storedEvent(
  body: Uint8Array,
  headers: readonly HeaderPair[] = [['Content-Type', 'application/json']],
  { method = 'POST', target = '/hooks/backups', title = 'backup success: Acme' } = {},
): StoredEvent {
  return {
    id: 12,
    answer: null,
    findings: {
      provider: 'simplebackups',
      source: null,
      detection: { by: 'nothing' },
      verdict: 'valid',
      reason: { code: 'unrecognised' },
      title,
      outcome: 'unknown',
    },
    request: {
      receivedAt: Date.UTC(2026, 10, 23, 12),
      remoteAddress: '127.0.0.1',
      httpVersion: '1.1',
      method,
      target,
      rawHeaders: [...([['Host', 'hooks.example.com']] as const), ...headers].flat(),
      rawTrailers: [],
      body,
      bodyMilliseconds: 1,
      declaredLength: body.length,
      complete: true,
      refusal: null,
    },
  };
}
