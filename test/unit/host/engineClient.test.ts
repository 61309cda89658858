import assert from 'node:assert/strict';
import { HumanError } from '../../../src/common/errors.ts';
import { configureEngine } from '../../../src/host/configureEngine.ts';
import { EngineClient } from '../../../src/host/engineClient.ts';
import { usualSettings } from '../../faults/engineUnderTest.ts';
import { FakePort } from './fakes.ts';

function makeClient(ports: FakePort[]) {
  const errors: unknown[] = [];
  const started: FakePort[] = [];
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
  });
  return { client, started, errors };
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

  it('rejects what is pending when the engine dies, says so once, and starts another for the next call', async () => {
    const first = ready();
    const second = ready().answer('providers', () => []);
    const { client, started } = makeClient([first, second]);
    const reasons: string[] = [];
    client.onDied((reason) => reasons.push(reason));
    const pending = client.call('providers', null);
    await new Promise(setImmediate);
    first.end('out of memory');
    await assert.rejects(pending, /out of memory/);
    assert.deepEqual(reasons, ['out of memory']);
    assert.equal(client.isRunning, false);
    assert.deepEqual(await client.call('providers', null), []);
    assert.equal(started.length, 2);
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
});
