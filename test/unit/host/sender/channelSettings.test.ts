import assert from 'node:assert/strict';
import {
  channelDefaults,
  channelLimits,
  readChannels,
  settingOfChannel,
} from '../../../../src/host/sender/channelSettings.ts';
import { channelProblemText } from '../../../../src/host/sender/channelSettingText.ts';
import { english } from '../fakes.ts';
import manifest from '../../../../package.json' with { type: 'json' };

const usual = { name: 'Staging', provider: 'simplebackups', url: 'http://localhost:3000/hooks?a=1' };

describe('The setting of channels', () => {
  it('is a channel with what is usual where nothing else is said', () => {
    const { channels, problems } = readChannels([usual]);
    assert.deepEqual(problems, []);
    assert.deepEqual(channels, [{ ...usual, ...channelDefaults, events: null, enabled: true }]);
    assert.deepEqual(readChannels(undefined), { channels: [], problems: [] });
  });

  it('is written without what is usual', () => {
    assert.deepEqual(settingOfChannel({ ...usual, events: null }), usual);
    assert.deepEqual(settingOfChannel({ ...usual, events: ['backup-failed'] }).events, ['backup-failed']);
  });

  it('leaves out what cannot be used, and names the field', () => {
    const rows = [
      usual,
      'Staging',
      { ...usual, name: ' ' },
      usual,
      { ...usual, name: 'A', provider: 1 },
      { ...usual, name: 'B', url: 'localhost:3000' },
      { ...usual, name: 'C', url: 'ftp://localhost/' },
      { ...usual, name: 'D', url: 'http://localhost/#here' },
    ];
    const { channels, problems } = readChannels(rows);
    assert.equal(channels.length, 1);
    assert.deepEqual(
      problems.map(({ name, fault }) => `${name} ${fault}`),
      [
        'channels[1] notAnObject',
        'channels[2].name noName',
        'channels[3].name sameName',
        'channels[4].provider noProvider',
        'channels[5].url badUrl',
        'channels[6].url badUrl',
        'channels[7].url badUrl',
      ],
    );
    assert.deepEqual(readChannels({}).problems, [{ name: 'channels', fault: 'notAList' }]);
    for (const { name, fault } of problems) {
      assert.match(channelProblemText(name, fault, english), /left out/);
    }
  });

  it('takes what is usual for a figure that cannot be', () => {
    const odd = { events: ['a', 1], retries: 11, gaps: [1, -1], timeout: '30', enabled: 'yes' };
    const { channels, problems } = readChannels([{ ...usual, ...odd }]);
    assert.deepEqual(channels, [{ ...usual, ...channelDefaults, events: null, enabled: true }]);
    assert.deepEqual(
      problems.map(({ fault }) => fault),
      ['badEvents', 'badRetries', 'badGaps', 'badTimeout', 'notBoolean'],
    );
    const own = { retries: 0, gaps: [0.5], timeout: 1.5, enabled: false };
    assert.deepEqual(readChannels([{ ...usual, ...own }]).channels, [{ ...usual, ...own, events: null }]);
  });

  it('has the figures of the manifest', () => {
    const [setting] = manifest.contributes.configuration.flatMap(
      (group) => group.properties['webhookDebugger.channels'] ?? [],
    );
    assert.ok(setting !== undefined);
    const { properties } = setting.items;
    const { retries, gaps, timeout } = properties;
    assert.deepEqual([retries.default, gaps.default, timeout.default], Object.values(channelDefaults));
    assert.deepEqual(
      [retries.maximum, gaps.items.maximum, timeout.maximum],
      [channelLimits.retries, channelLimits.gap, channelLimits.timeout],
    );
  });
});
