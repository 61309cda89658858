import assert from 'node:assert/strict';
import { settingsContext } from '../../../../src/host/settings/settingsContext.ts';
import { readSettings } from '../../../../src/host/settings/settings.ts';

describe('What the settings let commands do', () => {
  const context = (values: Readonly<Record<string, unknown>>, toAllow = ''): readonly string[] => {
    const { settings } = readSettings((name) => values[name]);
    const now = settingsContext(settings, (target) => new URL(target).host === toAllow);
    return Object.entries(now).flatMap(([key, is]) => (is ? [key] : []));
  };
  const source = { name: 'Shop', path: '/shop' };
  const channel = { name: 'Staging', provider: 'stripe', url: 'http://localhost:3000/' };

  it('is nothing without a source or a channel', () => {
    assert.deepEqual(context({}), []);
  });

  it('is what their state leaves to do', () => {
    assert.deepEqual(context({ sources: [source] }), ['hasSource', 'hasEnabledSource']);
    const off = { ...source, enabled: false };
    assert.deepEqual(context({ sources: [off] }), ['hasSource', 'hasDisabledSource']);
    const forwarding = { ...source, forwardTo: 'http://localhost:3000' };
    const on = ['hasSource', 'hasEnabledSource', 'isForwarding'];
    assert.deepEqual(context({ sources: [forwarding] }), on);
    assert.deepEqual(context({ sources: [forwarding] }, 'localhost:3000'), [...on, 'hasPausedForward']);
    const paused = { ...forwarding, forward: { enabled: false } };
    assert.deepEqual(context({ sources: [paused] }), ['hasSource', 'hasEnabledSource', 'hasPausedForward']);
    assert.deepEqual(context({ channels: [channel] }), ['hasChannel', 'hasEnabledChannel']);
    const backups = { ...channel, provider: 'simplebackups' };
    assert.deepEqual(context({ channels: [backups, { ...channel, name: 'Off', enabled: false }] }), [
      'hasChannel',
      'hasEnabledChannel',
      'hasDisabledChannel',
      'hasBackupChannel',
    ]);
  });
});
