import assert from 'node:assert/strict';
import { isPort, readSettings } from '../../../../src/host/settings/settings.ts';
import { groupWarnings } from '../../../../src/host/settings/groupWarnings.ts';
import {
  findSource,
  freeName,
  freePath,
  withSource,
  withSwitched,
  withoutSource,
} from '../../../../src/host/sources/sourceEdits.ts';
import { customProblemText, settingProblemText } from '../../../../src/host/settings/settingText.ts';
import type { CustomProviderProblem } from '../../../../src/protocol/engine.ts';
import { english } from '../fakes.ts';

const usual: Readonly<Record<string, unknown>> = {
  port: 6464,
  host: '127.0.0.1',
  autoStart: 'resume',
  maxBodySize: 10_485_760,
  'retention.maxEvents': 10_000,
  'retention.maxMegabytes': 500,
  notifications: 'failuresAndInvalid',
  explainAutomatically: true,
  explainBudget: 2000,
};

function read(changes: Readonly<Record<string, unknown>>) {
  return readSettings((name) => ({ ...usual, ...changes })[name]);
}

describe('Settings', () => {
  it('are read as they are where they are in range', () => {
    const { settings, problems } = read({ port: 7000, host: '::1', notifications: 'all', autoStart: true });
    assert.deepEqual(problems, []);
    assert.deepEqual([settings.port, settings.host, settings.autoStart], [7000, '::1', 'always']);
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

  it('bound how long an explanation may take, and say whether one is made unasked', () => {
    assert.deepEqual(read({}).settings.explain, { automatically: true, budget: 2000 });
    const changed = read({ explainAutomatically: false, explainBudget: 1 });
    assert.deepEqual(changed.settings.explain, { automatically: false, budget: 100 });
    assert.deepEqual(changed.problems, [{ name: 'explainBudget', used: 100 }]);
  });

  it('use the default for a port, an address or a choice that is none', () => {
    for (const port of [0, 65_536, 6464.5, '6464', null]) {
      assert.equal(read({ port }).settings.port, 6464);
    }
    assert.equal(read({ host: 'http://x' }).settings.host, '127.0.0.1');
    assert.equal(read({ notifications: 'loud' }).problems.length, 1);
    assert.equal(read({ autoStart: 'yes' }).settings.autoStart, 'resume');
    assert.equal(read({ autoStart: false }).settings.autoStart, 'never');
    assert.equal(read({ autoStart: 'never' }).settings.autoStart, 'never');
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

describe('The setting "sources"', () => {
  const acme = { name: 'Acme', path: '/acme', provider: 'stripe', publicUrl: 'https://a.example/acme' };

  it('is read as it is where it is right, and tells the engine of what is enabled', () => {
    const { settings, problems } = read({ sources: [acme, { name: 'Any', enabled: false }] });
    assert.deepEqual(problems, []);
    assert.deepEqual(settings.sources, [
      { ...acme, enabled: true, forward: null },
      { name: 'Any', path: '/', provider: null, publicUrl: null, enabled: false, forward: null },
    ]);
    assert.deepEqual(settings.engine.sources, [acme]);
  });

  it('leaves a source out that has no name or path of its own, and names the field', () => {
    const sources = [
      acme,
      'x',
      { path: '/b' },
      { name: ' ' },
      { name: 'Acme', path: '/c' },
      { name: 'D', path: 'd' },
      { name: 'E', path: '/e?x' },
      { name: 'F', path: '/acme/' },
      { name: 'G', path: '/g h' },
      { name: 'H', path: '/ü' },
      { name: 'I', path: '/i' },
    ];
    const { settings, problems } = read({ sources });
    assert.deepEqual(
      settings.sources.map(({ name }) => name),
      ['Acme', 'I'],
    );
    assert.deepEqual(problems, [
      { name: 'sources[1]', code: 'notAnObject' },
      { name: 'sources[2].name', code: 'noName' },
      { name: 'sources[3].name', code: 'noName' },
      { name: 'sources[4].name', code: 'sameName' },
      { name: 'sources[5].path', code: 'badPath' },
      { name: 'sources[6].path', code: 'badPath' },
      { name: 'sources[7].path', code: 'samePath' },
      { name: 'sources[8].path', code: 'badPath' },
      { name: 'sources[9].path', code: 'badPath' },
    ]);
  });

  it('goes without a provider, a URL or a switch that is none', () => {
    const sources = [
      { name: 'A', path: '/a', provider: 7 },
      { name: 'B', path: '/b', publicUrl: 'ftp://b.example' },
      { name: 'C', path: '/c', publicUrl: 'https://c.example/#x' },
      { name: 'D', path: '/d', enabled: 'no' },
    ];
    const { settings, problems } = read({ sources });
    assert.deepEqual(
      settings.sources.map(({ provider, publicUrl, enabled }) => [provider, publicUrl, enabled]),
      Array(4).fill([null, null, true]),
    );
    assert.deepEqual(
      problems.map((problem) => ('code' in problem ? [problem.name, problem.code] : problem)),
      [
        ['sources[0].provider', 'badProvider'],
        ['sources[1].publicUrl', 'badUrl'],
        ['sources[2].publicUrl', 'badUrl'],
        ['sources[3].enabled', 'notBoolean'],
      ],
    );
  });

  it('lets a source that is switched off have the path of another', () => {
    const sources = [
      { ...acme, enabled: false },
      { name: 'B', path: '/acme' },
    ];
    const { settings, problems } = read({ sources });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      settings.engine.sources.map(({ name }) => name),
      ['B'],
    );
  });

  it('is empty where it is no list', () => {
    const { settings, problems } = read({ sources: {}, customProviders: 'x' });
    assert.deepEqual([settings.sources, settings.engine.customProviders], [[], []]);
    assert.deepEqual(problems, [
      { name: 'sources', code: 'notAList' },
      { name: 'customProviders', code: 'notAList' },
    ]);
  });

  it('is changed without losing what else is written there', () => {
    const written = [{ name: 'Acme', path: '/acme', note: 'ours' }, 'odd'];
    const source = { name: 'B', path: '/b', provider: null, publicUrl: null };
    assert.deepEqual(withSource(written, source), [...written, { id: 'B', name: 'B', path: '/b' }]);
    assert.deepEqual(withSource(undefined, { ...acme }), [{ id: 'Acme', ...acme }]);
    const off = withSwitched(written, 'Acme', false);
    assert.deepEqual(off, [{ name: 'Acme', path: '/acme', note: 'ours', enabled: false }, 'odd']);
    assert.deepEqual(withSwitched(off, 'Acme', true), written);
    assert.deepEqual(withSwitched(written, 'Nobody', false), written);
    assert.deepEqual(withoutSource(written, 'Acme'), ['odd']);
    assert.deepEqual(withoutSource(written, 'Nobody'), written);
  });

  it('gets names and paths that are free', () => {
    assert.equal(freeName('Stripe', ['Stripe', 'Stripe 2']), 'Stripe 3');
    assert.equal(freePath('Cal.com (École)', []), '/cal-com-ecole');
    assert.equal(freePath('Stripe', ['/stripe']), '/stripe-2');
    assert.equal(freePath('—', []), '/webhooks');
  });

  it('is found in the text of a settings file', () => {
    const text = '{"x": "Acme", "webhookDebugger.sources": [{"name": "Acme"}]}';
    assert.deepEqual(findSource(text, 'webhookDebugger.sources', 'Acme'), { offset: 51, length: 6 });
    assert.equal(findSource(text, 'webhookDebugger.sources', 'B'), null);
    assert.equal(findSource('{}', 'webhookDebugger.sources', 'Acme'), null);
  });
});

describe('The settings of verifying', () => {
  it('are passed on, and are as usual where they are neither true nor false', () => {
    const rows = [{ id: 'x' }, 1];
    const { engine } = read({
      ignoreTimestamps: true,
      answerHandshakes: false,
      customProviders: rows,
    }).settings;
    assert.deepEqual(
      [engine.ignoreTimestamps, engine.answerHandshakes, engine.customProviders],
      [true, false, rows],
    );
    const odd = read({ ignoreTimestamps: 'yes', answerHandshakes: 0 });
    assert.deepEqual(
      [odd.settings.engine.ignoreTimestamps, odd.settings.engine.answerHandshakes],
      [false, true],
    );
    assert.deepEqual(odd.problems, [
      { name: 'ignoreTimestamps', used: false },
      { name: 'answerHandshakes', used: true },
    ]);
  });
});

describe('A problem of the settings in words', () => {
  it('names the setting and what is done instead', () => {
    assert.equal(
      settingProblemText({ name: 'maxBodySize', used: 1024 }, english),
      'The setting webhookDebugger.maxBodySize has a value that it cannot have; 1024 is used instead.',
    );
    const codes = [
      'notAList',
      'notAnObject',
      'noName',
      'sameName',
      'badPath',
      'samePath',
      'badProvider',
      'badUrl',
      'notBoolean',
    ] as const;
    const texts = codes.map((code) => settingProblemText({ name: 'sources[1].path', code }, english));
    assert.equal(new Set(texts).size, codes.length);
    assert.ok(texts.every((text) => text.startsWith('webhookDebugger.sources[1].path is ')));
  });

  it('names the field of a custom provider and what it may be', () => {
    const problem = { code: 'notOneOf', allowed: ['hex', 'base64', 'base64url'] } as const;
    assert.equal(
      customProblemText({ index: 0, field: 'verify.encoding', problem }, english),
      'webhookDebugger.customProviders[0].verify.encoding: has to be one of hex, base64, base64url. This provider is left out.',
    );
    const others: readonly CustomProviderProblem['problem'][] = [
      { code: 'missing' },
      { code: 'wrongType', expected: 'a list' },
      { code: 'unknownField' },
      { code: 'duplicateId', id: 'stripe' },
      { code: 'badTemplate', detail: '{x}' },
    ];
    const texts = others.map((other) => customProblemText({ index: 2, field: '', problem: other }, english));
    assert.equal(new Set(texts).size, others.length);
    assert.ok(texts.every((text) => text.startsWith('webhookDebugger.customProviders[2]: ')));
  });

  it('is one notification with others where there would be too many to see', () => {
    const warnings = ['a.', 'b.', 'c.', 'd.'].map((text) => ({ setting: `setting of ${text}`, text }));
    assert.deepEqual(groupWarnings(warnings.slice(0, 3), english), warnings.slice(0, 3));
    assert.deepEqual(groupWarnings(warnings, english), [
      ...warnings.slice(0, 2),
      { setting: 'setting of c.', text: '2 more problems in the settings: c. d.' },
    ]);
    assert.deepEqual(groupWarnings([], english), []);
  });
});
