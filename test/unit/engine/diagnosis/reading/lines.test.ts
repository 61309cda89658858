import assert from 'node:assert/strict';
import {
  lineStarts,
  linesOf,
  pieces,
  placesWithin,
  readableText,
} from '../../../../../src/engine/diagnosis/reading/lines.ts';
import { signedLines } from '../../../../../src/engine/diagnosis/reading/signedLines.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** The same numbers in each run: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const alphabet = [
  '"',
  '\\',
  ',',
  '{',
  '}',
  '[',
  ']',
  ':',
  '&',
  '=',
  '<',
  '>',
  ' ',
  '\n',
  '\r\n',
  'a',
  '1',
  'é',
  '☃',
  '😀',
];

function randomText(next: () => number): string {
  const first = ['{', '[', '<', 'a=', 'x '][Math.floor(next() * 5)] ?? '';
  const rest = Array.from(
    { length: Math.floor(next() * 60) },
    () => alphabet[Math.floor(next() * alphabet.length)],
  );
  return first + rest.join('');
}

describe('Line breaks for reading', () => {
  it('stand after commas and opening brackets outside strings, and never inside one', () => {
    assert.equal(
      readableText(bytes(String.raw`{"a":"x,{[\",y","b":[1,{"c":2}]}`)),
      ['{', String.raw`"a":"x,{[\",y",`, '"b":[', '1,', '{', '"c":2}]}'].join('\n'),
    );
  });

  it('stand between the fields of a form and the elements of a document', () => {
    assert.equal(readableText(bytes('a=1&b=%26&c=')), 'a=1&\nb=%26&\nc=');
    assert.equal(readableText(bytes('<a><b>x y</b></a>')), '<a>\n<b>x y</b>\n</a>');
    assert.equal(readableText(bytes('one, two & three')), 'one, two & three');
  });

  it('are not added where the body has its own', () => {
    const own = '{\n  "a": 1,\r\n  "b": [\n]}\n';
    assert.equal(readableText(bytes(own)), own);
  });

  it('cut no character, and leave no line too long', () => {
    const text = `{"a":"${'é😀'.repeat(3000)}"}`;
    const lines = readableText(bytes(text)).split('\n');
    assert.equal(lines.join(''), text);
    assert.ok(lines.every((line) => Buffer.byteLength(line) < 2010));
  });

  it('add no byte and lose none: the pieces joined are the body', () => {
    const next = random(7);
    for (let turn = 0; turn < 3000; turn += 1) {
      const body = bytes(randomText(next).repeat(turn % 100 === 0 ? 90 : 1));
      const whole = [0, body.length] as const;
      const parts = pieces(body, placesWithin(body, lineStarts(body), ...whole), whole);
      assert.deepEqual(Buffer.concat(parts), body);
      assert.equal(linesOf([body]), Buffer.from(body).toString('utf8'));
    }
  });
});

describe('The bytes that verify, in lines', () => {
  const sender = (count: number): string =>
    `{"items":[${Array.from({ length: count }, (_, id) => String.raw`{"id":${id},"url":"s3:\/\/a\/${id}"}`).join(',')}]}`;

  it('are broken at the same places as those that came', () => {
    const signed = String.raw`{"name":"s3:\/\/a,b","list":[1,2],"n":1.0}`;
    const lines = signedLines(bytes('{"name":"s3://a,b","list":[1,2],"n":1}'), bytes(signed));
    assert.equal(lines?.received, ['{', '"name":"s3://a,b",', '"list":[', '1,', '2],', '"n":1}'].join('\n'));
    assert.equal(
      lines.signed,
      ['{', String.raw`"name":"s3:\/\/a,b",`, '"list":[', '1,', '2],', '"n":1.0}'].join('\n'),
    );
    assert.equal(lines.isWhole, true);
  });

  it('have every byte of both bodies, whatever was changed', () => {
    const next = random(11);
    const joined = (text: string): string => text.replaceAll('\n', '');
    for (let turn = 0; turn < 1500; turn += 1) {
      const text = randomText(next).replaceAll(/[\r\n]/g, '');
      const at = Math.floor(next() * text.length);
      const changed =
        text.slice(0, at) +
        randomText(next)
          .replaceAll(/[\r\n]/g, '')
          .slice(0, 3) +
        text.slice(at + 2);
      const lines = signedLines(bytes(changed.toWellFormed()), bytes(text.toWellFormed()));
      if (lines !== null) {
        assert.equal(joined(lines.received), changed.toWellFormed());
        assert.equal(joined(lines.signed), text.toWellFormed());
      }
    }
  });

  it('are left to a comparison of bytes where text would look alike, or is none', () => {
    for (const [received, signed] of [
      ['{"a":1}\n', '{"a":1}'],
      ['\ufeff{}', '{}'],
      ['{"é":1}', '{"e\u0301":1}'],
      ['a\0b', 'a\0c'],
    ] as const) {
      assert.equal(signedLines(bytes(received), bytes(signed)), null);
    }
    assert.equal(signedLines(Uint8Array.of(0xe9), bytes('é')), null);
  });

  it('are shown with some lines around each difference where they are large', () => {
    const signed = sender(9000);
    const received = signed.replace(String.raw`s3:\/\/a\/4000`, 's3://a/4000');
    const lines = signedLines(bytes(received), bytes(signed));
    assert.ok(lines !== null && !lines.isWhole && signed.length > 64 * 1024);
    assert.equal(lines.count, 2);
    assert.equal(lines.shown, 2);
    assert.ok(lines.received.includes('"url":"s3://a/4000"'));
    assert.ok(lines.signed.includes(String.raw`"url":"s3:\/\/a\/4000"`));
    assert.equal(lines.signed.split('\n').length, 9);
    assert.match(lines.signed, /^⋯\n/);
    assert.match(lines.signed, /\n⋯$/);
  });

  it('stay few where thousands of places differ, and say how many there are', () => {
    const signed = sender(8000);
    const received = signed.replaceAll(String.raw`\/`, '/');
    const lines = signedLines(bytes(received), bytes(signed));
    assert.ok(lines !== null && lines.count > 10_000);
    assert.ok(lines.shown > 100 && lines.shown < lines.count);
    assert.ok(lines.signed.length < 200_000);
  });
});
