import assert from 'node:assert/strict';
import { Emitter } from '../../../src/common/event.ts';
import type { ListenerState } from '../../../src/protocol/engine.ts';
import { EngineClient } from '../../../src/host/engineClient.ts';
import { ListenerControl } from '../../../src/host/listenerControl.ts';
import { readSettings, type Settings } from '../../../src/host/settings.ts';
import { FakePort } from './fakes.ts';

const taken = (host: string, port: number): ListenerState => ({
  kind: 'failed',
  host,
  port,
  why: 'portInUse',
  nextFreePort: port + 1,
  detail: 'EADDRINUSE',
});

function settingsWith(port: number): Settings {
  return { ...readSettings(() => undefined).settings, port };
}

function setUp(busy: readonly number[] = []) {
  const fail = (error: unknown): never => {
    throw error;
  };
  const port = new FakePort().answer('stopListener', () => null);
  port.answer('startListener', (params) => {
    const { host, port: wanted } = params as { host: string; port: number };
    return busy.includes(wanted) ? taken(host, wanted) : { kind: 'listening', host, port: wanted };
  });
  const engine = new EngineClient({ start: () => port, prepare: () => Promise.resolve(), onError: fail });
  const changed = new Emitter<Settings>(fail);
  const config = { settings: settingsWith(6464), onDidChange: changed.event };
  const said: string[] = [];
  const messages = {
    failed: ({ port: failed, why }: { port: number; why: string }) => said.push(`failed ${failed} ${why}`),
    moved: ({ port: at }: { port: number }) => said.push(`moved ${at}`),
    alreadyListening: (at: number) => said.push(`already ${at}`),
  };
  const listener = new ListenerControl({ engine, config, messages, onError: fail });
  const change = (to: number): void => {
    config.settings = settingsWith(to);
    changed.fire(config.settings);
  };
  return { listener, port, said, change };
}

describe('The control of the listener', () => {
  it('starts on the configured port; a second start says that it listens', async () => {
    const { listener, port, said } = setUp();
    assert.deepEqual(await listener.start(), { kind: 'listening', host: '127.0.0.1', port: 6464 });
    assert.equal((await listener.start()).kind, 'listening');
    assert.deepEqual(said, ['already 6464']);
    assert.deepEqual(port.calls, ['startListener']);
  });

  it('stops, twice, and starts no engine to do so', async () => {
    const { listener, port } = setUp();
    await listener.stop();
    assert.deepEqual(port.calls, []);
    await listener.start();
    await listener.stop();
    await listener.stop();
    assert.deepEqual(listener.state, { kind: 'stopped' });
  });

  it('says which port is taken, and starts on another', async () => {
    const { listener, said } = setUp([6464]);
    assert.equal((await listener.start()).kind, 'failed');
    assert.deepEqual(said, ['failed 6464 portInUse']);
    assert.equal((await listener.start(6465)).kind, 'listening');
  });

  it('follows the setting while it listens, and says so', async () => {
    const { listener, said, change } = setUp();
    change(7000);
    assert.equal(listener.state.kind, 'stopped');
    await listener.start();
    const moved = new Promise((resolve) => listener.onDidChange(resolve));
    change(7001);
    assert.deepEqual(await moved, { kind: 'listening', host: '127.0.0.1', port: 7001 });
    await new Promise(setImmediate);
    assert.deepEqual(said, ['moved 7001']);
  });

  it('takes up what the engine says of itself', async () => {
    const { listener, port } = setUp();
    await listener.start();
    port.say({ type: 'listenerChanged', state: { kind: 'stopped' } });
    assert.equal(listener.state.kind, 'stopped');
  });

  it('has failed when the engine dies while it listens, and starts again', async () => {
    const { listener, port, said } = setUp();
    await listener.start();
    port.end('exit code 1');
    assert.equal(listener.state.kind, 'failed');
    assert.deepEqual(said, ['failed 6464 other']);
    assert.equal((await listener.start()).kind, 'listening');
  });
});
