import assert from 'node:assert/strict';
import { fieldAt, withField } from '../../../../src/host/settings/rowFields.ts';

describe('A field of a row of the settings', () => {
  const row = { name: 'Shop', note: 'ours', forward: { onlyValid: true }, answer: { sequence: [500, 200] } };

  it('is read where it stands', () => {
    assert.equal(fieldAt(row, ['forward', 'onlyValid']), true);
    assert.equal(fieldAt(row, ['answer', 'sequence', 1]), 200);
    assert.equal(fieldAt(row, ['answer', 'body']), undefined);
    assert.equal(fieldAt(row, ['name', 'x']), undefined);
  });

  it('is changed, and all else stays as it was written', () => {
    assert.deepEqual(withField(row, ['path'], '/shop'), { ...row, path: '/shop' });
    assert.deepEqual(withField(row, ['forward', 'path'], 'keep'), {
      ...row,
      forward: { onlyValid: true, path: 'keep' },
    });
  });

  it('goes with what it leaves empty', () => {
    const { name, note, answer } = row;
    assert.deepEqual(withField(row, ['forward', 'onlyValid'], undefined), { name, note, answer });
  });

  it('of a response in a sequence makes an object of a status alone', () => {
    assert.deepEqual(withField(row, ['answer', 'sequence', 0, 'body'], 'no')['answer'], {
      sequence: [{ status: 500, body: 'no' }, 200],
    });
  });
});
