import assert from 'node:assert/strict';
import { firstPart, lengthToSend, upToCharacter } from '../../../../src/host/panel/bodyPart.ts';
import {
  bodySizeText,
  contentView,
  cutBodyNote,
  isWholeBody,
} from '../../../../src/host/panel/contentText.ts';
import type { ContentFacts, EventDetail } from '../../../../src/protocol/event.ts';
import { detail, english, summary } from '../fakes.ts';

const refusal = { code: 'bodyTooLarge', detail: '', limit: 10 * 1024 * 1024 } as const;
const declared = 11_429_478;
const refused: EventDetail = {
  ...detail,
  summary: { ...summary, verdict: 'refused', size: 16_384, declared },
  reason: { code: 'refused', refusal },
};

describe('how much of a body there is', () => {
  it('is told of a refused one with its declared size and what was kept', () => {
    assert.equal(bodySizeText(refused.summary, english), '10.9 MB declared, first 16 KB kept');
    assert.equal(
      cutBodyNote(refused, english),
      'The body was declared as 10.9 MB: only its first 16 KB were kept.',
    );
    assert.equal(isWholeBody(refused), false);
    const chunked = { ...refused, summary: { ...summary, verdict: 'refused', size: 16_384 } } as const;
    assert.match(cutBodyNote(chunked, english), /larger than 10 MB: only its first 16 KB/);
    assert.equal(bodySizeText(chunked.summary, english), '16 KB kept');
    const unread = { ...refused, summary: { ...refused.summary, size: 0 } };
    assert.equal(cutBodyNote(unread, english), 'The body was declared as 10.9 MB: none of it was kept.');
  });

  it('is nothing of what was refused before it was read', () => {
    const many: EventDetail = {
      ...refused,
      summary: { ...summary, verdict: 'refused', size: 0 },
      reason: { code: 'refused', refusal: { code: 'tooManyConnections', detail: '', limit: 1024, count: 3 } },
    };
    assert.equal(cutBodyNote(many, english), 'Nothing of these requests was read.');
  });

  it('is told of one that broke off', () => {
    const cut = { ...summary, complete: false, size: 1024, declared: 5120 };
    assert.equal(bodySizeText(cut, english), '1 KB of 5 KB, incomplete');
    assert.match(cutBodyNote({ ...detail, summary: cut }, english), /: 1 KB of 5 KB arrived\.$/);
    assert.equal(bodySizeText({ ...summary, complete: false }, english), '391 B, incomplete');
  });

  it('is its size where it is whole', () => {
    assert.equal(bodySizeText(summary, english), '391 B');
    assert.equal(cutBodyNote(detail, english), '');
  });
});

describe('a Content-Encoding in words', () => {
  const view = (content: Partial<ContentFacts>) =>
    contentView(
      {
        ...detail,
        summary: { ...summary, size: 70 },
        content: { codings: ['gzip'], coding: 'gzip', state: 'whole', size: 92, ...content },
      },
      english,
    );

  it('is its name and both sizes', () => {
    assert.deepEqual(view({}), { chip: 'gzip · 70 B → 92 B', note: '', isDecoded: true, size: 92 });
    assert.equal(contentView(detail, english), null);
  });

  it('says what is wrong, and no more than is known', () => {
    assert.match(
      view({ state: 'notEncoded' })?.note ?? '',
      /^Content-Encoding says gzip, but the bytes are not gzip/,
    );
    // The outer one could be undone: what came is gzip.
    assert.equal(
      view({ state: 'notEncoded', codings: ['gzip', 'gzip'] })?.note,
      'Content-Encoding says gzip, gzip, but the bytes cannot be decoded as gzip, gzip.',
    );
    assert.match(view({ state: 'endsEarly' })?.note ?? '', /ends early/);
    assert.match(view({ state: 'damaged' })?.note ?? '', /damaged/);
    assert.match(view({ state: 'tooLarge' })?.chip ?? '', /at least 92 B/);
    const unknown = view({ state: 'unknown', coding: 'a\u202eb', codings: ['a\u202eb'] });
    assert.match(unknown?.note ?? '', /a\\u202eb, which this extension cannot decode/);
    assert.equal(unknown?.isDecoded, false);
  });
});

describe('the first part of a body', () => {
  it('is all of it where less than a tenth would be missing', () => {
    assert.equal(lengthToSend(1_048_600, firstPart), 1_048_600);
    assert.equal(lengthToSend(1_165_000, firstPart), 1_165_000);
    assert.equal(lengthToSend(1_170_000, firstPart), firstPart);
    assert.equal(lengthToSend(10, Number.MAX_SAFE_INTEGER), 10);
  });

  it('ends between two characters', () => {
    const whole = Buffer.from('aü€😀');
    const lengths = Array.from(whole, (_, at) => upToCharacter(whole.subarray(0, at), whole.length).length);
    assert.deepEqual(lengths, [0, 1, 1, 3, 3, 3, 6, 6, 6, 6]);
    assert.equal(upToCharacter(whole, whole.length).length, whole.length);
  });
});
