import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/common/event.ts';
import { readChannels } from '../../../../src/host/sender/channelSettings.ts';
import type { EngineCaller } from '../../../../src/host/engine/engineClient.ts';
import { RenamedSecrets } from '../../../../src/host/sources/renamedSecrets.ts';
import type { ListSetting } from '../../../../src/host/settings/settingScopes.ts';
import type { Secrets } from '../../../../src/protocol/engine.ts';
import type { ScopedValue } from '../../../../src/host/settings/settingScope.ts';

const staging = { name: 'Staging', provider: 'stripe', url: 'http://localhost:3000/hooks' };
const live = { ...staging, name: 'Live' };
const acme = { id: 'acme', name: 'Acme', verify: { kind: 'token', from: { header: 'X-Acme' } } };
const one = (label: string) => [{ label, value: `the-value-of-${label}` }];
const saved: Secrets = {
  'channel:Staging': one('Own'),
  acme: one('Of Acme'),
  stripe: one('Of Stripe'),
  'channel:Taken': one('Of another'),
};

function fail(error: unknown): never {
  throw error;
}

interface Rows {
  readonly channels?: readonly object[];
  readonly customProviders?: readonly object[];
}

/** Where the secrets are after the user settings were changed by hand from one to the next; what was said of it. */
async function after(...settings: readonly Rows[]): Promise<{ keys: string[]; said: string[] }> {
  let [rows = {}] = settings;
  let secrets = saved;
  const said: string[] = [];
  const changed = new Emitter<unknown>(fail);
  const memory = new Map<string, unknown>();
  const remember = {
    get: (key: string) => memory.get(key),
    update: async (key: string, value: unknown) => void memory.set(key, JSON.parse(JSON.stringify(value))),
  };
  const providers = [
    { id: 'stripe', custom: false },
    { id: 'acme', custom: true },
  ];
  const renamed = new RenamedSecrets({
    config: {
      ready: Promise.resolve(),
      get settings() {
        return { channels: readChannels(rows.channels).channels };
      },
      onDidChange: changed.event,
      written: (name: ListSetting): ScopedValue => ({
        workspace: undefined,
        user: name === 'customProviders' ? rows.customProviders : undefined,
      }),
    },
    engine: { call: () => Promise.resolve(providers) } as unknown as EngineCaller,
    memories: { user: remember, workspace: { get: () => undefined, update: () => Promise.resolve() } },
    store: { read: () => Promise.resolve(secrets) },
    changes: { save: (next: Secrets) => Promise.resolve(void (secrets = next)) },
    onMoved: (from, to) => said.push(`${from} > ${to}`),
    onError: fail,
  });
  for (const next of settings) {
    rows = next;
    changed.fire(null);
    await renamed.upToDate;
  }
  renamed.dispose();
  return { keys: Object.keys(secrets).sort(), said };
}

describe('The secrets of what is renamed in the settings by hand', () => {
  const usual = Object.keys(saved).sort();

  it('go with a channel, twice and back', async () => {
    const renamed = { ...staging, name: 'Test' };
    assert.deepEqual(await after({ channels: [staging] }, { channels: [renamed] }), {
      keys: ['acme', 'channel:Taken', 'channel:Test', 'stripe'].sort(),
      said: ['channel:Staging > channel:Test'],
    });
    const twice = { ...staging, name: 'EU', retries: 1 };
    const { keys } = await after({ channels: [staging] }, { channels: [renamed] }, { channels: [twice] });
    assert.deepEqual(keys, ['acme', 'channel:Taken', 'channel:EU', 'stripe'].sort());
    const back = await after({ channels: [staging] }, { channels: [renamed] }, { channels: [staging] });
    assert.deepEqual(back.keys, usual);
  });

  it('go with a custom provider whose id is another', async () => {
    const renamed = { ...acme, id: 'acme-eu', name: 'Acme EU' };
    const { keys } = await after({ customProviders: [acme] }, { customProviders: [renamed] });
    assert.deepEqual(keys, ['acme-eu', 'channel:Staging', 'channel:Taken', 'stripe']);
    const named = await after(
      { customProviders: [acme] },
      { customProviders: [{ ...acme, name: 'Acme EU' }] },
    );
    assert.deepEqual(named, { keys: usual, said: [] });
  });

  it('stay where nobody can tell which row it is, and where it is another one', async () => {
    const stays = async (...settings: readonly Rows[]): Promise<void> =>
      assert.deepEqual(await after(...settings), { keys: usual, said: [] });
    const as = (name: string) => ({ ...staging, name });
    await stays({ channels: [staging, live] }, { channels: [as('A'), as('B')] });
    await stays({ channels: [staging, live] }, { channels: [as('A')] });
    await stays({ channels: [staging] }, { channels: [as('A'), as('B')] });
    await stays({ channels: [staging] }, { channels: [staging, as('A')] });
    await stays({ channels: [staging, live] }, { channels: [live] });
    await stays({ channels: [staging] }, { channels: [{ ...as('A'), url: 'http://localhost:4000/' }] });
    await stays({ channels: [staging] }, { channels: [{ ...as('A'), provider: 'github' }] });
    await stays({ channels: [staging] }, {}, { channels: [as('A')] });
  });

  it('are never those of a provider of ours, nor of something else', async () => {
    const { verify } = acme;
    const stripe = { id: 'stripe', verify };
    const stays = async (before: object, now: object): Promise<void> =>
      assert.deepEqual((await after({ customProviders: [before] }, { customProviders: [now] })).keys, usual);
    await stays(stripe, { id: 'mine', verify });
    await stays({ id: 'acme', verify }, stripe);
    await stays({ id: 'channel:Staging', verify }, { id: 'mine', verify });
  });

  it('stay where the new name has some already', async () => {
    const taken = await after({ channels: [staging] }, { channels: [{ ...staging, name: 'Taken' }] });
    assert.deepEqual(taken, { keys: usual, said: [] });
  });
});
