import type { RuntimeBreak } from '../../../../src/protocol/diagnosis.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import { detail, summary } from '../fakes.ts';
import type { Reason } from '../../../../src/protocol/reason.ts';
import type { Delivery } from '../../../../src/protocol/delivery.ts';

export const matches: Extract<Reason, { readonly code: 'matches' }> = {
  code: 'matches',
  place: { header: 'SB-Signature' },
  proof: 'hmac',
  algorithm: 'HMAC-SHA256',
  secretLabel: 'Secret 1',
  coverage: { kind: 'body', bytes: 391 },
};

export function answered(status: number, changes: Partial<Delivery> = {}): Delivery {
  return {
    id: 3,
    kind: 'replay',
    request: null,
    at: summary.receivedAt + 60_000,
    target: 'http://localhost:3000/',
    milliseconds: 12.34,
    answer: { status, headers: [['X-Why', 'no']], body: new TextEncoder().encode('bad signature'), size: 13 },
    failure: null,
    ...changes,
  };
}

export function failed(code: string, detailText = code): Delivery {
  return { ...answered(0), answer: null, failure: { code, detail: detailText } };
}

/** A valid event that was sent on, the newest delivery first. */
export function validEvent(deliveries: readonly Delivery[], changes: Partial<EventDetail> = {}): EventDetail {
  return { ...detail, summary: { ...summary, verdict: 'valid' }, reason: matches, deliveries, ...changes };
}

const slash = { offset: 58, received: '\\/', signed: '/' };
const unescaped = { first: slash, count: 3, kinds: ['json-slashes'] } as const;

/** Of a body with `\/` in it. */
export const slashBreaks: readonly RuntimeBreak[] = [
  { runtime: 'node', expression: 'JSON.stringify(JSON.parse(body))', ...unescaped },
  { runtime: 'php', expression: 'json_encode(json_decode($body, true))', first: null, count: 0, kinds: [] },
  { runtime: 'python', expression: 'json.dumps(json.loads(body))', ...unescaped },
  { runtime: 'go', expression: 'json.Marshal(value)', ...unescaped },
];

export const noBreaks: readonly RuntimeBreak[] = slashBreaks.map((change) => ({
  ...change,
  first: null,
  count: 0,
  kinds: [],
}));
