import assert from 'node:assert/strict';
import type { RuntimeBreak } from '../../../../src/protocol/diagnosis.ts';
import type { PanelMessage } from '../../../../src/protocol/webview.ts';
import { BodyBreaks } from '../../../../src/host/diagnosis/bodyBreaks.ts';
import { PanelDeliveries } from '../../../../src/host/replay/panelDeliveries.ts';
import type { EngineCaller } from '../../../../src/host/engine/engineClient.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english, summary } from '../fakes.ts';
import { answered, slashBreaks, validEvent } from './samples.ts';

const words = { t: english, times: new Times('en', () => summary.receivedAt) };

/** An engine that answers when the test says so. */
class SlowEngine implements EngineCaller {
  readonly asked: ((breaks: readonly RuntimeBreak[]) => void)[] = [];

  call<T>(): Promise<T> {
    return new Promise((resolve) => this.asked.push((breaks) => resolve(breaks as T)));
  }
}

describe('What a panel is told of deliveries', () => {
  let engine: SlowEngine;
  let posted: PanelMessage[];
  let deliveries: PanelDeliveries;

  beforeEach(() => {
    engine = new SlowEngine();
    posted = [];
    const post = (message: PanelMessage) => Promise.resolve(void posted.push(message));
    deliveries = new PanelDeliveries({ breaks: new BodyBreaks(engine), words, post });
  });
  const types = (): string[] => posted.map(({ type }) => type);

  it('is all of it at first, and later only what is new', async () => {
    const first = validEvent([answered(200)]);
    await deliveries.send(first, true);
    await deliveries.send(first, false);
    assert.deepEqual(types(), ['deliveries', 'fault']);
    await deliveries.send(first, true);
    await deliveries.send(validEvent([answered(200, { id: 4 }), answered(200)]), false);
    assert.deepEqual(types(), Array(3).fill(['deliveries', 'fault']).flat());
    assert.equal(engine.asked.length, 0);
  });

  it('is the deliveries at once, and whose fault it is as soon as that is known', async () => {
    const sent = deliveries.send(validEvent([answered(401)]), true);
    await Promise.resolve();
    assert.deepEqual(types(), ['deliveries']);
    engine.asked[0]?.(slashBreaks);
    await sent;
    const fault = posted[1]?.type === 'fault' ? posted[1].fault : null;
    assert.match(fault?.causes[0] ?? '', /Node\.js/);
  });

  it('is no fault of a delivery that another one followed meanwhile', async () => {
    const refused = deliveries.send(validEvent([answered(401)]), true);
    await Promise.resolve();
    await deliveries.send(validEvent([answered(200, { id: 4 }), answered(401)]), false);
    engine.asked[0]?.(slashBreaks);
    await refused;
    const faults = posted.flatMap((message) => (message.type === 'fault' ? [message.fault] : []));
    assert.deepEqual(faults, [null]);
  });

  it('asks for the runtimes once at a time', async () => {
    const breaks = new BodyBreaks(engine);
    const both = Promise.all([breaks.of(1), breaks.of(1)]);
    assert.equal(engine.asked.length, 1);
    engine.asked[0]?.(slashBreaks);
    assert.deepEqual(await both, [slashBreaks, slashBreaks]);
    void breaks.of(1);
    assert.equal(engine.asked.length, 2);
  });
});
