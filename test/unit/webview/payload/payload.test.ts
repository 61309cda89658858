import assert from 'node:assert/strict';
import { formatToShow, meansJson, readPayload } from '../../../../src/webview/payload/payload.ts';

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

  it('reads JSON behind a byte order mark, and says where bytes are with it', () => {
    const payload = readPayload(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d), true);
    assert.equal(payload.best, 'json');
    assert.ok(payload.decoded.hasMark);
    assert.equal(readPayload(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x78), true).problem?.byte, 4);
  });

  it('reads UTF-16 and the charset that Content-Type names', () => {
    const wide = Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0);
    const utf16 = readPayload(wide, true);
    assert.deepEqual([utf16.best, utf16.text, utf16.decoded.encoding], ['json', '{}', 'UTF-16LE']);
    const latin = Uint8Array.of(0x22, 0xe9, 0x22);
    const named = readPayload(latin, true, { contentType: 'application/json; charset=iso-8859-1' });
    assert.deepEqual([named.best, named.text], ['json', '"é"']);
    assert.equal(readPayload(latin, true).decoded.invalidAt, 1);
  });

  it('does not judge a body that is not whole', () => {
    assert.equal(readPayload(encode('{"a":"b'), true, { isWhole: false }).problem, null);
    assert.equal(readPayload(encode('{"a":"ü').subarray(0, 7), true, { isWhole: false }).isText, true);
  });

  it('offers a form, parts and XML for what they are', () => {
    const read = (text: string, contentType: string) => readPayload(encode(text), true, { contentType });
    const form = read(
      'From=%2B49+30&Body=hi%20%F0%9F%98%80&a&x=%zz&y=a+%EB%20',
      'application/x-www-form-urlencoded',
    );
    assert.equal(form.best, 'form');
    assert.deepEqual(form.form?.fields, [
      { name: 'From', value: '+49 30' },
      { name: 'Body', value: 'hi 😀' },
      { name: 'a', value: '' },
      { name: 'x', value: '%zz' },
      { name: 'y', value: 'a+%EB%20' },
    ]);
    const xml = read('<?xml version="1.0"?><a x="1"><b>t</b><c/></a>', 'application/xml');
    assert.deepEqual(
      xml.xml?.map(({ depth, pieces }) => `${depth} ${pieces.map(({ text }) => text).join('')}`),
      ['0 <?xml version="1.0"?>', '0 <a x="1">', '1 <b>t</b>', '1 <c/>', '0 </a>'],
    );
    assert.equal(read('<a><b></a></b>', 'text/xml').best, 'raw');
    assert.equal(read('<!--'.repeat(50_000), 'text/xml').best, 'raw');
    const lines = ['--B', 'Content-Disposition: form-data; name="note"', '', 'hello', '--B'];
    const file = ['Content-Disposition: form-data; name="f"; filename="a.png"', 'Content-Type: image/png'];
    const body = [...lines, ...file, '', '\x89PNG', '--B--', ''].join('\r\n');
    const parts = read(body, 'multipart/form-data; boundary=B').parts ?? [];
    assert.deepEqual(
      parts.map(({ name, fileName, contentType, text }) => [name, fileName, contentType, text]),
      [
        ['note', '', '', 'hello'],
        ['f', 'a.png', 'image/png', '\x89PNG'],
      ],
    );
    assert.equal(read(body, 'multipart/form-data; boundary=C').best, 'raw');
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
