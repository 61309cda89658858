import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueOf } from '../../../../../src/engine/diagnosis/json/spelling.ts';
import { readJson } from '../../../../../src/engine/diagnosis/json/tokens.ts';
import { inputs } from '../../../../fingerprints/inputs.ts';
import { costOf } from '../../../../support/cost.ts';

const corpora = join(import.meta.dirname, '../../../../../../shared/corpora');
const suite = join(corpora, 'JSONTestSuite/test_parsing');
const semantics = join(corpora, 'generated/json-semantics.json');

const read = (text: string): ReturnType<typeof readJson> => readJson(Buffer.from(text));

describe('readJson', () => {
  it('keeps how strings and numbers are spelled', () => {
    const json = read('{ "a\\/b" : [ 1.0 , -0, 1E400, "\\u00e9" ] }');
    assert.deepEqual(json?.texts, ['', 'a\\/b', '', '1.0', '-0', '1E400', '\\u00e9', '', '']);
    assert.deepEqual([...json.starts], [0, 2, 11, 13, 19, 23, 30, 39, 41]);
    assert.deepEqual([...json.ends], [8, 1, 7, 3, 4, 5, 6, 7, 8]);
  });

  it('reads strings as JSON.parse does', () => {
    for (const text of Object.values(inputs).filter((input) => input.startsWith('["'))) {
      const json = read(text);
      const strings = json?.texts.slice(1, -1).map(valueOf);
      assert.deepEqual(strings, JSON.parse(text), text);
    }
  });

  it('refuses what is none', () => {
    const none = [
      '',
      ' ',
      '{',
      '[1,]',
      '{"a"}',
      '{"a":1,}',
      '{"a" 1}',
      "['a']",
      '01',
      '1.',
      '.5',
      '1e',
      '+1',
    ];
    const others = [
      'NaN',
      'nul',
      'truefalse',
      '[1}',
      '"\t"',
      '"\\x"',
      '"\\u12g4"',
      '\ufeff{}',
      '1 2',
      '"a',
      '"\\',
    ];
    for (const text of [...none, ...others]) {
      assert.equal(read(text), undefined, JSON.stringify(text));
    }
    assert.equal(readJson(Buffer.from([0x22, 0xff, 0x22])), undefined);
    assert.equal(readJson(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), undefined);
  });

  it('reads 10,000 levels and refuses more', () => {
    assert.equal(read('['.repeat(10_000) + ']'.repeat(10_000))?.depth, 10_000);
    assert.equal(read('['.repeat(10_001) + ']'.repeat(10_001)), undefined);
    assert.equal(read('{"a":'.repeat(1_000_000)), undefined);
  });

  it('reads a mebibyte in a moment', () => {
    const body = Buffer.from(
      JSON.stringify(Array.from({ length: 20_000 }, (_, id) => ({ id, name: 'Acmé', ok: true }))),
    );
    const cost = costOf(() => assert.ok(readJson(body) !== undefined)) * (2 ** 20 / body.length);
    assert.ok(cost < 200, `${cost} a mebibyte`);
  });

  it('agrees with the JSON test suite', function () {
    if (!existsSync(suite)) {
      this.skip();
    }
    const files = readdirSync(suite).filter((name) => /^[yn]_/.test(name));
    const wrong = files.filter(
      (name) => (readJson(readFileSync(join(suite, name))) !== undefined) !== name.startsWith('y_'),
    );
    assert.ok(files.length > 200);
    assert.deepEqual(wrong, []);
  });

  it('reads what JSON.parse reads, and nothing else', function () {
    if (!existsSync(semantics)) {
      this.skip();
    }
    const cases = JSON.parse(readFileSync(semantics, 'utf8')) as readonly { n: string; t: string }[];
    for (const { n: name, t: text } of cases) {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      assert.equal(read(text) !== undefined, isJson, name);
    }
  });
});
