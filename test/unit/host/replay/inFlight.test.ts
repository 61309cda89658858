import assert from 'node:assert/strict';
import { InFlight } from '../../../../src/host/replay/inFlight.ts';

/** Work that is done, or fails, when it is said. */
function work() {
  let done = (): void => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => ([done, fail] = [resolve, reject]));
  return { promise, done: () => done(), fail: (error: Error) => fail(error) };
}

describe('What is on its way to an app', () => {
  it('is known by its event until there is a response, also where there is none', async () => {
    const changed: number[] = [];
    const inFlight = new InFlight((error) => assert.fail(String(error)));
    inFlight.onDidChange((event) => changed.push(event));
    const [slow, other] = [work(), work()];
    const first = inFlight.during(7, 'http://localhost:3000/', slow.promise);
    const second = inFlight.during(7, 'http://localhost:4000/', other.promise);
    assert.equal(inFlight.targetOf(7), 'http://localhost:4000/');
    assert.equal(inFlight.targetOf(8), null);
    other.fail(new Error('The engine has stopped.'));
    await assert.rejects(second, /has stopped/);
    assert.equal(inFlight.targetOf(7), 'http://localhost:3000/');
    slow.done();
    await first;
    assert.equal(inFlight.targetOf(7), null);
    assert.deepEqual(changed, [7, 7, 7, 7]);
  });

  it('is of no event where a request of a file is sent', async () => {
    const inFlight = new InFlight((error) => assert.fail(String(error)));
    inFlight.onDidChange(() => assert.fail('Nothing is of an event.'));
    assert.equal(await inFlight.during(null, 'http://localhost:3000/', Promise.resolve(200)), 200);
  });
});
