import assert from 'node:assert/strict';
import type { Attempt } from '../../../../src/protocol/attempts.ts';
import { attemptsView, pauseText } from '../../../../src/host/attempts/attemptText.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import type { AttemptsView } from '../../../../src/protocol/webview.ts';
import { detail, english, summary } from '../fakes.ts';

const words = { t: english, times: new Times('en', () => summary.receivedAt) };

/** An attempt `seconds` after the first. */
function attempt(number: number, seconds: number, change: Partial<Attempt> = {}): Attempt {
  return {
    summary: { ...summary, id: summary.id + number - 1, receivedAt: summary.receivedAt + seconds * 1000 },
    delivery: summary.id,
    number,
    senderNumber: null,
    status: 500,
    bodyDiffers: false,
    keepsSignature: false,
    ...change,
  };
}

function shown(attempts: readonly Attempt[], at: number, change: Partial<EventDetail> = {}): EventDetail {
  return { ...detail, summary: attempts[at]?.summary ?? summary, attempts, ...change };
}

function view(attempts: readonly Attempt[], at: number, change: Partial<EventDetail> = {}): AttemptsView {
  const own = attemptsView(shown(attempts, at, change), words);
  assert.ok(own);
  return own;
}

describe('The attempts of an event in the words of the panel', () => {
  it('say what was answered before, and how long ago that was', () => {
    const all = [attempt(1, 0), attempt(2, 63), attempt(3, 363, { status: 200 })];
    assert.equal(
      view(all, 1).sentence,
      'Attempt 2 of at most 4: we responded 500 the first time, 63 s earlier.',
    );
    assert.equal(
      view(all, 2).sentence,
      'Attempt 3 of at most 4: we responded 500 the last time, 5 min earlier.',
    );
    assert.equal(view(all, 0).sentence, 'Attempt 1 of at most 4: the sender tried again 63 s later.');
    assert.deepEqual(
      view(all, 2).items.map(({ name, gap, answer, look }) => [name, gap, answer, look]),
      [
        ['Attempt 1', '', 'responded 500', 'refused'],
        ['Attempt 2', '+63 s', 'responded 500', 'refused'],
        ['Attempt 3', '+5 min', 'responded 200', 'accepted'],
      ],
    );
  });

  it('say that one came although the one before was accepted, or was not answered at all', () => {
    const again = [attempt(1, 0, { status: 200 }), attempt(2, 9)];
    assert.equal(
      view(again, 1, { attemptsAtMost: null }).sentence,
      'Attempt 2: it came again although we responded 200 the first time, 9 s earlier.',
    );
    const silent = [attempt(1, 0, { status: null }), attempt(2, 30)];
    assert.match(view(silent, 1).sentence, /: we gave no response the first time, 30 s earlier\.$/);
    assert.deepEqual(view(silent, 1).items.map(({ look, answer }) => [look, answer])[0], [
      'unanswered',
      'no response',
    ]);
  });

  it('name their verdicts where these are not alike', () => {
    const alike = [attempt(1, 0), attempt(2, 63)];
    assert.deepEqual(
      view(alike, 0).items.map(({ verdictWord }) => verdictWord),
      ['', ''],
    );
    const expired: Attempt = {
      ...attempt(2, 63),
      summary: { ...attempt(2, 63).summary, verdict: 'expired' },
    };
    assert.deepEqual(
      view([attempt(1, 0), expired], 0).items.map(({ verdictWord }) => verdictWord),
      ['Invalid', 'Expired'],
    );
  });

  it('claim no most where there are more', () => {
    const five = [1, 2, 3, 4, 5].map((number) => attempt(number, number));
    assert.match(view(five, 4).sentence, /^Attempt 5: /);
    assert.match(view(five, 3).sentence, /^Attempt 4 of at most 4: /);
  });

  it('tell the way to the last one, from any other', () => {
    const all = [attempt(1, 0), attempt(2, 63)];
    assert.deepEqual(view(all, 0).later, {
      id: summary.id + 1,
      sentence: 'The sender has tried again: attempt 2 came 63 s after this one.',
      action: 'Show Attempt 2',
    });
    assert.equal(view(all, 1).later, null);
  });

  it('mark another body and the first one’s signature, each in a sentence', () => {
    const { marks, items } = view(
      [attempt(1, 0), attempt(2, 1, { bodyDiffers: true }), attempt(3, 2, { keepsSignature: true })],
      0,
    );
    assert.equal(marks.length, 2);
    assert.match(marks[0] ?? '', /^The body of attempt 2 is not that of the first one\.$/);
    assert.match(marks[1] ?? '', /^Attempt 3 carries the signature of the first one/);
    assert.deepEqual(
      items.map(({ marked }) => marked),
      [false, true, true],
    );
  });

  it('show the last twelve of many, and that there are more', () => {
    const many = Array.from({ length: 40 }, (_, at) => attempt(at + 1, at, { bodyDiffers: at === 1 }));
    const { items, omitted, marks } = view(many, 39);
    assert.equal(marks.length, 1, 'what is odd is told all the same');
    assert.deepEqual([items.length, items[0]?.name, items[0]?.gap], [12, 'Attempt 29', '+1 s']);
    assert.equal(omitted, 'Earlier attempts in the list of events: 28.');
  });

  it('are none where it was never tried again, and say so where those before are gone', () => {
    assert.equal(attemptsView(detail, words), null);
    assert.equal(attemptsView(shown([attempt(1, 0)], 0), words), null);
    assert.equal(
      view([attempt(3, 0)], 0).sentence,
      'Attempt 3 of at most 4: those before it are no longer stored.',
    );
  });

  it('show how the sender counts as text of its own', () => {
    const { items } = view([attempt(1, 0), attempt(2, 1, { senderNumber: '1\u202e\n' })], 1);
    assert.equal(items[1]?.senderNumber, '“1\\u202e\\n” as the sender counts');
  });
});

describe('A pause between attempts', () => {
  const after = (seconds: number): string =>
    pauseText(summary, { ...summary, receivedAt: summary.receivedAt + seconds * 1000 }, english);

  it('is exact where back-offs begin, and in one unit beyond', () => {
    assert.deepEqual([0.25, 5, 63, 119, 300, 3600, 21_600].map(after), [
      ...['250 ms', '5 s', '63 s', '119 s'],
      ...['5 min', '1 h', '6 h'],
    ]);
  });

  it('is never less than none: a clock may be set back', () => {
    assert.equal(after(-60), '0 ms');
  });
});
