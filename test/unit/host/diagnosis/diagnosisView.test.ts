import assert from 'node:assert/strict';
import { HumanError } from '../../../../src/common/errors.ts';
import { breaksView } from '../../../../src/host/diagnosis/breaksText.ts';
import {
  diagnosisActions,
  diagnosisView,
  explanationNotes,
  mayBeOfSender,
} from '../../../../src/host/diagnosis/diagnosisView.ts';
import { foundSecret } from '../../../../src/host/diagnosis/foundSecret.ts';
import { SenderSecrets } from '../../../../src/host/diagnosis/senderSecrets.ts';
import type { EngineCaller } from '../../../../src/host/engine/engineClient.ts';
import type { CauseId } from '../../../../src/protocol/diagnosis.ts';
import type { ProviderInfo, Secrets } from '../../../../src/protocol/engine.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import { detail, english, summary } from '../fakes.ts';
import { cause, diagnosisOf, recovered } from './samples.ts';

describe('What a panel says of an explanation', () => {
  it('is how far it is, until there is one', () => {
    assert.deepEqual(diagnosisView(null, english), { state: 'none' });
    assert.deepEqual(diagnosisView({ kind: 'running', share: 0.5 }, english), {
      state: 'running',
      share: 0.5,
    });
  });

  it('never holds a secret', () => {
    const diagnosis = diagnosisOf({
      causes: [cause('secret-newline', { in: 'saved' })],
      correction: { key: 'simplebackups', label: 'Secret 1', value: 'a-corrected-secret' },
    });
    const view = JSON.stringify(diagnosisView({ kind: 'done', diagnosis }, english));
    assert.ok(view.includes('saveCorrectedSecret') && !view.includes('a-corrected-secret'));
  });

  it('stands in a row only as long as the event fails', () => {
    const state = { kind: 'done', diagnosis: diagnosisOf({ level: 'unexplained' }) } as const;
    const notes = (verdict: EventDetail['summary']['verdict']) =>
      explanationNotes(state, { ...summary, verdict }, english);
    assert.equal(notes('invalid').level, 'unexplained');
    assert.match(notes('invalid').explanation ?? '', /^None of 1,234 combinations/);
    assert.deepEqual(
      ['valid', 'noSecret'].map((verdict) => notes(verdict as 'valid')),
      [{}, {}],
    );
    assert.deepEqual(explanationNotes({ kind: 'running', share: 0 }, summary, english), {});
  });

  it('says no more of a time alone than the reason of an Expired event', () => {
    const isOfTime = (...causes: CauseId[]): unknown => {
      const diagnosis = diagnosisOf({ causes: causes.map((id) => cause(id)) });
      const view = diagnosisView({ kind: 'done', diagnosis }, english);
      return view.state === 'done' && view.isOfTime;
    };
    assert.deepEqual(
      [
        isOfTime('time-old'),
        isOfTime('time-future'),
        isOfTime('time-replayed'),
        isOfTime('body-crlf', 'time-old'),
      ],
      [true, true, false, false],
    );
  });

  it('knows where the saved copy and the sender’s read alike', () => {
    const either = (id: CauseId): boolean =>
      mayBeOfSender(diagnosisOf({ causes: [cause(id, { in: 'saved' })] }));
    assert.deepEqual(
      [either('secret-hash'), either('secret-escaped'), either('secret-newline')],
      [true, true, false],
    );
  });

  it('offers what can be done next', () => {
    const actions = (...args: Parameters<typeof diagnosisOf>): readonly string[] =>
      diagnosisActions(diagnosisOf(...args));
    assert.deepEqual(actions({ causes: [cause('body-crlf')], recovered }), ['showSigned']);
    assert.deepEqual(actions({ causes: [cause('secret-other-provider')] }), ['saveFoundSecret']);
    assert.deepEqual(actions({ causes: [cause('secret-newline')] }), ['setSecret']);
    const correction = { key: 'simplebackups', label: 'Secret 1', value: 'a-corrected-secret' };
    assert.deepEqual(actions({ causes: [cause('secret-newline', { in: 'saved' })], correction }), [
      'saveCorrectedSecret',
    ]);
    assert.deepEqual(actions({ level: 'unexplained' }), ['setSecret', 'tryEnvSecrets']);
    assert.deepEqual(actions({ level: 'likely', causes: [cause('header-absent')] }), ['tryEnvSecrets']);
    assert.deepEqual(actions({ level: 'verifies' }), []);
    // A longer search cannot find a signature that is not there; it can find one in another header.
    const absent = [cause('header-absent')];
    assert.deepEqual(actions({ level: 'likely', isCutShort: true, causes: absent }), ['tryEnvSecrets']);
    assert.deepEqual(
      actions({ level: 'likely', isCutShort: true, causes: [cause('header-renamed'), ...absent] }),
      ['searchLonger', 'tryEnvSecrets'],
    );
    assert.deepEqual(actions({ level: 'unexplained', isCutShort: true }), [
      'searchLonger',
      'setSecret',
      'tryEnvSecrets',
    ]);
  });
});

describe('The secret that an explanation found', () => {
  const secrets: Secrets = {
    stripe: [{ label: 'Old', value: 'a' }],
    github: [{ label: 'Old', value: 'b' }],
    'source:Acme': [{ label: 'Own', value: 'c' }],
  };
  const providers = [
    { id: 'stripe', name: 'Stripe' },
    { id: 'github', name: 'GitHub' },
  ] as unknown as readonly ProviderInfo[];
  const owners = { providers, sources: [] };
  const found = (label: string, owner: string): string | undefined =>
    foundSecret(
      diagnosisOf({ causes: [cause('secret-other-provider', { label, owner })], secretLabel: label }),
      secrets,
      owners,
    )?.value;

  it('is the one of that owner', () => {
    assert.deepEqual([found('Old', 'GitHub'), found('Own', 'Acme')], ['b', 'c']);
    assert.equal(found('Old', 'Slack'), undefined);
  });

  it('is none where nothing is proven', () => {
    const likely = diagnosisOf({ level: 'likely', causes: [cause('secret-other', { label: 'Old' })] });
    assert.equal(foundSecret(likely, secrets, owners), null);
    assert.equal(foundSecret(diagnosisOf({ causes: [cause('body-lf')] }), secrets, owners), null);
  });
});

describe('Saving a secret for the sender of an event', () => {
  function start(event: EventDetail | null, saved: Secrets = {}) {
    const written: Secrets[] = [];
    const engine = { call: () => Promise.resolve(event) } as unknown as EngineCaller;
    const changes = {
      save: (secrets: Secrets): Promise<number> => {
        written.push(secrets);
        return Promise.resolve(1);
      },
    };
    const store = { read: (): Promise<Secrets> => Promise.resolve(saved) };
    return {
      written,
      own: new SenderSecrets({ engine, store, changes, config: { settings: { sources: [] } }, t: english }),
    };
  }

  it('keeps its name where it can, with the source where there is one', async () => {
    const { written, own } = start({ ...detail, summary: { ...summary, source: 'Acme' } });
    const text = await own.save(1, { value: 'v', name: 'WEBHOOK_SECRET' });
    assert.equal(text, 'Saved for Acme as WEBHOOK_SECRET. 1 stored event has a new verdict.');
    assert.partialDeepStrictEqual(written, [{ 'source:Acme': [{ label: 'WEBHOOK_SECRET', value: 'v' }] }]);
  });

  it('numbers it where the name is taken', async () => {
    const { written, own } = start(detail, { simplebackups: [{ label: 'A', value: 'u' }] });
    await own.save(1, { value: 'v', name: 'A' });
    assert.partialDeepStrictEqual(written[0]?.['simplebackups']?.[1], { label: 'Secret 1', value: 'v' });
  });

  it('saves nothing twice', async () => {
    const { written, own } = start(detail, { simplebackups: [{ label: 'A', value: 'v' }] });
    assert.equal(await own.save(1, { value: 'v', name: '' }), 'This secret is already saved as A.');
    assert.deepEqual(written, []);
  });

  it('needs a sender', async () => {
    const nobody = { ...detail, summary: { ...summary, provider: null } };
    await assert.rejects(start(nobody).own.save(1, { value: 'v', name: '' }), HumanError);
  });
});

describe('What runtimes would make of a body', () => {
  it('is said for each, with the first change', () => {
    const first = { offset: 31, received: '1.0', signed: '1' };
    const { rows, remedies } = breaksView(
      [
        {
          runtime: 'node',
          expression: 'JSON.stringify(JSON.parse(body))',
          first,
          count: 3,
          kinds: ['json-numbers'],
        },
        { runtime: 'go', expression: '', first, count: 9, kinds: ['keys-sorted', 'json-slashes'] },
        { runtime: 'python', expression: 'json.dumps', first: null, count: 0, kinds: [] },
        { runtime: 'other', expression: '', first: { ...first, signed: '' }, count: 1, kinds: [] },
      ],
      english,
    );
    assert.deepEqual(
      rows.map(({ runtime, changes, text }) => [runtime, changes, text]),
      [
        ['Node.js', true, 'would change how numbers are written: `1.0` to `1` at byte 31 and 2 more'],
        ['Go', true, 'would sort the keys and change how slashes are escaped'],
        ['Python', false, 'unchanged'],
        ['other', true, 'would change bytes: `1.0` removed at byte 31'],
      ],
    );
    assert.equal(remedies.length, 13);
    assert.ok(remedies.every(({ value, code, copy }) => value !== '' && code === true && copy === true));
  });
});
