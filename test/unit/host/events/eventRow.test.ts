import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import type { Cause } from '../../../../src/protocol/diagnosis.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import { eventKind } from '../../../../src/host/events/eventKind.ts';
import { appFailed, eventRowText, type RowNotes } from '../../../../src/host/events/eventRowText.ts';
import { eventTooltip } from '../../../../src/host/events/eventTooltip.ts';
import { explanationNotes } from '../../../../src/host/diagnosis/diagnosisView.ts';
import { RecentRows } from '../../../../src/host/events/recentRows.ts';
import { attemptLook, eventLook } from '../../../../src/host/events/rowLook.ts';
import { shortTitle } from '../../../../src/host/words/shortTitle.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { verdictLook, type Verdict } from '../../../../src/protocol/verdict.ts';
import { repoFolder } from '../../../tools/paths.ts';
import { cause, diagnosisOf } from '../diagnosis/samples.ts';
import { detail, english, summary } from '../fakes.ts';
import type { EventSummary } from '../../../../src/protocol/summary.ts';

const minute = 60_000;

/** As it is read so long after the event. */
function text(changes: Partial<EventSummary>, notes: RowNotes = {}, age = 5 * minute) {
  const times = new Times('en', () => summary.receivedAt + age);
  return eventRowText({ ...summary, ...changes }, { times, t: english }, notes);
}

const response = (status: number | null, failure: string | null = null) => ({
  response: { status, failure, milliseconds: 3.9 },
});

describe('A row', () => {
  const valid = { verdict: 'valid' } as const;

  it('says what is not right, when it came, who sent it and where to', () => {
    const { label, description } = text({}, { provider: 'SimpleBackups' });
    assert.equal(label, 'backup error: Acme Database');
    assert.equal(description, 'Invalid · 12:02:31 · SimpleBackups · POST /hooks/backups');
    assert.equal(text(valid).description, '12:02:31 · POST /hooks/backups', 'that it is Valid, by its icon');
  });

  it('begins with what the app answered, unless that is as it should be', () => {
    const begins = (changes: Partial<EventSummary>): string | undefined =>
      text({ ...valid, ...changes }).description.split(' · ')[0];
    assert.equal(begins(response(500)), '500');
    assert.equal(begins(response(301)), '301');
    assert.equal(begins(response(null, 'ECONNREFUSED')), '✗ no response');
    assert.equal(begins(response(200, 'ECONNRESET')), '✗ response cut off');
    assert.equal(begins(response(204)), '12:02:31');
    assert.equal(text(response(500)).description.startsWith('500 · Invalid · '), true);
  });

  it('says first of all that the response of an app is waited for', () => {
    const waiting = text({ ...valid, ...response(500) }, { sentTo: 'http://localhost:3000/hooks' });
    assert.match(waiting.description, /^waiting for localhost:3000 · 500 · 12:02:31/);
    assert.match(waiting.accessibleLabel, /, waiting for localhost:3000, your app: 500$/);
  });

  it('has red for what failed, never for a verdict', () => {
    const verdicts = Object.keys(verdictLook) as readonly Verdict[];
    const colors = verdicts.map((verdict) => eventLook({ ...summary, outcome: 'unknown', verdict }).color);
    const failed = eventLook({ ...summary, outcome: 'failure', verdict: 'valid' }).color;
    assert.ok(!colors.includes(failed), colors.join());
    // The panel colours by the tone: its style sheet has red for none of them.
    const style = readFileSync(join(repoFolder, 'src/webview/style.css'), 'utf8');
    const tones = new Set(Object.values(verdictLook).map(({ tone }) => tone));
    const rules = [...tones].map((tone) => new RegExp(`\\.tone-${tone} \\{[^}]*\\}`).exec(style)?.[0] ?? '');
    assert.doesNotMatch(rules.join('\n'), /panel-bad|editorError|iconFailed/);
  });

  it('is read out with verdict, title, request and time, then provider and the response of the app', () => {
    assert.equal(
      text({}).accessibleLabel,
      'Invalid: backup error: Acme Database, POST /hooks/backups, 12:02:31',
    );
    assert.equal(
      text({ ...valid, ...response(200) }, { provider: 'Stripe', attempts: 2 }).accessibleLabel,
      'Valid: backup error: Acme Database, POST /hooks/backups, 12:02:31, Stripe, your app: 200, 2 attempts',
    );
    const silent = text(response(null, 'ECONNREFUSED')).accessibleLabel;
    assert.match(silent, /12:02:31, your app: no response$/);
  });

  it('is read out as new, with the same text in sight', () => {
    const fresh = text(valid, { isNew: true, provider: 'Stripe' });
    assert.equal(
      fresh.accessibleLabel,
      'Valid: backup error: Acme Database, POST /hooks/backups, 12:02:31, new, Stripe',
    );
    assert.equal(fresh.description, text(valid, { provider: 'Stripe' }).description);
  });

  it('says how long ago within the first minute, and is read out with the same time as later', () => {
    const at = (age: number): string | undefined => text(valid, {}, age).description.split(' · ')[0];
    assert.deepEqual([0, 9_999, 10_000, 59_999].map(at), ['just now', 'just now', '10 s ago', '50 s ago']);
    assert.deepEqual([minute, -1].map(at), ['12:02:31', '12:02:31']);
    assert.equal(text({}, {}, 0).accessibleLabel, text({}).accessibleLabel);
    assert.match(at(24 * 60 * minute) ?? '', /^\d+ \w+, 12:02:31$/);
  });

  it('keeps in sight what tells events of one type apart', () => {
    const shortened = [
      ['checkout.session.completed: in_249', 'checkout.sessi… in_249'],
      ['charge.refunded: in_24', 'charge.refunded: in_24'],
      ['customer.subscription.deleted: sub_1MowQVLkdIwHu7ixeRlqHVzs', 'customer.su… sub…qHVzs'],
      ['checkout.session.completed: cs_test_in_240', 'checkout.se… cs_…n_240'],
      ['charge.succeeded: ch_3MmlLrLkdIwHu7ix0snN0B15', 'charge.succ… ch_…N0B15'],
      ['push: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', 'push: 9f8…f4f1b'],
      ['push: 4d8f1c2e-77aa-4b1c-9f0e-2a1b3c4d5e6f', 'push: 4d8…d5e6f'],
    ] as const;
    for (const [title, expected] of shortened) {
      assert.equal(shortTitle(title), expected);
    }
    // What a person wrote stays whole; a wider side bar shows more of it.
    assert.equal(shortTitle('backup success: A Long Project Name'), 'backup success: A Long Project Name');
    assert.equal(shortTitle('bounce: somebody2@example.com'), 'bounce: somebody2@example.com');
    assert.equal(shortTitle('push: feature-2-login-page'), 'push: feature-2-login-page');
    assert.equal(shortTitle(`POST /${'deep/'.repeat(12)}hook-17`), 'POST /deep/dee…ep/deep/hook-17');
    assert.match(
      text({ title: 'checkout.session.completed: in_249' }).accessibleLabel,
      /session\.completed: in_249/,
    );
  });

  it('does not say its request twice', () => {
    assert.equal(text({ ...valid, title: 'POST /hooks/backups' }).description, '12:02:31');
  });

  it('says what is unusual of it', () => {
    const cut = text({ complete: false });
    assert.match(cut.description, /^Invalid · incomplete · 12:02:31/);
    const browser = text({ fromBrowser: true });
    assert.match(browser.description, /^Invalid · browser · /);
    assert.match(browser.accessibleLabel, /, headers of a browser$/);
    const explanation = 'A final newline was added to the body.';
    const explained = text({}, { explanation, level: 'proven' });
    assert.match(explained.description, / · explained · /);
    assert.match(text({}, { explanation, level: 'likely' }).description, / · likely cause · /);
    assert.match(explained.accessibleLabel, /, A final newline was added to the body\.$/);
    for (const level of ['unexplained', 'verifies'] as const) {
      const open = text({}, { explanation: 'None of 2 combinations reproduces this signature.', level });
      assert.equal(open.description, text({}).description);
      assert.match(open.accessibleLabel, /, None of 2 combinations/);
    }
    const tried = text({}, { attempts: 2, differs: true });
    assert.match(tried.description, /^Invalid · 2 attempts · bodies differ · /);
    assert.match(tried.accessibleLabel, /12:02:31, 2 attempts, bodies differ$/);
    const refused = text({ verdict: 'refused', title: 'Not HTTP', method: '', path: '' });
    assert.equal(refused.accessibleLabel, 'Refused: Not HTTP, 12:02:31');
  });

  it('shows hostile text as text on one line', () => {
    const { label, accessibleLabel } = text({ title: 'a\u202e\nb', path: '/\u200b' });
    assert.equal(label, 'a\\u202e\\nb');
    assert.match(accessibleLabel, /POST \/\\u200b,/);
  });
});

describe('The icon of a row', () => {
  const look = (outcome: EventSummary['outcome'], verdict: EventSummary['verdict']): string => {
    const { icon, color } = eventLook({ ...summary, outcome, verdict });
    return `${icon} ${color}`;
  };
  const red = 'testing.iconFailed';
  const verdicts = [
    'valid',
    'invalid',
    'missing',
    'malformed',
    'expired',
    'noSecret',
    'unsigned',
    'refused',
  ] as const;

  it('is the outcome where there is one, and red means that something failed', () => {
    assert.deepEqual([...new Set(verdicts.map((verdict) => look('failure', verdict)))], [`error ${red}`]);
    const others = verdicts.flatMap((verdict) => [look('success', verdict), look('unknown', verdict)]);
    assert.deepEqual(
      others.filter((one) => one.includes(red)),
      [],
    );
    assert.equal(look('success', 'valid'), 'pass testing.iconPassed');
  });

  it('does not show that all is well of what is not right', () => {
    for (const verdict of ['invalid', 'missing', 'malformed', 'expired'] as const) {
      assert.equal(look('success', verdict), look('unknown', verdict));
      assert.match(look('success', verdict), /Warning/);
    }
  });

  it('shows a success that no signature proves without its colour and shape', () => {
    assert.equal(look('success', 'authenticated'), look('success', 'valid'));
    for (const verdict of ['noSecret', 'unsigned', 'unrecognised'] as const) {
      assert.equal(look('success', verdict), 'check disabledForeground');
    }
  });

  it('tells every state by its shape, too', () => {
    const shapes = verdicts.map((verdict) => look('unknown', verdict).split(' ')[0]);
    assert.equal(new Set([...shapes, 'pass', 'error']).size, verdicts.length + 2);
  });

  it('is the response for an attempt', () => {
    assert.deepEqual(
      [attemptLook(500), attemptLook(204), attemptLook(null)].map(({ icon }) => icon),
      ['error', 'pass', 'circle-slash'],
    );
  });
});

describe('What can be done with a row', () => {
  const kind = (changes: Partial<EventSummary>): string => eventKind({ ...summary, ...changes });

  it('depends on the event', () => {
    assert.equal(kind({ verdict: 'valid' }), 'event.accepted.whole.content');
    assert.equal(kind({ verdict: 'invalid' }), 'event.failing.accepted.whole.content');
    assert.equal(
      kind({ verdict: 'unsigned', provider: null, complete: false }),
      'event.unknown.accepted.content',
    );
    assert.equal(kind({ verdict: 'refused', provider: null }), 'event.content');
    assert.equal(kind({ verdict: 'refused', provider: null, size: 0 }), 'event.content');
    assert.equal(kind({ verdict: 'refused', provider: null, size: 0, method: '' }), 'event');
  });

  it('is marked where an app did not take it', () => {
    const failed = [response(500), response(null), response(200, 'X'), response(200), {}].map((changes) =>
      appFailed({ ...summary, ...changes }),
    );
    assert.deepEqual(failed, [true, true, true, false, false]);
  });
});

describe('The tooltip of a row', () => {
  const tooltip = (
    changes: Partial<EventDetail>,
    own: Partial<EventSummary> = {},
    notes: RowNotes = {},
  ): readonly string[] => {
    const times = new Times('en', () => summary.receivedAt);
    const whole = { ...detail, ...changes, summary: { ...detail.summary, ...own } };
    return eventTooltip(whole, { t: english, times }, notes).split('  \n');
  };

  it('says verdict and reason, then provider, source, request, size, time, and the response of the app', () => {
    const [first, ...lines] = tooltip(
      { providerName: 'SimpleBackups' },
      { source: 'Backups', ...response(500) },
    );
    assert.match(first ?? '', /^\*\*Invalid:\*\* \S/);
    const plain = lines.map((line) => line.replaceAll('\\', ''));
    assert.ok(plain.includes('Provider: SimpleBackups · Source: Backups'), plain.join('\n'));
    assert.ok(plain.some((line) => /^POST \/hooks\/backups · \d+ B$/.test(line)));
    assert.ok(
      plain.some((line) => line.startsWith('Received ') && /, 12:02:31 [A-Z][\w+:]+ from /.test(line)),
    );
    assert.ok(plain.includes('Your app: 500 in 3.9 ms'));
  });

  it('claims no more of a browser than that its headers are there', () => {
    const lines = tooltip({}, { fromBrowser: true }).map((line) => line.replaceAll('\\', ''));
    assert.match(lines.at(-1) ?? '', /^Its headers are those of a browser,/);
  });

  it('says once how old an Expired signature is, and what else was found of one that is more than late', () => {
    const place = { header: 'SB-Signature' };
    const detailOf = { age: 840, tolerance: 300 };
    const expired = { code: 'expired', place, secretLabel: 'Acme', ...detailOf } as const;
    const told = (causes: readonly Cause[], verdict: Verdict): number => {
      const diagnosis = diagnosisOf({ causes });
      const notes = explanationNotes({ kind: 'done', diagnosis }, { ...summary, verdict }, english);
      const lines = tooltip({ reason: expired }, { verdict }, notes).join(' ');
      return lines.match(/14 min/g)?.length ?? 0;
    };
    const old = cause('time-old', { age: '840', tolerance: '300' });
    assert.equal(told([old], 'expired'), 1);
    assert.equal(told([cause('body-crlf'), old], 'expired'), 2);
    assert.equal(told([old], 'invalid'), 2);
  });

  it('says that a response is waited for', () => {
    const lines = tooltip({}, {}, { sentTo: 'http://localhost:3000/' }).map((line) =>
      line.replaceAll('\\', ''),
    );
    assert.ok(lines.includes('Waiting for the response of localhost:3000'), lines.join('\n'));
  });

  it('does not say a request twice that is the title', () => {
    const lines = tooltip({}, { title: 'POST /hooks/backups' }).map((line) => line.replaceAll('\\', ''));
    assert.equal(lines.filter((line) => line.startsWith('POST /hooks/backups')).length, 1);
  });

  it('has no character of a sender’s that Markdown would read', () => {
    const hostile =
      '[x](command:a) <b> `c` ![i](https://e.example/i) https://e.example www.e.example a@e.example $(bug) &amp;';
    const [line = ''] = tooltip({}, { title: hostile }).filter((one) => one.includes('command'));
    assert.equal(line.replaceAll(/\\(.)/g, '$1'), hostile);
    assert.equal(/(?<!\\)[^\w\s\\]/.test(line), false, line);
  });
});

describe('Rows whose text changes with time', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('are told again when it has changed, and only then', () => {
    let now = 0;
    const told: string[] = [];
    const textOf = (row: string): string | null =>
      row === 'old' || now > 3 ? null : `${row}${now > 1 ? '!' : ''}`;
    const recent = new RecentRows<string>(textOf, (rows) => told.push(rows.join(' ')));
    const pass = (): void => {
      now += 1;
      mock.timers.tick(1000);
    };
    recent.show(['new', 'old']);
    pass();
    assert.deepEqual(told, []);
    pass();
    assert.deepEqual(told, ['new']);
    pass();
    pass();
    assert.deepEqual(told, ['new', 'new']);
    pass();
    recent.dispose();
    assert.deepEqual(told, ['new', 'new']);
  });
});
