import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { bodySigns } from '../../../../../src/engine/diagnosis/bodies/signs.ts';
import { provesEach } from './originals.ts';

describe('a body that was cut or added to', () => {
  provesEach([
    ['its last bracket is missing', '{"a":[1,{"b":2}', '{"a":[1,{"b":2}]}', 'body-truncated'],
    ['its brackets and line end are missing', '{"a":{"b":"c"', '{"a":{"b":"c"}}\n', 'body-truncated'],
    ['another document follows it', '{"a":1}{"b":2}', '{"a":1}', 'body-edited'],
    ['another document is before it', '{"a":1}\n{"b":2}', '{"b":2}', 'body-edited'],
    ['a member was added at its end', '{"a":1, "b":{}}', '{"a":1}', 'body-edited'],
    ['a member was added at its start', '{"b":[], "a":1}', '{"a":1}', 'body-edited'],
    ['two members were added', '{"a":1,"b":2,"c":3}', '{"a":1}', 'body-edited'],
    ['it came twice', 'a=1a=1', 'a=1', 'body-edited'],
    ['it was empty', '{"a":1}', '', 'body-empty'],
    ['it was empty, and became an object', '{}', '', 'body-empty'],
    ['it was an empty object, and nothing came', '', '{}', 'body-empty'],
    ['it was an empty array, and an object came', '{}', '[]', 'body-empty'],
    ['its text was lost before it was signed', '{"a":1}', '[object Object]', 'body-empty'],
    ['nothing of Python was signed', '{"a":1}', 'None', 'body-empty'],
    ['an array of PHP was signed as text', '{"a":1}', 'Array', 'body-empty'],
  ]);

  it('shows what cannot be undone', () => {
    const ids = (body: string, type = 'application/json'): string[] =>
      bodySigns(Buffer.from(body), type).map(({ id }) => id);
    assert.deepEqual(ids('{"a":1}'), []);
    assert.deepEqual(ids(''), ['body-empty']);
    assert.deepEqual(ids('{"a":"b'), ['body-truncated']);
    assert.deepEqual(ids('{"a":[1,'), ['body-truncated']);
    assert.deepEqual(ids('{"a":"\ufffd"}'), ['body-charset']);
    assert.deepEqual(ids('[object Object]', 'text/plain'), ['body-edited']);
    assert.deepEqual(ids('a=1', 'application/x-www-form-urlencoded'), []);
    for (const nothing of ['{}', '[]', 'None', 'Array']) {
      assert.deepEqual(ids(nothing), ['body-empty'], nothing);
    }
    assert.deepEqual(ids('{\\"a\\":\\"b{\\"}', 'text/plain'), []);
    assert.deepEqual(ids('{"name":"M?ller"}'), ['body-charset']);
    assert.deepEqual(ids('{"name":"a?b=c","really":"Why? Well"}'), []);
    assert.deepEqual(ids('{"name":"Mu00fcller"}'), ['body-edited']);
    assert.deepEqual(ids('{\u201ca\u201d:1}'), ['body-edited']);
    assert.deepEqual(ids('a: 1\n'), ['body-edited']);
    assert.deepEqual(ids('a: 1\n', 'text/plain'), []);
    const howOf = (body: string): unknown =>
      bodySigns(Buffer.from(body), 'application/json').map(({ detail }) => detail['how']);
    assert.deepEqual([howOf('{\u201ca\u201d:1}'), howOf('a: 1\n')], [['quotes'], ['no JSON']]);
    assert.deepEqual(ids('\ufeff{"a":NaN}'), []);
    assert.deepEqual(ids('{"a":1}\n{"a":2}\n', 'application/x-ndjson'), []);
  });
});
