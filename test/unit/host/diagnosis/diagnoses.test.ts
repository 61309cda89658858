import assert from 'node:assert/strict';
import { AutoExplain } from '../../../../src/host/diagnosis/autoExplain.ts';
import { Diagnoses } from '../../../../src/host/diagnosis/diagnoses.ts';
import { EngineClient } from '../../../../src/host/engine/engineClient.ts';
import type { Diagnosis } from '../../../../src/protocol/diagnosis.ts';
import type { EngineRequest } from '../../../../src/protocol/engine.ts';
import { english, FakePort, detail, summary } from '../fakes.ts';
import { diagnosisOf, recovered } from './samples.ts';
import type { EventSummary } from '../../../../src/protocol/summary.ts';

const idOf = (params: EngineRequest['params']): number => (params as { readonly id: number }).id;

function start(budget = 250) {
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const port = new FakePort();
  const engine = new EngineClient({
    start: () => port,
    prepare: () => Promise.resolve(),
    onError,
    t: english,
  });
  const diagnoses = new Diagnoses({ engine, budget: () => budget, onError });
  const changed: number[] = [];
  diagnoses.onDidChange((id) => changed.push(id));
  return { port, engine, diagnoses, changed, errors };
}

/** Answers a diagnosis when it is told to. */
function slowly(port: FakePort): { readonly answer: (result: Diagnosis | null) => void } {
  const asked: EngineRequest[] = [];
  port.answers.push((request) => {
    if (request.call === 'diagnose') {
      asked.push(request);
    }
    return null;
  });
  return {
    answer: (result) => asked.forEach(({ id }) => port.say({ type: 'answer', id, result })),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Diagnoses', () => {
  it('asks within the budget, and keeps the answer', async () => {
    const { port, diagnoses } = start();
    port.answer('diagnose', () => diagnosisOf({}));
    assert.equal(diagnoses.stateOf(1), null);
    const asked = diagnoses.explain(1);
    assert.deepEqual(diagnoses.stateOf(1), { kind: 'running', share: 0 });
    assert.deepEqual(await asked, diagnosisOf({}));
    assert.deepEqual(diagnoses.stateOf(1), { kind: 'done', diagnosis: diagnosisOf({}) });
    assert.deepEqual(port.requests[0]?.params, { id: 1, budget: 250 });
  });

  it('tells how far it is, and runs once for all who ask', async () => {
    const { port, diagnoses, changed } = start();
    const { answer } = slowly(port);
    const both = Promise.all([diagnoses.explain(1), diagnoses.explain(1)]);
    await settled();
    port.say({ type: 'diagnosing', id: 1, share: 0.4 });
    port.say({ type: 'diagnosing', id: 2, share: 0.4 });
    assert.deepEqual(diagnoses.stateOf(1), { kind: 'running', share: 0.4 });
    answer(diagnosisOf({}));
    await both;
    assert.equal(port.calls.filter((call) => call === 'diagnose').length, 1);
    assert.deepEqual(changed, [1, 1, 1]);
  });

  it('finds the body that was signed again, also where a quick look before it did not', async () => {
    const { port, diagnoses } = start(2000);
    const quick = diagnosisOf({ level: 'likely', isCutShort: true });
    port.answer('diagnose', (params) =>
      (params as { readonly budget: number }).budget === 2000 ? diagnosisOf({ recovered }) : quick,
    );
    const looked = diagnoses.explainQuickly(1);
    assert.deepEqual(await diagnoses.recoveredBody(1), recovered);
    await looked;
    assert.deepEqual(await diagnoses.recoveredBody(1), recovered);
    assert.equal(port.calls.length, 2);
  });

  it('finds no such body where there is none, without looking twice', async () => {
    const { port, diagnoses } = start();
    port.answer('diagnose', () => diagnosisOf({}));
    assert.equal(await diagnoses.recoveredBody(1), null);
    assert.equal(port.calls.length, 1);
  });

  it('ends when it is cancelled, and drops what comes later', async () => {
    const { port, diagnoses } = start();
    const { answer } = slowly(port);
    port.answer('cancelDiagnosis', () => null);
    const asked = diagnoses.explain(1);
    await settled();
    await diagnoses.cancel(1);
    assert.equal(diagnoses.stateOf(1), null);
    answer(diagnosisOf({}));
    assert.equal(await asked, null);
    assert.equal(diagnoses.stateOf(1), null);
  });

  it('can be asked again after the engine failed', async () => {
    const { port, diagnoses } = start();
    port.answers.push(({ call, id }) =>
      call === 'diagnose' ? { type: 'error', id, message: 'no', forPerson: true } : null,
    );
    await assert.rejects(diagnoses.explain(1), /no/);
    assert.equal(diagnoses.stateOf(1), null);
  });

  it('forgets what is about an event with another verdict, or one that is gone', async () => {
    const { port, diagnoses } = start();
    port.answer('diagnose', () => diagnosisOf({}));
    port.answer('getEvent', (params) => (idOf(params) === 2 ? null : detail));
    await Promise.all([1, 2, 3].map((id) => diagnoses.explain(id)));
    port.say({ type: 'eventsChanged', ids: [3], gone: false });
    await settled();
    assert.equal(diagnoses.stateOf(3), null);
    port.say({ type: 'eventsChanged', ids: null, gone: true });
    await settled();
    await settled();
    assert.deepEqual([diagnoses.stateOf(1)?.kind, diagnoses.stateOf(2)], ['done', null]);
  });

  it('keeps a bounded number, and a bounded number of recovered bytes', async () => {
    const { port, diagnoses } = start();
    const large = diagnosisOf({ recovered: { ...recovered, body: new Uint8Array(30 * 1024 * 1024) } });
    port.answer('diagnose', (params) => (idOf(params) > 100 ? large : diagnosisOf({})));
    const kept = (ids: readonly number[]): number =>
      ids.filter((id) => diagnoses.stateOf(id) !== null).length;
    const small = Array.from({ length: 60 }, (_, index) => index + 1);
    for (const id of small) {
      await diagnoses.explain(id);
    }
    assert.equal(kept(small), 50);
    assert.notEqual(diagnoses.stateOf(60), null);
    for (const id of [101, 102, 103]) {
      await diagnoses.explain(id);
    }
    assert.deepEqual([kept([101]), kept([102, 103])], [0, 2]);
  });
});

describe('An explanation that nobody asked for', () => {
  const failing = (id: number, changes: Partial<EventSummary> = {}): EventSummary => ({
    ...summary,
    ...changes,
    id,
  });

  /** Explanations end when they are told to. */
  function watch(isOn = true, isSlow = false) {
    const { port, engine, diagnoses, errors } = start();
    const rests: number[] = [];
    let time = 0;
    const onError = (error: unknown): void => void errors.push(error);
    const pause = (milliseconds: number): Promise<void> => {
      rests.push(milliseconds);
      return Promise.resolve();
    };
    const now = (): number => (time += 20);
    new AutoExplain({ engine, diagnoses, isOn: () => isOn, now, pause, onError });
    port.answer('listEvents', () => ({ events: [], total: 0 }));
    const slow = isSlow ? slowly(port) : null;
    if (slow === null) {
      port.answer('diagnose', () => diagnosisOf({}));
    }
    const answer = (): void => slow?.answer(diagnosisOf({}));
    const explained = (): readonly number[] =>
      port.requests.filter(({ call }) => call === 'diagnose').map(({ params }) => idOf(params));
    const capture = async (...newest: EventSummary[]): Promise<void> => {
      // The engine starts with the first call.
      await engine.call('listEvents', { limit: 1, before: null });
      port.say({ type: 'captured', count: newest.length, newest });
      for (let turn = 0; turn < 10; turn += 1) {
        await settled();
      }
    };
    return { port, explained, capture, rests, diagnoses, answer };
  }

  it('is of every failure that arrives, whoever sent it, the newest first', async () => {
    const { port, explained, capture } = watch();
    await capture(failing(3), failing(2), failing(1, { verdict: 'valid' }));
    await capture(failing(4), failing(5, { verdict: 'missing', source: 'Acme' }));
    assert.deepEqual(explained(), [3, 2, 4, 5]);
    const budgets = port.requests
      .filter(({ call }) => call === 'diagnose')
      .map(({ params }) => (params as { readonly budget: number }).budget);
    assert.deepEqual(new Set(budgets), new Set([300]));
  });

  it('may come of a secret that was saved', async () => {
    const { port, explained, capture } = watch();
    await capture(failing(1, { verdict: 'noSecret' }));
    assert.deepEqual(explained(), []);
    port.answer('getEvent', () => ({ ...detail, summary: failing(1) }));
    port.say({ type: 'eventsChanged', ids: [1], gone: false });
    await settled();
    await settled();
    assert.deepEqual(explained(), [1]);
  });

  it('is made once, and again when secrets or settings change', async () => {
    const { port, explained, capture, diagnoses } = watch();
    await capture(failing(1));
    await capture(failing(1));
    assert.deepEqual(explained(), [1]);
    port.answer('getEvent', () => ({ ...detail, summary: failing(1) }));
    port.say({ type: 'learned' });
    assert.equal(diagnoses.stateOf(1), null);
    await settled();
    await settled();
    assert.deepEqual(explained(), [1, 1]);
  });

  it('is of the newest of a flood, and rests for as long as it works', async () => {
    const { explained, capture, rests, answer } = watch(true, true);
    for (let first = 1; first <= 500; first += 20) {
      const newest = Array.from({ length: 20 }, (_, index) => failing(first + 19 - index));
      await capture(...newest);
    }
    assert.equal(explained().length, 1, 'one at a time');
    for (let turn = 0; turn < 60; turn += 1) {
      answer();
      await settled();
    }
    const newest = Array.from({ length: 20 }, (_, index) => 500 - index);
    assert.deepEqual(explained(), [20, ...newest]);
    assert.ok(rests.length === 21 && rests.every((rest) => rest > 0), rests.join());
  });

  it('waits to be asked where the setting says so, or nothing fails', async () => {
    const off = watch(false);
    await off.capture(failing(1));
    assert.deepEqual(off.explained(), []);
    const { explained, capture } = watch();
    const others = ['unsigned', 'refused', 'unrecognised', 'noSecret', 'authenticated'] as const;
    await capture(...others.map((verdict, index) => failing(index + 1, { verdict })));
    assert.deepEqual(explained(), []);
  });
});
