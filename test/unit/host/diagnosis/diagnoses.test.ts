import assert from 'node:assert/strict';
import { AutoExplain } from '../../../../src/host/diagnosis/autoExplain.ts';
import { Diagnoses } from '../../../../src/host/diagnosis/diagnoses.ts';
import { EngineClient } from '../../../../src/host/engineClient.ts';
import type { Diagnosis } from '../../../../src/protocol/diagnosis.ts';
import type { EngineRequest } from '../../../../src/protocol/engine.ts';
import type { EventSummary } from '../../../../src/protocol/event.ts';
import { FakePort, detail, summary } from '../fakes.ts';
import { diagnosisOf, recovered } from './samples.ts';

const idOf = (params: EngineRequest['params']): number => (params as { readonly id: number }).id;

function start() {
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const port = new FakePort();
  const engine = new EngineClient({ start: () => port, prepare: () => Promise.resolve(), onError });
  const diagnoses = new Diagnoses({ engine, budget: () => 250, onError });
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
    assert.deepEqual(diagnoses.stateOf(1), { kind: 'running', share: 0, automatic: false });
    assert.deepEqual(await asked, diagnosisOf({}));
    assert.deepEqual(diagnoses.stateOf(1), { kind: 'done', diagnosis: diagnosisOf({}), automatic: false });
    assert.deepEqual(port.requests[0]?.params, { id: 1, budget: 250 });
  });

  it('tells how far it is, and runs once for all who ask', async () => {
    const { port, diagnoses, changed } = start();
    const { answer } = slowly(port);
    const both = Promise.all([diagnoses.explain(1), diagnoses.explain(1)]);
    await settled();
    port.say({ type: 'diagnosing', id: 1, share: 0.4 });
    port.say({ type: 'diagnosing', id: 2, share: 0.4 });
    assert.deepEqual(diagnoses.stateOf(1), { kind: 'running', share: 0.4, automatic: false });
    answer(diagnosisOf({}));
    await both;
    assert.equal(port.calls.filter((call) => call === 'diagnose').length, 1);
    assert.deepEqual(changed, [1, 1, 1]);
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

describe('The first failure of a sender', () => {
  const failing = (id: number, changes: Partial<EventSummary> = {}): EventSummary => ({
    ...summary,
    ...changes,
    id,
  });

  function watch(isOn = true) {
    const { port, engine, errors } = start();
    const explained: number[] = [];
    const diagnoses = {
      explain: (id: number, automatic: boolean): Promise<void> => {
        assert.equal(automatic, true);
        explained.push(id);
        return Promise.resolve();
      },
    };
    const onError = (error: unknown): void => void errors.push(error);
    const watcher = new AutoExplain({ engine, diagnoses, isOn: () => isOn, onError });
    const capture = async (...newest: EventSummary[]): Promise<void> => {
      // The engine starts with the first call.
      port.answer('listEvents', () => ({ events: [], total: 0 }));
      await engine.call('listEvents', { limit: 1, before: null });
      port.say({ type: 'captured', count: newest.length, newest });
      await settled();
    };
    return { port, explained, capture, watcher };
  }

  it('is explained unasked, the oldest of several, once in a session', async () => {
    const { explained, capture } = watch();
    await capture(failing(3), failing(2), failing(1, { verdict: 'valid' }));
    await capture(failing(4));
    assert.deepEqual(explained, [2]);
  });

  it('is another one for each source, and for each provider without one', async () => {
    const { explained, capture } = watch();
    await capture(failing(1));
    await capture(failing(2, { provider: 'stripe' }), failing(3, { source: 'Acme' }));
    await capture(failing(4, { source: 'Acme', provider: 'stripe' }));
    assert.deepEqual([...explained].sort(), [1, 2, 3]);
  });

  it('may come of a secret that was saved', async () => {
    const { port, explained, capture } = watch();
    await capture(failing(1, { verdict: 'noSecret' }));
    assert.deepEqual(explained, []);
    port.answer('getEvent', () => ({ ...detail, summary: failing(1) }));
    port.say({ type: 'eventsChanged', ids: [1], gone: false });
    await settled();
    await settled();
    assert.deepEqual(explained, [1]);
  });

  it('waits to be asked where the setting says so, or nothing fails', async () => {
    const off = watch(false);
    await off.capture(failing(1));
    assert.deepEqual(off.explained, []);
    const { explained, capture } = watch();
    await capture(failing(1, { verdict: 'unsigned' }), failing(2, { verdict: 'refused' }));
    assert.deepEqual(explained, []);
  });
});
