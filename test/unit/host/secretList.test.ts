import assert from 'node:assert/strict';
import {
  addSecret,
  cleanSecret,
  parseSecrets,
  removedText,
  removeSecret,
  secretsOf,
} from '../../../src/host/secretList.ts';
import { english } from './fakes.ts';

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
