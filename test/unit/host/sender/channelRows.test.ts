import assert from 'node:assert/strict';
import { channelRow, type ChannelState } from '../../../../src/host/sender/channelRows.ts';
import { channelDefaults } from '../../../../src/host/sender/channelSettings.ts';
import { firingMessage } from '../../../../src/host/sender/firingText.ts';
import { newSecret } from '../../../../src/host/sender/newSecret.ts';
import { channelKey } from '../../../../src/protocol/secretKeys.ts';
import type { Firing, FiringAttempt } from '../../../../src/protocol/sending.ts';
import { english } from '../fakes.ts';

const channel = {
  ...channelDefaults,
  name: 'Staging',
  provider: 'simplebackups',
  url: 'http://localhost:3000/hooks',
  events: null,
  enabled: true,
};
const provider: ChannelState['provider'] = {
  id: 'simplebackups',
  name: 'SimpleBackups',
  secretFormat: '',
  secretForm: { encoding: 'text', prefix: '' },
  usesSecret: true,
  canSign: true,
  signsUrl: false,
  custom: false,
  docs: '',
  samples: [],
};
const secrets = { simplebackups: [{ label: 'Secret 1', value: 'hidden' }] };
const state: ChannelState = { channel, provider, sources: [], secrets, signer: '', firing: null };

function attempt(number: number, status: number | null): FiringAttempt {
  const failure = status === null ? { code: 'ECONNREFUSED', detail: 'connect ECONNREFUSED' } : null;
  return { number, status, failure, milliseconds: 12 };
}

function firing(
  now: Firing['state'],
  attempts: readonly FiringAttempt[],
  nextIn: number | null = null,
): Firing {
  return { channel: 'Staging', event: 'Backup Error', of: 4, attempts, state: now, nextIn };
}

describe('The row of a channel', () => {
  it('says where it sends, as whom, and what keeps it from that', () => {
    const row = channelRow(state, english);
    assert.equal(row.description, 'localhost:3000 · SimpleBackups');
    assert.equal(row.accessibleLabel, 'Channel Staging, SimpleBackups, localhost:3000');
    assert.deepEqual([row.kind, row.command, row.channel], ['channel.ready.backups', null, 'Staging']);
    const troubled = (others: Partial<ChannelState>): readonly unknown[] => {
      const { description, command } = channelRow({ ...state, ...others }, english);
      return [description.split(' · ')[0], command];
    };
    assert.deepEqual(troubled({ secrets: {} }), ['no secret', 'webhookDebugger.setSigningSecret']);
    assert.deepEqual(troubled({ provider: null }), ['unknown provider', 'webhookDebugger.editChannel']);
    const oneSided = { ...provider, canSign: false };
    assert.deepEqual(troubled({ provider: oneSided }), ['cannot be signed', 'webhookDebugger.editChannel']);
    const own = { [channelKey('Staging')]: [{ label: 'Secret 1', value: 'hidden' }] };
    assert.deepEqual(troubled({ secrets: own }), ['localhost:3000', null]);
    const off = channelRow({ ...state, channel: { ...channel, enabled: false }, secrets: {} }, english);
    assert.deepEqual([off.kind, off.command], ['channel.disabled', null]);
    assert.match(off.description, /^disabled · /);
  });

  it('says in its tooltip which secret signs, where one does', () => {
    const signed = channelRow({ ...state, signer: 'Secret 1 (added today, ends 7dc)' }, english);
    assert.match(signed.tooltip, /^Signing secret: Secret 1 \(added today, ends 7dc\)$/m);
    assert.doesNotMatch(channelRow(state, english).tooltip, /Signing secret/);
  });

  it('shows each attempt with its answer, and when the next follows', () => {
    const waiting = firing('waiting', [attempt(1, 500), attempt(2, null)], 5);
    const row = channelRow({ ...state, firing: waiting }, english);
    assert.equal(row.kind, 'channel.firing');
    assert.match(row.description, /^Backup Error: attempt 3 of 4 in 5 s · /);
    const [first, second] = row.children ?? [];
    assert.deepEqual([first?.label, first?.description], ['500 in 12 ms', 'attempt 1 of 4']);
    assert.equal(first?.accessibleLabel, 'attempt 1 of 4: 500 in 12 ms');
    assert.match(
      second?.accessibleLabel ?? '',
      /^attempt 2 of 4: no response, next in 5 s, Nothing listens at/,
    );
    assert.equal(second?.description, 'connection refused · attempt 2 of 4 · next in 5 s');
    assert.deepEqual([second.channel, second.attempt], ['Staging', 2]);
    assert.equal(new Set([row.id, first?.id, second?.id]).size, 3);
  });

  it('shows in colour and in words how it ended', () => {
    const ended = (now: Firing['state'], attempts: readonly FiringAttempt[]): readonly unknown[] => {
      const { description, icon, children } = channelRow(
        { ...state, firing: firing(now, attempts) },
        english,
      );
      return [description.split(' · ')[0], icon, children?.at(-1)?.icon];
    };
    assert.deepEqual(ended('accepted', [attempt(1, 500), attempt(2, 204)]), [
      'Backup Error: responded 204 at attempt 2',
      'pass',
      'pass',
    ]);
    assert.deepEqual(ended('givenUp', [attempt(1, 500)]), [
      'Backup Error: given up after attempt 1',
      'error',
      'error',
    ]);
  });

  it('keeps the name that a person gave on one line', () => {
    const row = channelRow({ ...state, channel: { ...channel, name: 'a\nb\u202e' } }, english);
    assert.equal(row.label, 'a\\nb\\u202e');
  });
});

describe('What came of a firing, in a notification', () => {
  it('says the answer, or why there is none', () => {
    const said = (now: Firing['state'], attempts: readonly FiringAttempt[]): string =>
      firingMessage(firing(now, attempts), channel.url, english);
    assert.equal(
      said('accepted', [attempt(1, 500), attempt(2, 200)]),
      'Staging: Backup Error, attempt 2 of 4: responded 200 in 12 ms.',
    );
    assert.match(said('givenUp', [attempt(1, null)]), /was given up, attempt 1 of 4: Nothing listens at/);
    assert.equal(said('stopped', []), 'Staging: Backup Error was stopped after 0 of 4 attempts.');
  });
});

describe('A new secret', () => {
  const counting = (bytes: Uint8Array): Uint8Array => bytes.map((_, index) => index);

  it('has the form of the provider', () => {
    const made = (encoding: 'text' | 'base64' | 'hex' | 'userPassword', prefix = ''): string =>
      newSecret({ encoding, prefix }, counting);
    assert.match(made('base64', 'whsec_'), /^whsec_AAECAwQF[A-Za-z0-9+/]+=$/);
    assert.match(made('hex'), /^000102[0-9a-f]{58}$/);
    assert.match(made('text', 'sk_'), /^sk_[0-9a-f]{64}$/);
    assert.match(made('userPassword'), /^webhooks:[0-9a-f]{64}$/);
  });
});
