import assert from 'node:assert/strict';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import type { Detection } from '../../../../src/protocol/detection.ts';
import { knowledgeFor, requestOf, runVector, secretsOf, type Vector } from '../../../vectors/vector.ts';
import { readShared } from './vectors.ts';
import type { Verdict } from '../../../../src/protocol/verdict.ts';

interface Seen {
  readonly vector: Vector;
  readonly provider: string | null;
  readonly detection: Detection;
  readonly verdict: Verdict;
}

/** Whom the listener takes for the sender when nobody tells it. */
function seen(vector: Vector, withSecrets: boolean): Seen {
  const knowledge = knowledgeFor(vector, null, withSecrets ? secretsOf(vector) : {});
  return { vector, ...inspect(requestOf(vector), knowledge).findings };
}

/** The provider, or one of its family: their requests do not tell them apart. */
function isRight({ vector, provider }: Seen): boolean {
  const family = schemeById(vector.scheme)?.family;
  const isRelative = family !== undefined && provider !== null && schemeById(provider)?.family === family;
  return provider === vector.scheme || isRelative;
}

const nameOf = ({ vector: { scheme, name }, provider }: Seen): string => `${scheme} ${name}: ${provider}`;

describe('the shared vectors, through what the listener does', () => {
  it('all have the verdict that is expected of them', function () {
    const results = readShared<Vector[]>(this, 'vectors.json').map(runVector);
    assert.ok(results.length >= 583);
    assert.deepEqual(
      results.filter(({ expected, actual }) => expected !== actual),
      [],
    );
  });

  for (const [saved, withSecrets] of [
    ['its secret', true],
    ['no secret', false],
  ] as const) {
    it(`are of the provider or family that is named, or show nothing, with ${saved} saved`, function () {
      const all = readShared<Vector[]>(this, 'vectors.json').map((vector) => seen(vector, withSecrets));
      const wrong = all.filter((one) => one.provider !== null && !isRight(one));
      assert.deepEqual(wrong.map(nameOf), []);
      const nothing = all.filter(({ provider }) => provider === null);
      assert.ok(nothing.length <= 18, nothing.map(nameOf).join('; '));
      // Only those whose one sign was removed show nothing: a saved secret is none.
      assert.ok(nothing.every(({ vector }) => vector.expected === 'missing' || vector.scheme === 'none'));
      assert.ok(nothing.every(({ verdict }) => verdict === 'unrecognised'));
    });
  }
});
