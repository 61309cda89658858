import assert from 'node:assert/strict';
import { verdictWord, type Verdict } from '../../../../src/protocol/verdict.ts';
import {
  ageText,
  byteCountText,
  durationText,
  numberText,
  sizeText,
  spanText,
  Times,
  verdictName,
} from '../../../../src/host/words/wording.ts';
import { english } from '../fakes.ts';

const at = new Date(2026, 10, 23, 12, 2, 31).getTime();

describe('Words and figures', () => {
  it('call each verdict by the word of the protocol', () => {
    for (const [verdict, word] of Object.entries(verdictWord)) {
      assert.equal(verdictName(verdict as Verdict, english), word);
    }
  });

  it('give sizes in few digits', () => {
    const sizes = [0, 391, 1023, 1024, 1536, 10_485_760, 5 * 1024 ** 3];
    assert.deepEqual(sizes.map(sizeText), ['0 B', '391 B', '1023 B', '1 KB', '1.5 KB', '10 MB', '5 GB']);
  });

  it('group the digits of a number, and count one byte as one', () => {
    assert.deepEqual(
      [0, 999, 1_258_225].map((count) => numberText(count)),
      ['0', '999', '1,258,225'],
    );
    assert.deepEqual(
      [0, 1, 2, 3999].map((count) => byteCountText(count, english)),
      ['0 bytes', '1 byte', '2 bytes', '3,999 bytes'],
    );
  });

  it('give durations as people say them', () => {
    const texts = [0, 400, 12_345, 600_000, 7_500_000, -90_000].map((time) => durationText(time, english));
    assert.deepEqual(texts, ['0 s', '0.4 s', '12 s', '10 min 0 s', '2 h 5 min', '-1 min 30 s']);
  });

  it('give an age in its largest unit, and exactly where the limit beside it looks the same', () => {
    const spans = [5, 59.6, 60, 300, 839, 3600, 7200, 172_800];
    assert.deepEqual(
      spans.map((span) => spanText(span, english)),
      ['5 s', '1 min', '1 min', '5 min', '14 min', '1 h', '2 h', '2 days'],
    );
    assert.equal(ageText(839, 300, english), '14 min');
    assert.equal(ageText(301, 300, english), '5 min 1 s');
    assert.equal(ageText(7230, 7200, english), '2 h 0 min');
  });

  it('give times of today without the day, others with it', () => {
    const times = new Times('en', () => at + 60_000);
    assert.equal(times.row(at), '12:02:31');
    assert.equal(times.row(at - 24 * 3_600_000), '22 Nov, 12:02:31');
    assert.match(times.zoned(at), /^23 Nov 2026, 12:02:31 (UTC|GMT|[A-Z]+)/);
  });
});
