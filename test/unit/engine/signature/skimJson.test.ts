import assert from 'node:assert/strict';
import {
  parseJson,
  parseJsonKeepingNumbers,
  parseLimit,
  valueAt,
} from '../../../../src/engine/signature/json.ts';
import { skimJson } from '../../../../src/engine/signature/skimJson.ts';
import { corpus } from '../../../faults/corpora.ts';

const skim = (text: string): unknown => skimJson(Buffer.from(text), false);
/** Makes any object longer than what is parsed as a whole. */
const filler = `"filler":"${'x'.repeat(parseLimit)}"`;
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

describe('a skim of large JSON', () => {
  it('reads what JSON.parse reads where nothing is deep, long or far down a list', () => {
    const texts = [
      '{"a":1,"b":[true,false,null,{"c":"d"}],"e":{}}',
      ' [ ] ',
      '"\\u00e9\\n\\\\"',
      '-1.5e3',
      '{"a":1,"a":2}',
      '{"é":"\u{1F600}","\\u0061":"b"}',
      '{"__proto__":{"x":1},"constructor":2}',
    ];
    for (const text of texts) {
      assert.deepEqual(plain(skim(text)), plain(JSON.parse(text)), text);
    }
  });

  it('finds what stands before and behind a megabyte', () => {
    const body = Buffer.from(
      `{"id":"evt_1",${filler},"data":{"object":{"id":"ch_1"}},"type":"charge.failed"}`,
    );
    const value = parseJson(body);
    assert.deepEqual(
      ['id', 'type', 'data.object.id'].map((path) => valueAt(value, path)),
      ['evt_1', 'charge.failed', 'ch_1'],
    );
  });

  it('keeps numbers as they were written where that is asked', () => {
    const body = Buffer.from(`{"id":12345678901234567890,"n":1.0,${filler}}`);
    assert.deepEqual(
      ['id', 'n'].map((path) => valueAt(parseJsonKeepingNumbers(body), path)),
      ['12345678901234567890', '1.0'],
    );
  });

  it('says nothing of what is no JSON', () => {
    for (const text of [
      '',
      '{',
      '{"a"',
      '{"a":}',
      '{"a":1,}',
      '[1 2]',
      '{"a":1} x',
      '"\u0001"',
      '{a:1}',
      '[1,',
      'nul',
    ]) {
      assert.equal(skim(text), undefined, text);
    }
    assert.equal(parseJson(Buffer.alloc(parseLimit + 1, 0xff)), undefined);
  });

  it('leaves out what is deep, long and far down, and goes on behind it', () => {
    const depth = 2_000_000;
    const deep = skim(`{"deep":${'['.repeat(depth)}${']'.repeat(depth)},"type":"after"}`);
    assert.equal(valueAt(deep, 'type'), 'after');
    const list = skim(`{"list":[${'{"v":1},'.repeat(100_000)}0],"type":"after"}`);
    assert.equal(valueAt(list, 'type'), 'after');
    assert.equal(valueAt(list, 'list.3.v'), 1);
    const names = Array.from({ length: 5_000 }, (_, at) => `"k${at}":${at}`).join();
    const map = skim(`{"map":{${names}},"type":"after"}`);
    assert.equal(valueAt(map, 'type'), 'after');
    assert.equal(valueAt(map, 'map.k4999'), undefined);
  });

  it('agrees with JSON.parse on every valid file of the JSON test suite', function () {
    for (const [name, bytes] of corpus(this, 'JSONTestSuite/test_parsing')) {
      if (name.startsWith('y_')) {
        assert.deepEqual(plain(skimJson(bytes, false)), plain(JSON.parse(bytes.toString('utf8'))), name);
      }
    }
  });
});

describe('JSON in other encodings', () => {
  const text = '{"type":"ö","a":[1]}';
  const bytes: readonly (readonly [string, Buffer])[] = [
    ['a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 BE', Buffer.from(text, 'utf16le').swap16()],
  ];
  for (const [name, body] of bytes) {
    it(`is read: ${name}`, () => assert.deepEqual(parseJson(body), JSON.parse(text)));
  }
});
