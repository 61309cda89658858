import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { EndedWith, HumanError } from '../../../../src/common/errors.ts';
import { configureEngine } from '../../../../src/host/engine/configureEngine.ts';
import type { EngineDeath } from '../../../../src/host/engine/engineEnd.ts';
import { EngineClient } from '../../../../src/host/engine/engineClient.ts';
import { usualSettings } from '../../../faults/engineUnderTest.ts';
import { english, FakePort } from '../fakes.ts';

function makeClient(ports: FakePort[]) {
  const errors: unknown[] = [];
  const started: FakePort[] = [];
  const clock = { now: 0 };
  const client = new EngineClient({
    start: () => {
      const port = ports[started.length] ?? new FakePort();
      started.push(port);
      return port;
    },
    prepare: async (engine) => {
      await engine.call('setSecrets', { secrets: {}, verifyAgain: false });
    },
    onError: (error) => errors.push(error),
    t: english,
    now: () => clock.now,
  });
  return { client, started, errors, clock };
}

const ready = (): FakePort => new FakePort().answer('setSecrets', () => ({ changed: 0 }));

describe('Settings', () => {
  it('reach the engine with their sources and forwards before what is asked next', async () => {
    const port = ready();
    const { client } = makeClient([port]);
    await client.call('setSecrets', { secrets: {}, verifyAgain: false });
    // Neither is answered: what is said of forwarding waits for no stored event.
    void configureEngine(client, { forwards: [], engine: usualSettings });
    port.answer('checkTarget', () => ({ kind: 'allowed' }));
    await client.call('checkTarget', { target: 'http://localhost:3000/', toListener: false });
    assert.deepEqual(port.calls.slice(2), ['setForwards', 'configure', 'checkTarget']);
  });
});

describe('The line to the engine', () => {
  it('starts it with the first call, and tells it the secrets before anything else', async () => {
    const port = ready().answer('providers', () => []);
    const { client, started } = makeClient([port]);
    assert.equal(started.length, 0);
    assert.equal(client.isRunning, false);
    const answers = await Promise.all([client.call('providers', null), client.call('providers', null)]);
    assert.deepEqual(answers, [[], []]);
    assert.equal(started.length, 1);
    assert.deepEqual(port.calls, ['setSecrets', 'providers', 'providers']);
  });

  it('goes on where the secrets could not be told', async () => {
    const port = new FakePort().answer('providers', () => []);
    port.answers.push(({ id }) => ({ type: 'error', id, message: 'no keyring', forPerson: false }));
    const { client, errors } = makeClient([port]);
    assert.deepEqual(await client.call('providers', null), []);
    assert.equal(errors.length, 1);
  });

  it('rejects with words for a person where there are some, else with a bug', async () => {
    const port = ready();
    port.answers.push(({ id, call }) => ({
      type: 'error',
      id,
      message: 'because',
      forPerson: call === 'clearEvents',
    }));
    const { client } = makeClient([port]);
    await assert.rejects(client.call('clearEvents', null), HumanError);
    await assert.rejects(client.call('providers', null), (error) => !(error instanceof HumanError));
  });

  it('passes news on, each kind to those who listen for it', async () => {
    const port = ready().answer('providers', () => []);
    const { client } = makeClient([port]);
    const heard: number[] = [];
    const subscription = client.on('captured', ({ count }) => heard.push(count));
    await client.call('providers', null);
    port.say({ type: 'captured', count: 3, newest: [] });
    port.say({ type: 'verifying', done: 1, total: 2 });
    subscription.dispose();
    port.say({ type: 'captured', count: 4, newest: [] });
    assert.deepEqual(heard, [3]);
  });

  it('rejects what is pending when the engine dies, says so once, and starts another at once', async () => {
    const first = ready();
    const second = ready().answer('providers', () => []);
    const { client, started } = makeClient([first, second]);
    const deaths: EngineDeath[] = [];
    client.onDied((death) => deaths.push(death));
    const read = client.call('providers', null);
    const act = client.call('clearEvents', null);
    await new Promise(setImmediate);
    first.beat = () => 7n;
    first.end('boom');
    // What the views show is asked for again; a person is told of what was not finished.
    await assert.rejects(read, EndedWith);
    await assert.rejects(
      act,
      (error) => error instanceof HumanError && /“Delete events”.*boom/.test(error.message),
    );
    const end = { why: 'error', detail: 'boom', stack: '' };
    assert.deepEqual(deaths, [{ end, since: 7, isLast: false }]);
    assert.equal(started.length, 2);
    assert.deepEqual(await client.call('providers', null), []);
    assert.deepEqual(second.calls, ['setSecrets', 'providers']);
    assert.equal(started.length, 2);
  });

  it('has the views look again at what another engine knows, once that is prepared', async () => {
    const [first, second] = [ready(), ready()];
    const { client } = makeClient([first, second]);
    const heard: unknown[] = [];
    client.on('eventsChanged', ({ ids, gone }) => heard.push([ids, gone, [...second.calls]]));
    void client.call('providers', null).catch(() => undefined);
    await new Promise(setImmediate);
    assert.deepEqual(heard, []);
    first.end('boom');
    await new Promise(setImmediate);
    assert.deepEqual(heard, [[null, true, ['setSecrets']]]);
  });

  it('is given up after three deaths in a minute, until a person wants it again', async () => {
    const ports = Array.from({ length: 6 }, () => ready().answer('providers', () => []));
    const { client, started, clock } = makeClient(ports);
    const last: boolean[] = [];
    client.onDied(({ isLast }) => last.push(isLast));
    await client.call('providers', null);
    for (const now of [0, 30_000, 61_000]) {
      clock.now = now;
      started.at(-1)?.end('boom');
    }
    assert.deepEqual(last, [false, false, false]);
    clock.now = 61_500;
    started.at(-1)?.end('boom');
    assert.deepEqual(last, [false, false, false, true]);
    assert.equal(client.isRunning, false);
    await assert.rejects(
      client.call('providers', null),
      (error) => error instanceof HumanError && /3 times.*boom.*Run Start Listener/.test(error.message),
    );
    client.revive();
    assert.deepEqual(await client.call('providers', null), []);
    started.at(-1)?.end('boom');
    assert.equal(last.at(-1), false, 'one death is one again');
  });

  it('closes in good order, and says nothing of the end that it wanted', async () => {
    const port = ready()
      .answer('providers', () => [])
      .answer('close', () => null);
    const { client } = makeClient([port]);
    let died = 0;
    client.onDied(() => (died += 1));
    await client.call('providers', null);
    await client.close(1000);
    port.end('exit code 0');
    assert.deepEqual(port.calls.at(-1), 'close');
    assert.equal(port.isTerminated, true);
    assert.equal(died, 0);
    await assert.rejects(client.call('providers', null), /closed/);
  });

  it('does not wait for an engine that does not answer its end', async () => {
    const port = ready().answer('providers', () => []);
    const { client } = makeClient([port]);
    await client.call('providers', null);
    await client.close(1);
    assert.equal(port.isTerminated, true);
  });

  it('closes without having started', async () => {
    const { client, started } = makeClient([]);
    await client.close(1000);
    assert.equal(started.length, 0);
  });

  let now = 0;

  /** So many looks at the engine, a quarter of a second apart, and what they lead to. */
  async function look(times: number): Promise<void> {
    for (let left = times; left > 0; left -= 1) {
      now += 250;
      mock.timers.tick(250);
      await new Promise(setImmediate);
    }
  }

  describe('that does not answer', () => {
    beforeEach(() => {
      mock.timers.enable({ apis: ['setInterval', 'setTimeout'] });
      mock.method(performance, 'now', () => now);
    });
    afterEach(() => {
      mock.timers.reset();
      mock.restoreAll();
    });

    it('gives a call up after its time, and says which, while the engine goes on', async () => {
      const port = ready();
      let beats = 0n;
      port.beat = () => (beats += 1n);
      const { client, started } = makeClient([port]);
      const read = assert.rejects(
        client.call('providers', null),
        /“Read events” got no response.* within 20 s/,
      );
      const stop = assert.rejects(client.call('stopListener', null), /“Stop Listener”.* within 10 s/);
      let isExplained = false;
      void client.call('diagnose', { id: 1, budget: 1 }).then(() => (isExplained = true));
      await look(41);
      await stop;
      await look(40);
      await read;
      await look(500);
      // A search has a limit of its own.
      port.say({ type: 'answer', id: 4, result: null });
      await new Promise(setImmediate);
      assert.equal(isExplained, true);
      assert.equal(started.length, 1);
      await client.close(0);
    });

    it('is ended and started again where it hangs, with the time of its last beat', async () => {
      const [first, second] = [ready(), ready().answer('providers', () => [])];
      first.beat = () => 5n;
      const { client, started } = makeClient([first, second]);
      const deaths: unknown[] = [];
      client.onDied(({ end, since }) => deaths.push([end.why, since]));
      const pending = assert.rejects(client.call('answerNext', null), HumanError);
      await look(7);
      assert.deepEqual(deaths, []);
      await look(3);
      await pending;
      assert.equal(first.isTerminated, true);
      assert.deepEqual(deaths, [['hung', 5]]);
      assert.equal(started.length, 2);
      assert.deepEqual(await client.call('providers', null), []);
    });

    it('is waited for longer where it was asked for a lot, and after it seemed to hang before', async () => {
      const [first, second] = [ready(), ready()];
      first.beat = () => 5n;
      second.beat = () => 6n;
      const { client, started } = makeClient([first, second, ready()]);
      void client.call('copyAs', { id: 1, form: 'fetch', masked: false, origin: '' }).catch(() => undefined);
      await look(55);
      assert.equal(started.length, 1);
      await look(10);
      assert.equal(started.length, 2);
      await look(11);
      assert.equal(started.length, 2);
      await look(5);
      assert.equal(started.length, 3);
    });

    it('does not keep the next one waiting where its thread does not go', async () => {
      const [first, second] = [ready(), ready().answer('providers', () => [])];
      first.terminate = () => new Promise(() => undefined);
      const { client } = makeClient([first, second]);
      void client.call('clearEvents', null).catch(() => undefined);
      await new Promise(setImmediate);
      const ended = client.end();
      const asked = client.call('providers', null);
      await look(5);
      assert.equal(await ended, false);
      assert.deepEqual(await asked, []);
    });
  });
});
