import type { EngineMessage, EngineRequest } from '../../../src/protocol/engine.ts';
import type { EventDetail } from '../../../src/protocol/event.ts';
import type { EngineEnd } from '../../../src/host/engine/engineEnd.ts';
import type { EnginePort } from '../../../src/host/engine/enginePort.ts';
import type { ThreadCpu } from '../../../src/host/engine/hangJudge.ts';
import type { Translate } from '../../../src/host/words/translate.ts';
import type { EventSummary } from '../../../src/protocol/summary.ts';

/** English, as `vscode.l10n.t` answers where there is no translation. */
export const english: Translate = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (match, index: string) => String(values[Number(index)] ?? match));

/** An engine whose answers the test gives. */
export class FakePort implements EnginePort {
  readonly requests: EngineRequest[] = [];
  readonly answers: ((request: EngineRequest) => EngineMessage | null)[] = [];
  isTerminated = false;
  #onMessage: (message: EngineMessage) => void = () => undefined;
  #onEnd: (end: EngineEnd) => void = () => undefined;
  /** As it is while the loop of a real one turns. */
  beat = (): bigint => BigInt(Date.now());
  cpu = 0;

  post(request: EngineRequest): void {
    this.requests.push(request);
    for (const answer of this.answers) {
      const message = answer(request);
      if (message !== null) {
        queueMicrotask(() => this.say(message));
        return;
      }
    }
  }

  /** Answers every call of a name with a result. */
  answer(call: string, result: (params: EngineRequest['params']) => unknown): this {
    this.answers.push((request) =>
      request.call === call ? { type: 'answer', id: request.id, result: result(request.params) } : null,
    );
    return this;
  }

  say(message: EngineMessage): void {
    this.#onMessage(message);
  }

  /** Dies of an error. */
  end(detail: string): void {
    this.#onEnd({ why: 'error', detail, stack: '' });
  }

  onMessage(listener: (message: EngineMessage) => void): void {
    this.#onMessage = listener;
  }

  onEnd(listener: (end: EngineEnd) => void): void {
    this.#onEnd = listener;
  }

  lastBeat(): bigint {
    return this.beat();
  }

  askThread(): Promise<ThreadCpu> {
    return Promise.resolve({ cpu: this.cpu, isOwn: true });
  }

  terminate(): Promise<void> {
    this.isTerminated = true;
    return Promise.resolve();
  }

  dispose(): void {
    this.isTerminated = true;
  }

  get calls(): readonly string[] {
    return this.requests.map(({ call }) => call);
  }
}

export const summary: EventSummary = {
  id: 12,
  receivedAt: new Date(2026, 10, 23, 12, 2, 31).getTime(),
  verdict: 'invalid',
  title: 'backup error: Acme Database',
  method: 'POST',
  path: '/hooks/backups',
  provider: 'simplebackups',
  source: null,
  outcome: 'failure',
  complete: true,
  size: 391,
  fromBrowser: false,
};

export const detail: EventDetail = {
  summary,
  providerName: 'SimpleBackups',
  detection: { by: 'headers', headers: ['SB-Signature'] },
  reason: {
    code: 'mismatch',
    place: { header: 'SB-Signature' },
    proof: 'hmac',
    digestCharacters: 64,
    encoding: 'hex',
    secretLabels: ['Secret 1'],
  },
  httpVersion: '1.1',
  target: '/hooks/backups?team=1',
  headers: [
    ['Content-Type', 'application/json'],
    ['SB-Signature', 'ab'.repeat(32)],
  ],
  trailers: [],
  remoteAddress: '127.0.0.1',
  answer: { status: 200, headers: [['Cache-Control', 'no-store']], body: 'ok\n' },
  bodyMilliseconds: 1.25,
  content: null,
  facts: [
    { label: 'Status', kind: 'outcome', value: 'error' },
    { label: 'Duration', kind: 'milliseconds', value: '600000' },
    { label: 'Backup', kind: 'text', value: 'Acme Database', note: 'file' },
  ],
  idempotencyId: null,
  attempt: null,
  attempts: [],
  attemptsAtMost: 4,
  signing: 'possible',
  signer: { key: 'simplebackups', label: 'Secret 1' },
  signature: {
    provider: 'SimpleBackups',
    proof: 'hmac',
    algorithm: 'HMAC-SHA256',
    encoding: 'hex',
    signedContent: '{body}',
    absent: [],
    signedBytes: 391,
    place: { header: 'SB-Signature' },
    received: ['ab'.repeat(32)],
    url: null,
    sentAt: null,
    tolerance: null,
    matchedSecretLabel: null,
  },
  handshake: null,
  deliveries: [],
  forward: null,
};
