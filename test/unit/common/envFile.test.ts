import assert from 'node:assert/strict';
import { envCandidates } from '../../../src/common/envFile.ts';

const pairs = (text: string): [string, string][] =>
  envCandidates(text).map(({ name, value }) => [name, value]);

describe('the values of an .env file', () => {
  it('are read with the names that they have', () => {
    assert.deepEqual(pairs('A=1\nexport B=two\n  C = three \nD: four\n\nE=\n'), [
      ['A', '1'],
      ['B', 'two'],
      ['C', 'three'],
      ['D', 'four'],
    ]);
  });

  it('lose their quotes, and keep what is in them', () => {
    assert.deepEqual(pairs(`A="one # two"\nB='a\\nb'\nC=\`x\`\nD="say \\"hi\\""\n`), [
      ['A', 'one # two'],
      ['B', 'a\\nb'],
      ['C', 'x'],
      ['D', 'say "hi"'],
      ['D', 'say \\"hi\\"'],
    ]);
  });

  it('go over several lines in quotes', () => {
    assert.deepEqual(pairs('A="one\ntwo"\nB=3'), [
      ['A', 'one\ntwo'],
      ['B', '3'],
    ]);
    assert.deepEqual(pairs('A="one\\ntwo"'), [
      ['A', 'one\ntwo'],
      ['A', 'one\\ntwo'],
    ]);
  });

  it('end before a comment, or have it in them: both are tried', () => {
    assert.deepEqual(pairs('# A=0\nA=one # two\nB=one#two\n'), [
      ['A', 'one'],
      ['A', 'one # two'],
      ['B', 'one#two'],
    ]);
  });

  it('are not expanded', () => {
    assert.deepEqual(pairs('A=$HOME/${B}'), [['A', '$HOME/${B}']]);
  });

  it('are read of files with CRLF and a byte order mark', () => {
    assert.deepEqual(pairs('\ufeffA=1\r\nB="2"\r\n'), [
      ['A', '1'],
      ['B', '2'],
    ]);
  });

  it('are read of a quote that does not end, as the line that it is on', () => {
    assert.deepEqual(pairs('A="one\nB=2'), [
      ['A', '"one'],
      ['B', '2'],
    ]);
  });

  it('are none of what is no such file, however long it is', () => {
    const start = performance.now();
    assert.deepEqual(pairs('{"a": 1}\nnothing\n=x\n'), []);
    for (const line of ['A="\n', '"', ' ', 'export ', "A='x\n", '#', '\\']) {
      assert.ok(envCandidates(line.repeat(200_000)).length <= 2000);
    }
    assert.ok(performance.now() - start < 2000);
  });
});
