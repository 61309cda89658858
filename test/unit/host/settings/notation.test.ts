import assert from 'node:assert/strict';
import { map, notationOf } from '../../../../src/host/settings/notation.ts';
import type { Schema } from '../../../../src/host/settings/schema.ts';

const place: Schema = { maxProperties: 1, properties: { header: {}, json: {} } };

/** What is written of a value, and the value that is read of that. */
function both(schema: Schema, value: unknown): readonly [string, unknown] {
  const { format, parse } = notationOf(schema);
  const written = format(value);
  return [written, parse(written)];
}

describe('A value of a setting on one line', () => {
  it('is read as it was written', () => {
    const values: readonly (readonly [Schema, unknown, string])[] = [
      [{ type: 'string' }, '{timestamp}.{body}', '{timestamp}.{body}'],
      [{ type: 'string' }, ' ', '" "'],
      [{ type: 'string' }, '\n', String.raw`"\n"`],
      [{ type: 'string' }, '', '""'],
      [{ type: 'string' }, 'say "so"', String.raw`"say \"so\""`],
      [{ type: 'number' }, 300, '300'],
      [{ anyOf: [{ type: 'boolean' }, { type: 'number' }] }, true, 'true'],
      [place, { header: 'X-Signature' }, 'header:X-Signature'],
      [place, { json: 'data.id' }, 'json:data.id'],
      [{ items: place }, [{ header: 'A' }, { json: 'b' }], 'header:A, json:b'],
      [{ items: { type: 'string' } }, ['a,b', 'c'], '["a,b","c"]'],
      [{ anyOf: [{ type: 'string' }, { type: 'array', items: {} }] }, ['{a}, {b}', '{c}'], '{a}, {b}; {c}'],
      [{ type: 'object' }, { iss: 'https://acme.test/a', aud: ['b', 'c'] }, ''],
      [{ type: 'object' }, { iss: 'a; b: c' }, '{"iss":"a; b: c"}'],
    ];
    for (const [schema, value, written] of values) {
      const [text, read] = both(schema, value);
      assert.deepEqual(read, value, text);
      assert.equal(written === '' ? '' : text, written);
    }
  });

  it('takes a name alone for that of a header, and one value for a list of it', () => {
    assert.deepEqual(notationOf(place).parse('X-Signature'), { header: 'X-Signature' });
    assert.deepEqual(notationOf({ items: place }).format({ header: 'A' }), 'header:A');
  });

  it('has a header whose value has a ; in it', () => {
    const value = { 'Content-Type': 'text/html; charset=utf-8', 'X-A': '1' };
    assert.equal(map.format(value), 'Content-Type: text/html; charset=utf-8; X-A: 1');
    assert.deepEqual(map.parse(map.format(value)), value);
  });
});
