import assert from 'node:assert/strict';
import { TemporaryAnswers } from '../../../../src/host/responses/temporaryAnswers.ts';
import { EngineClient } from '../../../../src/host/engine/engineClient.ts';
import { rule, wanted } from '../../answerRules.ts';
import { english, FakePort } from '../fakes.ts';

describe('What is answered for a while', () => {
  it('is what the engine says; an engine that has died says nothing, and the next one is told', async () => {
    const port = new FakePort().answer('answerNext', () => null);
    const onError = (error: unknown): void => assert.fail(String(error));
    const engine = new EngineClient({
      start: () => port,
      prepare: () => Promise.resolve(),
      onError,
      t: english,
    });
    const answers = new TemporaryAnswers(engine, onError);
    const told: (number | null)[] = [];
    answers.onDidChange((current) => told.push(current?.remaining ?? null));
    const temporary = { source: null, rule: rule([wanted(500)]), remaining: 2 };
    await engine.call('answerNext', temporary);
    port.say({ type: 'answering', temporary });
    port.say({ type: 'answering', temporary: { ...temporary, remaining: 1 } });
    assert.equal(answers.current?.remaining, 1);
    port.end('killed');
    assert.equal(answers.current, null);
    assert.deepEqual(told, [2, 1, null]);
    await new Promise(setImmediate);
    assert.deepEqual(
      port.requests.map(({ call, params }) => [call, (params as { remaining: number }).remaining]),
      [
        ['answerNext', 2],
        ['answerNext', 1],
      ],
    );
  });
});
