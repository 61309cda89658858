import assert from 'node:assert/strict';
import { isPort, readSettings } from '../../../src/host/settings.ts';

const usual: Readonly<Record<string, unknown>> = {
  port: 6464,
  host: '127.0.0.1',
  autoStart: false,
  maxBodySize: 10_485_760,
  'retention.maxEvents': 10_000,
  'retention.maxMegabytes': 500,
  notifications: 'none',
};

function read(changes: Readonly<Record<string, unknown>>) {
  return readSettings((name) => ({ ...usual, ...changes })[name]);
}

describe('Settings', () => {
  it('are read as they are where they are in range', () => {
    const { settings, problems } = read({ port: 7000, host: '::1', notifications: 'all', autoStart: true });
    assert.deepEqual(problems, []);
    assert.deepEqual([settings.port, settings.host, settings.autoStart], [7000, '::1', true]);
    assert.equal(settings.notifications, 'all');
  });

  it('use the nearest value in range, and say so', () => {
    const { settings, problems } = read({ maxBodySize: 1, 'retention.maxEvents': 1e9 });
    assert.equal(settings.engine.maxBodySize, 1024);
    assert.equal(settings.engine.maxEvents, 1_000_000);
    assert.deepEqual(problems, [
      { name: 'maxBodySize', used: 1024 },
      { name: 'retention.maxEvents', used: 1_000_000 },
    ]);
  });

  it('use the default for a port, an address or a choice that is none', () => {
    for (const port of [0, 65_536, 6464.5, '6464', null]) {
      assert.equal(read({ port }).settings.port, 6464);
    }
    assert.equal(read({ host: 'http://x' }).settings.host, '127.0.0.1');
    assert.equal(read({ notifications: 'loud' }).problems.length, 1);
    assert.equal(read({ autoStart: 'yes' }).settings.autoStart, false);
  });

  it('know a port', () => {
    assert.deepEqual([1, 65_535, 0, 65_536, 1.5, Number('x')].map(isPort), [
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
