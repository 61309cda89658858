import assert from 'node:assert/strict';
import { formatToShow, meansJson, readPayload } from '../../../src/webview/payload.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readPayload', () => {
  it('offers JSON for JSON, raw for other text and hex for what is not text', () => {
    assert.equal(readPayload(encode('{"a":"ü"}'), true).best, 'json');
    assert.equal(readPayload(encode('a=b&c=d'), true).best, 'raw');
    assert.equal(readPayload(Uint8Array.of(0x7b, 0xff, 0x7d), true).best, 'hex');
    assert.equal(readPayload(encode('{"a":1}\0'), true).best, 'hex');
    assert.equal(readPayload(encode('\x01\x02\x03 some'), true).best, 'hex');
  });

  it('says where a text stops being JSON, in lines, characters and bytes', () => {
    const { problem, isText } = readPayload(encode('{\n "😀ü": 1,\n}'), true);
    assert.ok(isText);
    assert.deepEqual(problem, { kind: 'nameMissing', line: 3, column: 1, byte: 16 });
    assert.deepEqual(readPayload(encode('"😀" x'), true).problem, {
      kind: 'unexpected',
      line: 1,
      column: 5,
      byte: 7,
    });
  });

  it('shows invalid UTF-8 with replacement characters, and reports no JSON problem of its own', () => {
    const payload = readPayload(Uint8Array.of(0x61, 0xc3, 0x28), true);
    assert.equal(payload.isText, false);
    assert.equal(payload.text, 'a\ufffd(');
    assert.equal(payload.problem, null);
  });

  it('keeps a byte order mark, which is no JSON', () => {
    const payload = readPayload(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), true);
    assert.equal(payload.text, '\ufeff{}');
    assert.equal(payload.best, 'raw');
  });

  it('takes the first bytes of a longer body for text though they end inside a character', () => {
    const bytes = encode('{"a":"ü');
    const cut = readPayload(bytes.subarray(0, bytes.length - 1), false);
    assert.equal(cut.best, 'json');
    assert.equal(cut.text, '{"a":"');
    assert.equal(readPayload(bytes.subarray(0, bytes.length - 1), true).isText, false);
  });

  it('shows a body of control characters that colour a terminal as text', () => {
    assert.equal(readPayload(encode('\x1b[31mred\x1b[0m text\r\n'), true).best, 'raw');
  });
});

describe('formatToShow', () => {
  const json = readPayload(encode('{}'), true);
  const text = readPayload(encode('hello'), true);
  const bytes = readPayload(Uint8Array.of(0xff), true);

  it('shows the best where the person chose nothing', () => {
    assert.deepEqual(
      [json, text, bytes].map((payload) => formatToShow(payload, null, null)),
      ['json', 'raw', 'hex'],
    );
  });

  it('keeps the format last chosen where it can show the body', () => {
    assert.deepEqual(
      [json, text, bytes].map((payload) => formatToShow(payload, null, 'raw')),
      ['raw', 'raw', 'hex'],
    );
    assert.equal(formatToShow(text, null, 'json'), 'raw');
    assert.equal(formatToShow(json, null, 'hex'), 'hex');
  });

  it('does what is asked on this event', () => {
    assert.equal(formatToShow(bytes, 'raw', null), 'raw');
    assert.equal(formatToShow(text, 'json', 'raw'), 'json');
  });
});

describe('meansJson', () => {
  it('goes by the content type and by how the text begins', () => {
    assert.ok(meansJson('application/cloudevents+json; charset=utf-8', 'x'));
    assert.ok(meansJson('text/plain', ' {"a":'));
    assert.equal(meansJson('application/x-www-form-urlencoded', 'a=1'), false);
    assert.equal(meansJson('', ''), false);
  });
});
