import assert from 'node:assert/strict';
import type { ProviderInfo, Tally } from '../../../../src/protocol/engine.ts';
import type { StorageNotice } from '../../../../src/protocol/storage.ts';
import {
  failureText,
  isLoopbackAuthority,
  localUrl,
  otherWindowText,
  stateText,
  statusName,
  windowName,
} from '../../../../src/host/listener/listenerText.ts';
import { namedTarget } from '../../../../src/host/secrets/namedTarget.ts';
import { listenerRow } from '../../../../src/host/sources/sourceRows.ts';
import { providerRow } from '../../../../src/host/sources/providerRow.ts';
import {
  expectedSecret,
  orderProviders,
  savedTargets,
  sourceTarget,
} from '../../../../src/host/secrets/secretTargets.ts';
import {
  nameProblem,
  pathProblem,
  publicUrlProblem,
  shortName,
} from '../../../../src/host/sources/sourceQuestions.ts';
import { sourceRow } from '../../../../src/host/sources/sourceRow.ts';
import type { SourceSetting } from '../../../../src/host/sources/sourceSettings.ts';
import { treeRows } from '../../../../src/host/sources/treeRows.ts';
import { noticeFile, noticeText } from '../../../../src/host/store/storageText.ts';
import { english } from '../fakes.ts';

const listening = { kind: 'listening', host: '127.0.0.1', port: 6464 } as const;
const stopped = { kind: 'stopped' } as const;
const failed = {
  kind: 'failed',
  host: '127.0.0.1',
  port: 6464,
  why: 'portInUse',
  nextFreePort: 6465,
  detail: 'EADDRINUSE',
} as const;

const elsewhere = {
  ...failed,
  owner: { workspace: 'shop', isNamesake: false, isSameWorkspace: false, file: '' },
} as const;

describe('The listener in words', () => {
  it('has the names that people and scripts rely on', () => {
    assert.deepEqual(
      [listening, stopped, failed].map((state) => statusName(state, english)),
      ['Webhook Debugger: listening on port 6464', 'Webhook Debugger: stopped', 'Webhook Debugger: failed'],
    );
  });

  it('says where it is, or why it is not', () => {
    assert.equal(stateText(listening, english), 'Listening on 127.0.0.1:6464');
    assert.equal(stateText({ ...listening, host: '::1' }, english), 'Listening on [::1]:6464');
    for (const why of ['portInUse', 'notPermitted', 'addressNotHere', 'other'] as const) {
      assert.notEqual(stateText({ ...failed, why }, english), '');
      assert.match(failureText({ ...failed, why }, english), /6464|127\.0\.0\.1/);
    }
  });

  it('names another window so that it is told from this one', () => {
    const names = ['shop', null].flatMap((workspace) =>
      [false, true].map((isNamesake) => windowName({ workspace, isNamesake }, english)),
    );
    assert.deepEqual(names, [
      'the window “shop”',
      'another window “shop”',
      'the window without a folder',
      'another window without a folder',
    ]);
    const hostile = windowName({ workspace: `\u202e${'x'.repeat(500)}`, isNamesake: false }, english);
    assert.match(hostile, /^the window “\\u202ex{59}…”$/);
  });

  it('says above the rows what another window has to do with it', () => {
    const texts = [listening, stopped, failed].map((state) => otherWindowText(state, english));
    assert.deepEqual(texts, ['', '', '']);
    assert.equal(
      otherWindowText(elsewhere, english),
      'Webhook Debugger of the window “shop” listens on 6464. This window listens as soon as that one stops.',
    );
    assert.equal(statusName(elsewhere, english), 'Webhook Debugger: another window listens on port 6464');
  });

  it('gives the URL that works', () => {
    assert.equal(localUrl('127.0.0.1', 6464), 'http://localhost:6464/');
    assert.equal(localUrl('0.0.0.0', 80), 'http://localhost:80/');
    assert.equal(localUrl('192.168.1.5', 80), 'http://192.168.1.5:80/');
    assert.equal(localUrl('fe80::1', 80), 'http://[fe80::1]:80/');
  });

  it('knows an address of this machine', () => {
    const authorities = ['localhost:6464', '127.0.0.1', '[::1]:1', 'localhost.example.com', 'x.github.dev'];
    assert.deepEqual(authorities.map(isLoopbackAuthority), [true, true, true, false, false]);
  });
});

function providerInfo(id: string, name: string, others: Partial<ProviderInfo> = {}): ProviderInfo {
  return {
    id,
    name,
    secretFormat: '',
    secretForm: { encoding: 'text', prefix: '' },
    usesSecret: true,
    canSign: true,
    signsUrl: false,
    custom: false,
    docs: '',
    samples: [],
    ...others,
  };
}

const simplebackups = providerInfo('simplebackups', 'SimpleBackups');
const stripe = providerInfo('stripe', 'Stripe');
const twilio = providerInfo('twilio', 'Twilio', { signsUrl: true });
const unsigned = providerInfo('none', 'No verification', { usesSecret: false });
const providers = [simplebackups, stripe, twilio, unsigned];
const secret = { label: 'Secret 1', value: 'hidden' };
const two = [secret, { ...secret, label: 'Secret 2' }];
const baseUrl = 'http://localhost:6464/';

function source(name: string, others: Partial<SourceSetting> = {}): SourceSetting {
  return { name, path: '/', provider: null, publicUrl: null, enabled: true, forward: null, ...others };
}

const acme = source('Acme Stripe', { path: '/stripe', provider: 'stripe' });

function tally(verdict: Tally['verdict'], count: number, others: Partial<Tally> = {}): Tally {
  return { source: null, provider: 'stripe', verdict, count, ...others };
}

const tallies = [
  tally('valid', 12, { source: 'Acme Stripe' }),
  tally('invalid', 1, { source: 'Acme Stripe' }),
  tally('expired', 2, { source: 'Acme Stripe' }),
  tally('noSecret', 5, { source: 'Acme Stripe' }),
  tally('valid', 7),
];

describe('The row of the listener', () => {
  it('is of a kind that the menus know', () => {
    const states = [listening, stopped, failed, elsewhere, { ...failed, why: 'other' } as const];
    const kinds = states.map((state) => listenerRow(state, null, english).kind);
    assert.deepEqual(
      kinds.map((kind) => kind.replace('listener.', '')),
      ['listening', 'stopped', 'waiting', 'elsewhere', 'failed'],
    );
    assert.equal(listenerRow(failed, null, english).label, 'Port 6464 is taken');
  });

  it('is no error where another window has the port, and names it', () => {
    const row = listenerRow(elsewhere, null, english);
    assert.equal(row.accessibleLabel, 'Waiting for port 6464, used by the window “shop”');
    assert.deepEqual([row.icon, row.color], ['multiple-windows', '']);
    assert.match(row.tooltip, /^Webhook Debugger of the window “shop” listens on 6464\./);
    const taken = listenerRow({ ...stopped, takenBy: elsewhere.owner }, null, english);
    assert.equal(taken.accessibleLabel, 'Listener stopped, taken over by the window “shop”');
    assert.match(taken.tooltip, /^Listening was taken over by the window “shop”\. No webhook can arrive\./);
  });

  it('shows the URL that senders use while there is one', () => {
    assert.equal(listenerRow(listening, null, english).description, 'http://localhost:6464/');
    assert.equal(listenerRow(stopped, null, english).description, '');
  });

  it('says that nothing can be stored', () => {
    const full = { kind: 'failing', why: 'full', file: '/x/events.sqlite', detail: '' } as const;
    const row = listenerRow(listening, full, english);
    assert.equal(row.description, 'disk full');
    assert.match(row.tooltip, /507/);
  });
});

describe('The row of a provider', () => {
  const sources = [acme];
  const row = (saved: readonly (typeof secret)[], counted: readonly Tally[] = []) =>
    providerRow({ provider: stripe, secrets: { stripe: saved }, tallies: counted, sources }, english);

  it('says how many secrets it has, and never one', () => {
    const rows = [[], [secret], two].map((list) => row(list));
    assert.deepEqual(
      rows.map(({ description }) => description),
      ['no secret', '1 secret', '2 secrets'],
    );
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['provider.noSecret', 'provider.withSecret', 'provider.withSecret'],
    );
    assert.doesNotMatch(JSON.stringify(rows), /hidden/);
    assert.doesNotMatch(rows[1]?.tooltip ?? '', /any|each/i);
    assert.match(rows[2]?.tooltip ?? '', /Any one of them may match\./);
  });

  it('writes counts as the language has them', () => {
    const state = { provider: stripe, secrets: {}, sources, tallies: [tally('valid', 12_345)] };
    assert.equal(providerRow({ ...state, language: 'de' }, english).description, 'no secret · 12.345 valid');
    assert.equal(providerRow({ ...state, language: 'en' }, english).description, 'no secret · 12,345 valid');
  });

  it('keeps the counts of what a source of all other paths has', () => {
    const others = [source('All other paths'), acme];
    const counted = [...tallies, tally('valid', 5, { source: 'All other paths' })];
    const state = { provider: stripe, secrets: { stripe: [secret] }, tallies: counted, sources: others };
    assert.equal(providerRow(state, english).description, '12 valid · 1 secret');
  });

  it('counts the events on paths that no source has', () => {
    const { description, accessibleLabel } = row(
      [secret],
      [...tallies, tally('malformed', 1), tally('missing', 1)],
    );
    assert.equal(description, '7 valid, 1 missing a signature, 1 malformed · 1 secret');
    assert.equal(accessibleLabel, 'Stripe, 1 secret, 7 valid, 1 missing a signature, 1 malformed');
  });

  it('puts a missing secret before the counts', () => {
    assert.equal(row([], [tally('missing', 3)]).description, 'no secret · 3 missing a signature');
    assert.equal(row([], [tally('noSecret', 3)]).description, 'no secret');
  });

  it('asks for no secret where none could verify anything', () => {
    const { kind, description, command } = providerRow(
      { provider: unsigned, secrets: {}, tallies: [], sources },
      english,
    );
    assert.deepEqual([kind, description, command], ['provider.plain', '', null]);
  });
});

describe('The row of a source', () => {
  const row = (setting: SourceSetting, saved = {}, counted: readonly Tally[] = []) => {
    const provider = providers.find(({ id }) => id === setting.provider) ?? null;
    return sourceRow({ source: setting, provider, secrets: saved, tallies: counted, baseUrl }, english);
  };

  it('says provider, path, secrets and counts, the counts first', () => {
    const { label, description, accessibleLabel, kind } = row(
      acme,
      { 'source:Acme Stripe': [secret] },
      tallies,
    );
    assert.equal(label, 'Acme Stripe');
    assert.equal(description, '12 valid, 1 invalid, 2 expired · 1 secret');
    assert.equal(accessibleLabel, 'Acme Stripe, Stripe, /stripe, 1 secret, 12 valid, 1 invalid, 2 expired');
    assert.equal(kind, 'source.withSecret');
    assert.equal(row({ ...acme, name: 'Shop' }, { stripe: two }).description, 'Stripe · 2 secrets');
    assert.equal(row({ ...acme, name: 'Stripe' }).accessibleLabel, 'Stripe, /stripe, no secret');
  });

  it('says that it uses the secrets of its provider, which are not its own to remove', () => {
    const { kind, icon, tooltip } = row(acme, { stripe: [secret] });
    assert.deepEqual([kind, icon], ['source.noSecret', 'lock']);
    assert.match(tooltip, /Secrets of Stripe: Secret 1\.$/m);
    const two = row(acme, { stripe: [secret, { ...secret, label: 'Secret 2' }] }).tooltip;
    assert.match(two, /Secrets of Stripe: Secret 1, Secret 2\. Any one of them may match\.$/m);
    assert.match(row(acme, { stripe: two, 'source:Acme Stripe': [secret] }).description, /^1 secret$/);
  });

  it('has its URLs in the tooltip', () => {
    assert.match(row(acme).tooltip, /Local URL: http:\/\/localhost:6464\/stripe\n/);
    const known = row({ ...acme, publicUrl: 'https://acme.example/in' });
    assert.match(known.tooltip, /Public URL: https:\/\/acme\.example\/in/);
  });

  it('says what keeps it from verifying, first, and a click leads to the way out', () => {
    const bare = row(acme, {}, tallies);
    assert.equal(bare.description, 'no secret · 12 valid, 1 invalid, 2 expired');
    assert.equal(bare.command, 'webhookDebugger.setSigningSecret');
    const calls = row(source('Calls', { provider: 'twilio', path: '/calls' }), { twilio: [secret] });
    assert.equal(calls.description, 'no public URL · Twilio · 1 secret');
    assert.equal(calls.accessibleLabel, 'Calls, Twilio, /calls, 1 secret, no public URL');
    assert.match(calls.tooltip, /No public URL is set, and Twilio signs the URL/);
    assert.equal(calls.command, 'webhookDebugger.editSource');
    const odd = row(source('Odd', { provider: 'strpe' }));
    assert.equal(odd.description, 'unknown provider · strpe');
    assert.match(odd.tooltip, /No provider has the id “strpe”/);
  });

  it('asks for no secret where the provider is recognised or none could verify anything', () => {
    const any = row(source('Any'));
    assert.deepEqual([any.description, any.icon, any.kind], ['', 'inbox', 'source.noSecret']);
    assert.match(any.tooltip, /recognised/);
    assert.equal(row(source('Plain', { provider: 'none' })).kind, 'source.plain');
  });

  it('says that it is disabled, and nothing of troubles', () => {
    const off = row({ ...acme, enabled: false });
    assert.deepEqual(
      [off.description, off.kind, off.command],
      ['disabled · no secret', 'source.disabled', null],
    );
    assert.equal(off.accessibleLabel, 'Acme Stripe, disabled, Stripe, /stripe, no secret');
  });
});

describe('The rows below the listener’s', () => {
  const ids = (state: Partial<Parameters<typeof treeRows>[0]>) => rows(state).map(({ id }) => id);
  const rows = (state: Partial<Parameters<typeof treeRows>[0]>) =>
    treeRows(
      {
        baseUrl,
        sources: [],
        providers,
        secrets: {},
        tallies: [],
        temporary: null,
        rowsBelow: () => [],
        ...state,
      },
      english,
    );

  it('are none where nothing is set up: nobody is asked for a secret of somebody else', () => {
    assert.deepEqual(ids({}), []);
  });

  it('have what received something first, each in its place, and secrets alone last', () => {
    const busy = source('Busy', { path: '/busy' });
    const own = [tally('valid', 1), tally('invalid', 1, { source: 'Busy', provider: null })];
    assert.deepEqual(ids({ sources: [acme, busy], secrets: { twilio: [secret] }, tallies: own }), [
      'source.Busy',
      'provider.stripe',
      'source.Acme Stripe',
      'savedSecrets',
    ]);
  });

  it('fold many saved secrets away, and keep few in sight', () => {
    const few = rows({ secrets: { twilio: [secret], stripe: two } });
    assert.deepEqual(
      few.map(({ label, description, isFolded, children = [] }) => [
        label,
        description,
        isFolded,
        children.map(({ id }) => id),
      ]),
      [['Saved secrets', '2', false, ['provider.stripe', 'provider.twilio']]],
    );
    const table = ['a', 'b', 'c', 'd'].map((id) => providerInfo(id, id.toUpperCase()));
    const saved = Object.fromEntries(table.map(({ id }) => [id, [secret]]));
    const [many, ...others] = rows({ providers: table, secrets: saved });
    assert.deepEqual([many?.isFolded, many?.children?.length, others.length], [true, 4, 0]);
  });

  it('have a saved secret in one place, also where a source of its provider has all events', () => {
    const own = [tally('valid', 1, { source: 'Acme Stripe' })];
    const all = rows({ sources: [acme], secrets: { stripe: [secret] }, tallies: own });
    assert.deepEqual(
      all.map(({ id, children = [] }) => [id, children.map((child) => child.id)]),
      [
        ['source.Acme Stripe', []],
        ['savedSecrets', ['provider.stripe']],
      ],
    );
  });

  it('count what nobody is known to have sent as such, never as invalid', () => {
    const unknown = [tally('unrecognised', 3, { provider: null }), tally('authenticated', 1200)];
    assert.deepEqual(
      rows({ tallies: unknown, language: 'en' }).map(({ accessibleLabel }) => accessibleLabel),
      ['Stripe, no secret, 1,200 authenticated', 'Other requests, 3 unrecognised'],
    );
    const taken = [tally('unrecognised', 3, { provider: null, source: 'All other paths' })];
    assert.deepEqual(
      rows({ sources: [source('All other paths')], tallies: taken }).map((row) => row.accessibleLabel),
      ['All other paths, /, 3 unrecognised'],
    );
  });

  it('have a provider whose events arrive beside its source', () => {
    assert.deepEqual(ids({ sources: [acme], tallies }), ['source.Acme Stripe', 'provider.stripe']);
  });

  it('have the providers that a source without one receives from', () => {
    const any = source('Any');
    const own = [tally('noSecret', 1, { source: 'Any' })];
    assert.deepEqual(ids({ sources: [any], tallies: own }), ['source.Any', 'provider.stripe']);
  });
});

describe('What a secret can be saved for', () => {
  it('keeps the first provider first, then those in use, then the others by name', () => {
    const shop = providerInfo('shop', 'Zebra Shop', { custom: true });
    const table = [simplebackups, twilio, stripe, unsigned, shop, providerInfo('box', 'Box')];
    const ordered = orderProviders(table, { secrets: { twilio: [secret] }, tallies: [] });
    assert.deepEqual(
      ordered.map(({ name }) => name),
      ['SimpleBackups', 'Twilio', 'Zebra Shop', 'Box', 'No verification', 'Stripe'],
    );
    assert.equal(orderProviders(table, { secrets: {}, tallies })[1]?.id, 'stripe');
    assert.deepEqual(orderProviders([], { secrets: {}, tallies: [] }), []);
  });

  it('is found also where its source or provider is gone', () => {
    const saved = { 'source:Acme Stripe': [secret], 'source:Old': [secret], old: [secret], stripe: [secret] };
    assert.deepEqual(
      savedTargets(saved, [acme], providers).map(({ name, isSource, key }) => [name, isSource, key]),
      [
        ['Acme Stripe', true, 'source:Acme Stripe'],
        ['Stripe', false, 'stripe'],
        ['Old', true, 'source:Old'],
        ['old', false, 'old'],
      ],
    );
  });

  it('is the source of an event where its secrets are those that are tried, else the provider', () => {
    const any = source('Any');
    const named = (argument: unknown, secrets = {}): string | undefined =>
      namedTarget(argument, { sources: [acme, any], providers, secrets })?.key;
    assert.equal(named({ source: 'Acme Stripe', provider: 'stripe' }), 'source:Acme Stripe');
    assert.equal(named({ source: 'Acme Stripe', provider: null }), 'source:Acme Stripe');
    assert.equal(named({ source: 'Acme Stripe', provider: 'twilio' }), 'twilio');
    assert.equal(named({ source: 'Any', provider: null }), 'source:Any');
    assert.equal(named({ source: 'Any', provider: 'twilio' }), 'twilio');
    assert.equal(named({ source: 'Any', provider: 'twilio' }, { 'source:Any': [secret] }), 'source:Any');
    assert.equal(named({ source: 'Gone', provider: 'twilio' }), 'twilio');
    assert.equal(named({ source: 'Gone', provider: 'gone' }), undefined);
    assert.equal(named(undefined), undefined);
  });

  it('has the form that is known of its provider', () => {
    assert.equal(expectedSecret(sourceTarget(acme, providers))?.provider, 'Stripe');
    assert.equal(expectedSecret(sourceTarget(source('Any'), providers)), null);
  });
});

describe('The guide to a new source', () => {
  it('says what is wrong with a name', () => {
    assert.equal(nameProblem('Other', [acme], english), null);
    assert.match(nameProblem('', [], english) ?? '', /needs a name/);
    assert.match(nameProblem('Acme Stripe', [acme], english) ?? '', /called “Acme Stripe” already/);
    assert.match(nameProblem('x'.repeat(61), [], english) ?? '', /60 characters; this one has 61/);
  });

  it('says what is wrong with a path', () => {
    assert.equal(pathProblem('/a/b-c_%C3%BC', [acme], english), null);
    assert.equal(pathProblem('/stripe', [{ ...acme, enabled: false }], english), null);
    const said = [
      '',
      'stripe',
      'https://a.example/x',
      '/a b',
      '/a?b',
      '/a#b',
      '/ü',
      '/stripe',
      '/stripe/',
    ].map((path) => pathProblem(path, [acme], english));
    assert.deepEqual(said, [
      'A path begins with /.',
      'A path begins with /.',
      'Only the path, such as /stripe, without the host in front of it.',
      'A path has no spaces in it.',
      'A path has no “?” in it.',
      'A path has no “#” in it.',
      'A path has no “ü” in it.',
      '“Acme Stripe” has this path already.',
      '“Acme Stripe” has this path already.',
    ]);
  });

  it('takes a public URL or none', () => {
    assert.deepEqual(
      ['', 'https://a.example/x', 'HTTP://a.example'].map((url) => publicUrlProblem(url, english)),
      [null, null, null],
    );
    assert.match(publicUrlProblem('a.example', english) ?? '', /begins with https/);
    assert.match(publicUrlProblem('https://a.example/?x', english) ?? '', /no \?/);
  });

  it('calls a source by the first words of its provider’s name', () => {
    const names = ['Meta (Facebook, Instagram)', 'Gitea / Forgejo / Gogs', 'Cal.com', 'Paddle Billing (v2)'];
    assert.deepEqual(names.map(shortName), ['Meta', 'Gitea', 'Cal.com', 'Paddle Billing']);
  });
});

describe('A notice of the store', () => {
  it('says what, where and what to do', () => {
    const notices: readonly StorageNotice[] = [
      ...(['corrupt', 'foreign', 'newerVersion'] as const).map(
        (why) => ({ kind: 'setAside', why, movedTo: '/x/a', recovered: null, missing: null }) as const,
      ),
      { kind: 'missing', file: '/x/a', missing: 3, keptAs: null },
      { kind: 'missing', file: '/x/events.sqlite', missing: 3, keptAs: '/x/a' },
      { kind: 'failing', why: 'readOnly', file: '/x/a', detail: '' },
      { kind: 'failing', why: 'locked', file: '/x/a', detail: '' },
      { kind: 'failing', why: 'full', file: '/x/a', detail: '' },
      { kind: 'failing', why: 'unusable', file: '/x/a', detail: 'I/O' },
    ];
    for (const notice of notices) {
      assert.match(noticeText(notice, english), /\/x\/a/);
      assert.equal(noticeFile(notice), '/x/a');
    }
    assert.equal(noticeFile({ kind: 'recovered' }), null);
  });

  it('counts what was recovered, and what is missing only where that is known', () => {
    const setAside = { kind: 'setAside', why: 'corrupt', movedTo: '/x/a' } as const;
    const text = (recovered: number | null, missing: number | null): string =>
      noticeText({ ...setAside, recovered, missing }, english);
    assert.match(text(1200, 3), /recovered from it: 1,200; missing: at least 3\. New webhooks/);
    assert.match(text(5, 0), /recovered from it: 5\. New webhooks/);
    assert.match(text(0, null), /recovered from it: 0\. New webhooks/);
    assert.match(text(null, null), /kept as \/x\/a\. New webhooks/);
  });
});
