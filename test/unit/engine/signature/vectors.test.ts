import assert from 'node:assert/strict';
import { inspect } from '../../../../src/engine/inspect.ts';
import { schemeById } from '../../../../src/engine/signature/schemes/table.ts';
import type { Detection } from '../../../../src/protocol/event.ts';
import { knowledgeFor, requestOf, runVector, secretsOf, type Vector } from '../../../vectors/vector.ts';
import { readShared } from './vectors.ts';

interface Seen {
  readonly vector: Vector;
  readonly provider: string | null;
  readonly detection: Detection;
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

  it('are of the provider or family that is named, with its secret saved, in at least 98 of 100', function () {
    const all = readShared<Vector[]>(this, 'vectors.json').map((vector) => seen(vector, true));
    const wrong = all.filter((one) => !isRight(one));
    const right = all.length - wrong.length;
    assert.ok(right >= all.length * 0.98, `${right} of ${all.length}; ${wrong.map(nameOf).join('; ')}`);
  });

  it('are never taken for the wrong provider, also with no secret saved at all', function () {
    const all = readShared<Vector[]>(this, 'vectors.json').map((vector) => seen(vector, false));
    const wrong = all.filter((one) => one.provider !== null && !isRight(one));
    assert.deepEqual(wrong.map(nameOf), []);
    const nothing = all.filter(({ provider }) => provider === null);
    assert.ok(nothing.length <= 18, nothing.map(nameOf).join('; '));
    // Only those whose one sign was taken away show nothing.
    assert.ok(nothing.every(({ vector }) => vector.expected === 'missing' || vector.scheme === 'none'));
  });
});
