import assert from 'node:assert/strict';
import { breaksOf, parsedBody } from '../../../../../src/engine/diagnosis/json/breaks.ts';

const rows = (body: string): Record<string, unknown[]> =>
  Object.fromEntries(
    breaksOf(Buffer.from(body)).map(({ runtime, first, count, kinds }) => [
      runtime,
      first === null ? [] : [first.offset, first.received, first.signed, count, ...kinds],
    ]),
  );

describe('breaksOf', () => {
  it('says what each runtime makes of a body of SimpleBackups', () => {
    const body = '{"id":4711,"type":"backup","backup":{"name":"Zo\\u00eb","url":"a\\/b"}}';
    const unicode = body.indexOf('\\u00eb');
    const changed = [unicode, '\\u00eb', 'ë', 2, 'json-unicode', 'json-slashes'];
    const found = rows(body);
    assert.deepEqual(found['php'], []);
    assert.deepEqual(found['node'], changed);
    assert.deepEqual(found['ruby'], changed);
    assert.deepEqual(found['java'], changed);
    assert.deepEqual(found['python']?.slice(0, 3), [6, '', ' ']);
    assert.deepEqual(found['python']?.slice(4).toSorted(), ['json-slashes', 'space-added']);
    assert.deepEqual(found['go']?.slice(4).toSorted(), ['json-slashes', 'json-unicode', 'keys-sorted']);
    assert.deepEqual(found['dotnet'], [unicode, '\\u00eb', '\\u00EB', 2, 'json-unicode', 'json-slashes']);
  });

  it('tells each kind of change', () => {
    assert.deepEqual(rows('{"a":"<b>"}')['go'], [6, '<', '\\u003c', 2, 'json-html']);
    assert.deepEqual(rows('{"a":{}}')['php'], [5, '{}', '[]', 1, 'json-empty-objects']);
    const indexes = rows('{"lines":{"0":{"sku":"x"},"1":{"sku":"y"}},"n":1}')['php'];
    assert.deepEqual(indexes?.slice(4), ['objects-listed']);
    assert.deepEqual(rows('{"a":{},"a":1}')['php']?.slice(4), ['json-duplicate-keys']);
    assert.deepEqual(rows('{"a":100000000000000000000}')['php']?.slice(4), ['json-numbers']);
    assert.deepEqual(rows('{"a":100000000000000000001}')['php']?.slice(4), ['json-big-integers']);
    assert.deepEqual(rows('{"a":"\\ud800"}')['go']?.slice(0, 3), [6, '\\ud800', '\ufffd']);
    assert.deepEqual(rows('{"a":1.0}')['node'], [5, '1.0', '1', 1, 'json-numbers']);
    assert.deepEqual(rows('[9007199254740993]')['node']?.slice(3), [1, 'json-big-integers']);
    assert.deepEqual(rows('{"a":1,"a":2}')['node']?.slice(4), ['json-duplicate-keys']);
    assert.deepEqual(rows('{"b":1,"a":2}')['go']?.slice(4), ['keys-sorted']);
    assert.deepEqual(rows('{"b": 1,"a":"x"}')['go']?.slice(4), ['keys-sorted', 'space-removed']);
    assert.deepEqual(rows('{"2":1,"1":2}')['node']?.slice(4), ['keys-sorted']);
    assert.deepEqual(rows('{"b":1,"2":1,"a":2}')['node']?.slice(4), ['keys-indexed']);
    assert.deepEqual(rows('{"a": 1}\n')['node'], [5, ' ', '', 2, 'space-removed']);
  });

  it('has a row for each family, and none where a runtime cannot read the body', () => {
    const families = ['dotnet', 'go', 'java', 'node', 'php', 'python', 'ruby'];
    assert.deepEqual(Object.keys(rows('{"a":1}')).toSorted(), families);
    assert.deepEqual(rows('{"a":1}')['node'], []);
    assert.equal('php' in rows('["\\ud800"]'), false);
    assert.deepEqual(rows('not JSON'), {});
  });
});

describe('parsedBody', () => {
  const parsed = (body: Uint8Array, ...rawHeaders: string[]): boolean =>
    parsedBody({ rawHeaders, body }).length > 0;

  it('is the body where a framework parses these bytes, and nothing else', () => {
    const [ascii, wide] = ['{"a":1}', '{"a":"\u00fc"}'].map((text) => Buffer.from(text)) as [Buffer, Buffer];
    assert.ok(parsed(wide));
    assert.ok(parsed(wide, 'content-type', 'application/json; charset="UTF-8"'));
    assert.ok(parsed(ascii, 'Content-Type', 'application/json;charset=iso-8859-1'));
    assert.ok(parsed(wide, 'Content-Encoding', 'identity'));
    // Express answers 415, others read Ã¼.
    assert.ok(!parsed(wide, 'Content-Type', 'application/json; charset=ISO-8859-1'));
    assert.ok(!parsed(ascii, 'Content-Type', 'application/json; charset=utf-16'));
    // Not gzip: a handler behind Express never sees it.
    assert.ok(!parsed(ascii, 'Content-Encoding', 'gzip'));
    assert.ok(!parsed(ascii, 'Content-Encoding', 'zstd'));
  });
});
