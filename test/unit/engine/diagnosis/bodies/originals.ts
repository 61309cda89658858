import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { plainBodyVariants } from '../../../../../src/engine/diagnosis/bodies/plain.ts';
import { isSame, placeOf, type Place } from '../subjects.ts';

type Bytes = string | Uint8Array;

/** Where the body that was signed stands among those that the received one may have been. */
export function foundIn(received: Bytes, signed: Bytes, contentType = 'application/json'): Place<Uint8Array> {
  return placeOf(plainBodyVariants(Buffer.from(received), contentType), isSame(signed));
}

/** Each: what it is of, what came, what was signed, and the ids of the causes. */
export type BodyCase = readonly [
  name: string,
  received: Bytes,
  signed: Bytes,
  ids: string,
  contentType?: string,
];

export function provesEach(cases: readonly BodyCase[], last = 120): void {
  for (const [name, received, signed, ids, contentType] of cases) {
    it(name, () => {
      const place = foundIn(received, signed, contentType);
      assert.equal(place.ids, ids);
      assert.ok(place.index < last, `at ${place.index}`);
    });
  }
}
