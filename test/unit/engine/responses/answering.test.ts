import assert from 'node:assert/strict';
import { Answering, type Plan } from '../../../../src/engine/responses/answering.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { TemporaryAnswer } from '../../../../src/protocol/answering.ts';
import { rule, wanted } from '../../answerRules.ts';
import { capturedRequest } from '../store/events.ts';
import { statusOf } from '../../../../src/protocol/http.ts';

const sequence = rule([wanted(500), wanted(503), wanted(200)]);
const source = { name: 'Acme', path: '/', provider: null, publicUrl: null, answer: sequence };
const settings = { sources: [source], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
const request = inspect(capturedRequest({ target: '/' }), new Knowledge(settings, {}));

describe('What is to be answered', () => {
  let told: (TemporaryAnswer | null)[];
  let answering: Answering;

  const plan = (): Plan => answering.plan(request);
  const status = (): number | null => statusOf(plan().answer);

  beforeEach(() => {
    told = [];
    answering = new Answering([source], (temporary) => told.push(temporary));
  });

  it('is the same again after a request that could not be stored', () => {
    assert.equal(status(), 500);
    plan().undo();
    assert.deepEqual([status(), status()], [503, 200]);
  });

  it('is what is set for a while, for as many requests as are stored', () => {
    answering.setTemporary({ source: 'Acme', rule: rule([wanted(429)]), remaining: 1 });
    const lost = plan();
    assert.deepEqual([lost.stands, told.at(-1)], [true, null]);
    lost.undo();
    assert.equal(told.at(-1)?.remaining, 1);
    assert.deepEqual([status(), status()], [429, 500]);
    assert.equal(told.at(-1), null);
  });

  it('is not what was ended meanwhile', () => {
    answering.setTemporary({ source: null, rule: rule([wanted(429)]), remaining: 2 });
    const lost = plan();
    answering.setTemporary(null);
    lost.undo();
    assert.deepEqual([told.at(-1), status()], [null, 500]);
  });

  it('goes on when the source is renamed, and ends with the source', () => {
    assert.equal(status(), 500);
    answering.setTemporary({ source: 'Acme', rule: rule([wanted(429)]), remaining: 2 });
    assert.equal(status(), 429);
    const renamed = { ...source, id: 'Acme', name: 'Acme EU' };
    answering.configure([renamed]);
    assert.deepEqual([told.at(-1)?.source, told.at(-1)?.remaining], ['Acme EU', 1]);
    const now = inspect(
      capturedRequest({ target: '/' }),
      new Knowledge({ ...settings, sources: [renamed] }, {}),
    );
    const next = (): number | null => statusOf(answering.plan(now).answer);
    assert.deepEqual([next(), next(), next()], [429, 503, 200]);
    answering.setTemporary({ source: 'Acme EU', rule: rule([wanted(429)]), remaining: 2 });
    answering.configure([{ ...source, name: 'Other', id: 'Other' }]);
    assert.equal(told.at(-1), null);
  });
});
