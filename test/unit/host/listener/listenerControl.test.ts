import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Emitter } from '../../../../src/common/event.ts';
import { isElsewhere, isWaiting, type ListenerState } from '../../../../src/host/listener/listenerState.ts';
import { EngineClient } from '../../../../src/host/engine/engineClient.ts';
import type { EngineDeath } from '../../../../src/host/engine/engineEnd.ts';
import { ListenerControl } from '../../../../src/host/listener/listenerControl.ts';
import type { Missed } from '../../../../src/host/listener/listenerNews.ts';
import { readSettings, type Settings } from '../../../../src/host/settings/settings.ts';
import type { ListeningWindow, OtherWindow } from '../../../../src/host/listener/otherWindows.ts';
import type { Address } from '../../../../src/host/listener/windowFile.ts';
import { english, FakePort } from '../fakes.ts';

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

const fail = (error: unknown): never => {
  throw error;
};

/** So many milliseconds of the mocked clock, and what they lead to. */
async function pass(milliseconds: number): Promise<void> {
  mock.timers.tick(milliseconds);
  await new Promise(setImmediate);
}

/** The windows beside this one, as the test has them. */
class FakeWindows {
  readonly told: (number | null)[] = [];
  readonly asked: string[] = [];
  owner: ListeningWindow | null = null;
  isHeldBack = false;
  onAsk: () => unknown = () => undefined;
  readonly #asks = new Emitter<OtherWindow>(fail);
  readonly onAsked = this.#asks.event;

  tell(address: Address | null): void {
    this.told.push(address?.port ?? null);
  }

  ownerOf(): ListeningWindow | null {
    return this.owner;
  }

  isPromised(): boolean {
    return this.isHeldBack;
  }

  ask({ file }: ListeningWindow): void {
    this.asked.push(file);
    this.onAsk();
  }

  withdraw(): void {
    this.asked.push('withdrawn');
  }

  dispose(): void {
    this.told.push(null);
  }

  askThis(window: OtherWindow): void {
    this.#asks.fire(window);
  }
}

function setUp(busy: readonly number[] = []) {
  const windows = new FakeWindows();
  const port = new FakePort().answer('stopListener', () => null);
  port.answer('startListener', (params) => {
    const { host, port: wanted } = params as { host: string; port: number };
    return busy.includes(wanted) ? taken(host, wanted) : { kind: 'listening', host, port: wanted };
  });
  const engine = new EngineClient({
    start: () => port,
    prepare: () => Promise.resolve(),
    onError: fail,
    t: english,
  });
  const changed = new Emitter<Settings>(fail);
  const config = { settings: settingsWith(6464), onDidChange: changed.event };
  const said: string[] = [];
  const remembered: boolean[] = [];
  const messages = {
    failed: ({ port: failed, why }: { port: number; why: string }, missed?: Missed) =>
      said.push(`failed ${failed} ${why}${missed ? ` since ${missed.since}` : ''}`),
    restarted: ({ since, end }: Missed) => said.push(`restarted ${since} ${end.detail}`),
    engineStopped: ({ end }: EngineDeath) => said.push(`stopped ${end.detail}`),
    engineEnded: (isGone: boolean) => said.push(`ended ${isGone}`),
    moved: ({ port: at }: { port: number }) => said.push(`moved ${at}`),
    alreadyListening: (at: number) => said.push(`already ${at}`),
    gotPort: (at: number) => said.push(`got ${at}`),
    notTakenOver: ({ workspace }: OtherWindow, at: number) => said.push(`kept ${at} ${workspace}`),
  };
  const listener = new ListenerControl({
    ...{ engine, config, messages, windows },
    memory: { remember: (isOn) => Promise.resolve(void remembered.push(isOn)) },
    onError: fail,
    t: english,
    retryAfter: 1,
    patience: 50,
  });
  const change = (to: number): void => {
    config.settings = settingsWith(to);
    changed.fire(config.settings);
  };
  return { listener, port, said, remembered, change, windows };
}

describe('The control of the listener', () => {
  afterEach(() => mock.timers.reset());

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

  it('waits for a port that is taken, and listens once it is free', async () => {
    const busy = [6464];
    const { listener, said } = setUp(busy);
    await listener.start();
    const got = new Promise((resolve) => listener.onDidChange(resolve));
    busy.pop();
    assert.deepEqual(await got, { kind: 'listening', host: '127.0.0.1', port: 6464 });
    await new Promise(setImmediate);
    assert.deepEqual(said, ['failed 6464 portInUse', 'got 6464']);
    listener.dispose();
  });

  it('no longer waits once it is stopped, and moves with the setting while it waits', async () => {
    const { listener, port, change } = setUp([6464]);
    mock.timers.enable({ apis: ['setTimeout'] });
    await listener.start();
    const tries = port.calls.length;
    await pass(1);
    assert.equal(port.calls.length, tries + 1, 'waits');
    await listener.stop();
    const before = port.calls.length;
    await pass(1000);
    assert.equal(port.calls.length, before);
    await listener.start();
    const moved = new Promise((resolve) => listener.onDidChange(resolve));
    change(7000);
    assert.deepEqual(await moved, { kind: 'listening', host: '127.0.0.1', port: 7000 });
    listener.dispose();
  });

  it('remembers that it is wanted, while it waits, too, and that it was stopped', async () => {
    const { listener, remembered } = setUp([6464]);
    await listener.start();
    await listener.start(6465);
    await listener.stop();
    assert.deepEqual(remembered, [true, true, false]);
  });

  it('says nothing as a window opens where the port becomes free at once', async () => {
    const busy = [6464];
    const { listener, said } = setUp(busy);
    const started = listener.startWithWindow();
    busy.pop();
    await started;
    assert.deepEqual(
      said.filter((text) => text.startsWith('failed')),
      [],
    );
    const other = setUp([6464]);
    await other.listener.startWithWindow();
    assert.deepEqual(other.said, ['failed 6464 portInUse']);
    other.listener.dispose();
  });

  const shop = { workspace: 'shop', isNamesake: false, isSameWorkspace: false, file: 'of shop' };
  const before = { workspace: 'client', isNamesake: true, isSameWorkspace: true, file: 'of before' };

  it('knows which other window has the port, and tells others where it listens itself', async () => {
    const { listener, windows, said } = setUp([6464]);
    windows.owner = shop;
    const state = await listener.start();
    assert.ok(isElsewhere(state));
    assert.equal(state.owner, shop);
    assert.deepEqual(said, ['failed 6464 portInUse']);
    await listener.start(6465);
    await listener.stop();
    assert.deepEqual(windows.told, [null, 6465, null]);
  });

  it('follows who has the port while it waits', async () => {
    const { listener, windows } = setUp([6464]);
    await listener.start();
    const changed = new Promise((resolve) => listener.onDidChange(resolve));
    windows.owner = shop;
    assert.ok(isElsewhere((await changed) as ListenerState));
    const freed = new Promise((resolve) => listener.onDidChange(resolve));
    windows.owner = null;
    assert.ok(!isElsewhere((await freed) as ListenerState));
    listener.dispose();
  });

  it('takes the port over: asks the window that has it, and listens once that has stopped', async () => {
    const busy = [6464];
    const { listener, windows, said, remembered } = setUp(busy);
    windows.owner = shop;
    windows.onAsk = () => void busy.pop();
    await listener.start();
    assert.equal((await listener.takeOver()).kind, 'listening');
    assert.deepEqual(windows.asked, ['of shop', 'withdrawn']);
    assert.deepEqual(said, ['failed 6464 portInUse', 'got 6464']);
    assert.equal(remembered.at(-1), true);
  });

  it('says that the other window kept the port, and asks nobody where there is no such window', async () => {
    const { listener, windows, said } = setUp([6464]);
    windows.owner = shop;
    assert.equal((await listener.takeOver()).kind, 'failed');
    assert.deepEqual(said, ['kept 6464 shop']);
    windows.owner = null;
    await listener.takeOver();
    assert.deepEqual(said, ['kept 6464 shop', 'failed 6464 portInUse']);
    assert.deepEqual(windows.asked, ['of shop', 'withdrawn']);
    listener.dispose();
  });

  it('does not say that the other window listens where it has stopped and the port is taken all the same', async () => {
    const { listener, windows, said } = setUp([6464]);
    windows.owner = shop;
    windows.onAsk = () => (windows.owner = null);
    await listener.takeOver();
    assert.deepEqual(said, ['failed 6464 portInUse']);
    listener.dispose();
  });

  it('stops for a window that asks, for good, and says who asked', async () => {
    const { listener, windows, said, remembered } = setUp();
    await listener.start();
    const stopped = new Promise<void>((resolve) => {
      listener.onDidChange((state) => 'takenBy' in state && resolve());
    });
    const client = { workspace: 'client', isNamesake: false, isSameWorkspace: false };
    windows.askThis(client);
    await stopped;
    assert.deepEqual(listener.state, { kind: 'stopped', takenBy: client });
    assert.deepEqual(remembered, [true, false]);
    assert.deepEqual(said, []);
    assert.deepEqual(windows.told, [6464, null]);
  });

  it('takes the port over as a window opens where its own workspace has it from before a reload', async () => {
    const busy = [6464];
    const { listener, windows, said, remembered } = setUp(busy);
    windows.owner = before;
    windows.onAsk = () => void busy.pop();
    await listener.startWithWindow();
    assert.equal(listener.state.kind, 'listening');
    assert.deepEqual(windows.asked, ['of before', 'withdrawn']);
    assert.deepEqual(said, ['got 6464']);
    assert.equal(remembered.at(-1), true);
  });

  it('stays wanted where its own workspace asks for the port: it listens on there', async () => {
    const { listener, windows, remembered } = setUp();
    await listener.start();
    const stopped = new Promise((resolve) => listener.onDidChange(resolve));
    windows.askThis(before);
    await stopped;
    assert.deepEqual(remembered, [true]);
  });

  it('lets a window that asked have the port first', async () => {
    const busy = [6464];
    const { listener, port, windows } = setUp(busy);
    windows.isHeldBack = true;
    mock.timers.enable({ apis: ['setTimeout'] });
    await listener.start();
    busy.pop();
    const before = port.calls.length;
    await pass(1000);
    assert.equal(port.calls.length, before);
    const got = new Promise((resolve) => listener.onDidChange(resolve));
    windows.isHeldBack = false;
    mock.timers.tick(1);
    assert.deepEqual(await got, { kind: 'listening', host: '127.0.0.1', port: 6464 });
  });

  it('takes up what the engine says of itself', async () => {
    const { listener, port } = setUp();
    await listener.start();
    port.say({ type: 'listenerChanged', state: { kind: 'stopped' } });
    assert.equal(listener.state.kind, 'stopped');
  });

  /** Dies, having shown at that time for the last time that it was alive. */
  const die = (port: FakePort, detail: string, since: bigint): void => {
    port.beat = () => since;
    port.end(detail);
  };

  it('listens again where it did when the engine dies, and says once from when on it was away', async () => {
    const { listener, port, said, windows } = setUp();
    await listener.start(7000);
    const states: string[] = [];
    listener.onDidChange(({ kind }) => states.push(kind));
    die(port, 'boom', 5n);
    assert.deepEqual(listener.state, { kind: 'restarting', host: '127.0.0.1', port: 7000 });
    await new Promise(setImmediate);
    assert.deepEqual(listener.state, { kind: 'listening', host: '127.0.0.1', port: 7000 });
    assert.deepEqual(states, ['restarting', 'listening']);
    assert.deepEqual(said, ['restarted 5 boom']);
    assert.deepEqual(windows.told, [7000, null, 7000]);
  });

  it('tells of an engine that died as it was restarted from its first death on', async () => {
    const { listener, port, said } = setUp();
    await listener.start();
    die(port, 'boom', 5n);
    die(port, 'bang', 6n);
    await new Promise(setImmediate);
    assert.equal(listener.state.kind, 'listening');
    assert.deepEqual(said, ['restarted 5 bang']);
  });

  it('fails after the third death, and starts again when it is wanted', async () => {
    const { listener, port, said } = setUp();
    await listener.start();
    for (const since of [5n, 6n, 7n]) {
      die(port, 'boom', since);
      await new Promise(setImmediate);
    }
    const { state } = listener;
    assert.ok(state.kind === 'failed' && /3 times within a minute.* boom/.test(state.detail));
    assert.deepEqual(said, ['restarted 5 boom', 'restarted 6 boom', 'failed 6464 other since 7']);
    assert.equal((await listener.start()).kind, 'listening');
    assert.equal(said.length, 3);
  });

  it('says that it could not get its port back, and waits for it', async () => {
    const busy: number[] = [];
    const { listener, port, said } = setUp(busy);
    await listener.start();
    busy.push(6464);
    die(port, 'boom', 5n);
    await new Promise(setImmediate);
    assert.deepEqual(said, ['failed 6464 portInUse since 5']);
    const got = new Promise((resolve) => listener.onDidChange(resolve));
    busy.pop();
    assert.deepEqual(await got, { kind: 'listening', host: '127.0.0.1', port: 6464 });
    listener.dispose();
  });

  it('goes on waiting for its port where the engine dies meanwhile', async () => {
    const busy = [6464];
    const { listener, port, said } = setUp(busy);
    await listener.start();
    die(port, 'boom', 5n);
    assert.ok(isWaiting(listener.state));
    const got = new Promise((resolve) => listener.onDidChange(resolve));
    busy.pop();
    assert.deepEqual(await got, { kind: 'listening', host: '127.0.0.1', port: 6464 });
    await new Promise(setImmediate);
    assert.deepEqual(said, ['failed 6464 portInUse', 'stopped boom', 'got 6464']);
  });

  it('stays stopped where the engine dies while it is stopped, or as it stops', async () => {
    const { listener, port, said } = setUp();
    await listener.start();
    await listener.stop();
    die(port, 'boom', 5n);
    await new Promise(setImmediate);
    assert.deepEqual([listener.state.kind, said], ['stopped', ['stopped boom']]);
    await listener.start();
    port.answers.splice(0);
    const stopped = listener.stop();
    await new Promise(setImmediate);
    die(port, 'bang', 6n);
    await stopped;
    assert.deepEqual([listener.state.kind, said], ['stopped', ['stopped boom', 'stopped bang']]);
  });

  it('is not started by a restart that was on its way when a person stopped it', async () => {
    const { listener, port, said } = setUp();
    await listener.start();
    die(port, 'boom', 5n);
    await listener.stop();
    await new Promise(setImmediate);
    assert.deepEqual([listener.state.kind, said], ['stopped', []]);
  });

  it('ends an engine that does not stop its listener, and says so', async () => {
    const { listener, port, said } = setUp();
    await listener.start();
    port.answers.splice(0);
    mock.timers.enable({ apis: ['setTimeout'] });
    port.answers.push(({ id }) => ({ type: 'error', id, message: 'too late', forPerson: true }));
    await listener.stop();
    assert.equal(port.isTerminated, true);
    assert.deepEqual([listener.state.kind, said], ['stopped', ['ended true']]);
  });
});
