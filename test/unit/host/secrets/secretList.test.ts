import assert from 'node:assert/strict';
import {
  addSecret,
  cleanSecret,
  correctSecret,
  labelProblem,
  parseSecrets,
  removedText,
  removeSecret,
  renameSecret,
  secretsOf,
  withoutKey,
} from '../../../../src/host/secrets/secretList.ts';
import { english } from '../fakes.ts';

describe('A pasted secret', () => {
  it('loses what surrounds it, and the person is told what', () => {
    assert.deepEqual(cleanSecret('\ufeff  s3 cret\t\r\n\u200b'), {
      value: 's3 cret',
      removed: ['whitespace', 'lineEnds', 'invisible'],
    });
    assert.equal(
      removedText(['whitespace', 'lineEnds'], english),
      'Removed around what was pasted: white space, line ends.',
    );
  });

  it('stays as it is where nothing surrounds it', () => {
    assert.deepEqual(cleanSecret('a\u200bb'), { value: 'a\u200bb', removed: [] });
    assert.equal(removedText([], english), '');
  });

  it('names each kind of surplus alone', () => {
    assert.deepEqual(cleanSecret('x\n').removed, ['lineEnds']);
    assert.deepEqual(cleanSecret('\u00a0x').removed, ['whitespace']);
    assert.deepEqual(cleanSecret('\ufeffx').removed, ['invisible']);
    assert.equal(cleanSecret(' \r\n\u200b').value, '');
  });
});

describe('Saved secrets', () => {
  it('get labels that no other has', () => {
    const first = addSecret({}, 'simplebackups', 'a', english);
    const second = addSecret(first.secrets, 'simplebackups', 'b', english);
    const without = removeSecret(second.secrets, 'simplebackups', 'Secret 1');
    const third = addSecret(without, 'simplebackups', 'c', english);
    assert.deepEqual([first.label, second.label, third.label], ['Secret 1', 'Secret 2', 'Secret 3']);
    assert.deepEqual(
      secretsOf(third.secrets, 'simplebackups').map(({ value }) => value),
      ['b', 'c'],
    );
  });

  it('count on from the labels that were given, not from a person’s own', () => {
    const saved = { stripe: [{ label: 'Shop of 2024', value: 'a' }] };
    assert.equal(addSecret(saved, 'stripe', 'b', english).label, 'Secret 1');
    const more = { stripe: [...saved.stripe, { label: 'Secret 4', value: 'b' }] };
    assert.equal(addSecret(more, 'stripe', 'c', english).label, 'Secret 5');
  });

  it('can have another label, in the same place', () => {
    const two = addSecret(addSecret({}, 'stripe', 'a', english).secrets, 'stripe', 'b', english).secrets;
    const renamed = renameSecret(two, { key: 'stripe', from: 'Secret 1', to: 'Live' });
    assert.deepEqual(renamed, { stripe: [{ ...two['stripe']?.[0], label: 'Live' }, two['stripe']?.[1]] });
    assert.deepEqual(renameSecret({}, { key: 'stripe', from: 'x', to: 'y' }), {});
  });

  it('can be corrected, with the same label, place and day', () => {
    const two = addSecret(addSecret({}, 'stripe', 'a.', english).secrets, 'stripe', 'b', english).secrets;
    const corrected = correctSecret(two, { key: 'stripe', label: 'Secret 1', value: 'a' });
    assert.deepEqual(corrected, { stripe: [{ ...two['stripe']?.[0], value: 'a' }, two['stripe']?.[1]] });
  });

  it('go all at once with their source', () => {
    const { secrets } = addSecret({ stripe: [] }, 'source:Acme', 'a', english);
    assert.deepEqual(withoutKey(secrets, 'source:Acme'), { stripe: [] });
  });

  it('have labels that tell them apart', () => {
    const others = [{ label: 'Live', value: 'a' }];
    assert.equal(labelProblem('Test', others, english), null);
    assert.equal(labelProblem('x'.repeat(40), others, english), null);
    assert.match(labelProblem('', others, english) ?? '', /empty/);
    assert.match(labelProblem('x'.repeat(41), others, english) ?? '', /40 characters; this one has 41/);
    assert.match(labelProblem('Live', others, english) ?? '', /“Live” already/);
  });

  it('leave no empty list behind, and nothing of the prototype', () => {
    const { secrets } = addSecret({}, 'simplebackups', 'a', english);
    assert.deepEqual(removeSecret(secrets, 'simplebackups', 'Secret 1'), {});
    assert.deepEqual(secretsOf({}, 'constructor'), []);
  });

  it('are read only where they are in their form', () => {
    const text = '{"simplebackups":[{"label":"Secret 1","value":"x"}]}';
    assert.deepEqual(parseSecrets(text), { simplebackups: [{ label: 'Secret 1', value: 'x' }] });
    for (const bad of ['', '{', 'null', '[]', '{"a":1}', '{"a":[{"label":1,"value":"x"}]}', '{"a":["x"]}']) {
      assert.equal(parseSecrets(bad), null);
    }
  });
});
