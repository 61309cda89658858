import assert from 'node:assert/strict';
import { hexText, hexWindow } from '../../../../src/host/diagnosis/hexText.ts';
import { firstPlace, signedContent, signedPair } from '../../../../src/host/diagnosis/signedDocuments.ts';
import { recovered } from './samples.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = { received: 'received.hex.txt', signed: 'signed.hex.txt' };

describe('The bytes that verify', () => {
  it('are compared as text where a comparison of text shows the difference', () => {
    const pair = signedPair(bytes('{"a":"b/c"}'), bytes('{"a":"b\\/c"}'), 'application/json');
    assert.deepEqual(pair, { received: null, signed: 'signed.json' });
    assert.equal(signedPair(bytes('a=1'), bytes('a=2'), '').signed, 'signed.txt');
  });

  it('are compared as hex where text would look alike', () => {
    assert.deepEqual(signedPair(bytes('a\nb'), bytes('a\r\nb'), ''), hex);
    assert.deepEqual(signedPair(bytes('\ufeffa'), bytes('a'), ''), hex);
    assert.deepEqual(signedPair(bytes('{}\n'), bytes('{} \n'), ''), hex);
    assert.deepEqual(signedPair(bytes('é'), bytes('e\u0301'), ''), hex);
  });

  it('are compared as hex where they are no text', () => {
    assert.deepEqual(signedPair(Uint8Array.of(0x1f, 0x8b, 0), bytes('{}'), ''), hex);
    assert.deepEqual(signedPair(bytes('é'), Uint8Array.of(0xe9), ''), hex);
  });

  it('are the recovered ones, byte for byte', () => {
    assert.equal(signedContent('signed.json', bytes('x'), recovered), recovered.body);
  });

  it('are opened where they differ first', () => {
    const body = bytes('{\n "é": "a\\/b"}');
    const one = { body, differences: [{ offset: 11, received: '/', signed: '\\/' }], differenceCount: 1 };
    assert.deepEqual(firstPlace('signed.json', one), { line: 1, from: 8, to: 10 });
    assert.deepEqual(firstPlace('signed.hex.txt', one), { line: 0, from: 43, to: 45 });
    const far = { ...one, differences: [{ offset: 3 * hexWindow + 17, received: '', signed: '' }] };
    assert.deepEqual(firstPlace('signed.hex.txt', far), { line: hexWindow / 8 / 16, from: 13, to: 15 });
  });

  it('stand in rows of sixteen', () => {
    assert.equal(
      hexText(bytes('0123456789abcdef\n'), 0),
      '00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n' +
        `00000010  0a${' '.repeat(47)}.\n`,
    );
  });

  it('are shown around the first difference where they are many', () => {
    const many = new Uint8Array(4 * hexWindow);
    const difference = { offset: 3 * hexWindow, received: 'a', signed: 'b' };
    const one = { body: many, differences: [difference], differenceCount: 1 };
    const text = new TextDecoder().decode(signedContent('signed.hex.txt', many, one));
    assert.ok(text.includes(`\n${difference.offset.toString(16).padStart(8, '0')}  00`));
    assert.ok(text.length < 6 * hexWindow);
  });
});
