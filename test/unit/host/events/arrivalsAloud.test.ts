import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { EngineMessage } from '../../../../src/protocol/engine.ts';
import { ArrivalsAloud } from '../../../../src/host/events/arrivalsAloud.ts';
import type { EngineClient } from '../../../../src/host/engine/engineClient.ts';
import { english, summary } from '../fakes.ts';

type Captured = Extract<EngineMessage, { readonly type: 'captured' }>;

describe('Arrivals for screen readers', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('are read out with verdict and title, and as a number where more come than can be heard', () => {
    let capture: (news: Captured) => void = () => undefined;
    const engine: Pick<EngineClient, 'on'> = {
      on: (_type, listener) => {
        capture = listener as (news: Captured) => void;
        return { dispose: () => undefined };
      },
    };
    const said: string[] = [];
    const aloud = new ArrivalsAloud({ engine, panels: { announce: (text) => said.push(text) }, t: english });
    const arrive = (count: number): void =>
      capture({ type: 'captured', count, newest: [{ ...summary, title: 'a\u202eb' }] });
    arrive(1);
    assert.deepEqual(said, ['New event. Invalid: a\\u202eb']);
    arrive(40);
    arrive(1_200);
    assert.equal(said.length, 1);
    mock.timers.tick(4_000);
    assert.deepEqual(said.slice(1), ['1,240 new events']);
    mock.timers.tick(8_000);
    assert.equal(said.length, 2);
    aloud.dispose();
  });
});
