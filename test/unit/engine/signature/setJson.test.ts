import assert from 'node:assert/strict';
import { setJson } from '../../../../src/engine/signature/setJson.ts';

function set(body: string, path: string, text: string): string {
  return Buffer.from(setJson(Buffer.from(body), path, text)).toString();
}

describe('A text that is put into JSON', () => {
  it('takes the place of a value, and no other byte is another', () => {
    assert.equal(
      set('{ "a" : "\\u00fc/\\/", "b":[1.0, {"c":"x"} ] }\r\n', 'a', 'ü"'),
      '{ "a" : "ü\\"", "b":[1.0, {"c":"x"} ] }\r\n',
    );
    assert.equal(set('{"b":[1.0,{"c":null}, 2e1]}', 'b.1.c', 'y'), '{"b":[1.0,{"c":"y"}, 2e1]}');
    assert.equal(set('{"東京":"ü","s":""}', 's', 'x'), '{"東京":"ü","s":"x"}');
  });

  it('stays a number where a number stood', () => {
    assert.equal(set('{"t": 1, "u": "1"}', 't', '25'), '{"t": 25, "u": "1"}');
    assert.equal(set('{"t": 1, "u": "1"}', 'u', '25'), '{"t": 1, "u": "25"}');
    assert.equal(set('{"t": 1}', 't', 'a5'), '{"t": "a5"}');
  });

  it('is the last of a name that stands there twice, as parsers have it', () => {
    assert.equal(set('{"a":"1","a":"2"}', 'a', 'x'), '{"a":"1","a":"x"}');
    assert.equal(set('{"\\u0061":"1","__proto__":"2"}', 'a', 'x'), '{"\\u0061":"x","__proto__":"2"}');
  });

  it('is added where nothing stands, with what is on the way', () => {
    assert.equal(set('{"a": 1.5}', 'b.c', 'x'), '{"a":1.5,"b":{"c":"x"}}');
    assert.throws(() => set('no JSON', 'a', 'x'), SyntaxError);
  });
});
