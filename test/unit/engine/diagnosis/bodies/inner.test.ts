import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { innerDocuments } from '../../../../../src/engine/diagnosis/bodies/inner.ts';
import { bodyVariants } from '../../../../../src/engine/diagnosis/bodyVariants.ts';
import { isSame, placeOf } from '../subjects.ts';

const json = '{"a":[1,2,3],"name":"Acme Project"}';

const ids = (body: string | Uint8Array, type = 'application/json'): string =>
  placeOf(innerDocuments(Buffer.from(body), type), isSame(json)).ids;

describe('the documents inside a body', () => {
  it('are those that it was compressed from, encoded from, or wrapped around', () => {
    assert.equal(ids(gzipSync(json)), 'body-compressed');
    assert.equal(ids(Buffer.from(json).toString('base64'), 'text/plain'), 'body-base64');
    assert.equal(ids(JSON.stringify(json)), 'body-double-encoded');
    assert.equal(
      ids(`payload=${encodeURIComponent(json)}`, 'application/x-www-form-urlencoded'),
      'body-form',
    );
    assert.equal(ids(`{"body":${json}}`), 'body-unwrapped');
    assert.equal(
      ids(JSON.stringify({ data: Buffer.from(json).toString('base64') })),
      'body-unwrapped body-base64',
    );
  });

  it('are tried as others write them from the start, as in what Rails copies below a name', () => {
    const signed = '{"url":"a\\/b","name":"Z\\u00fcrich","list":[1.5,2,3],"more":{"k":"<v>","z":null}}';
    const parsed = JSON.stringify(JSON.parse(signed));
    const copied = `${parsed.slice(0, -1)},"hook":${parsed}}`;
    const variants = bodyVariants(Buffer.from(copied), 'application/json');
    const place = placeOf(variants, isSame(signed));
    assert.equal(place.ids, 'body-unwrapped json-slashes json-unicode');
    assert.ok(place.index < 10, `at ${place.index}`);
  });

  it('are none of what holds none, and few of what holds many', () => {
    assert.deepEqual([...innerDocuments(Buffer.from('{"a":1}'), 'application/json')], []);
    assert.deepEqual([...innerDocuments(randomBytes(100_000), 'application/json')], []);
    assert.deepEqual([...innerDocuments(new Uint8Array(0), '')], []);
    const many = Buffer.from(
      JSON.stringify(Array.from({ length: 100 }, () => ({})).map((_, at) => ({ at }))),
    );
    const object = (value: (at: number) => unknown): Buffer =>
      Buffer.from(
        JSON.stringify(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`n${at}`, value(at)]))),
      );
    assert.deepEqual([...innerDocuments(many, 'application/json')], []);
    assert.equal(
      [
        ...innerDocuments(
          object((at) => `{"at":${at}}`),
          'application/json',
        ),
      ].length,
      6,
    );
    assert.deepEqual(
      [
        ...innerDocuments(
          object((at) => ({ at })),
          'application/json',
        ),
      ],
      [],
    );
  });
});
