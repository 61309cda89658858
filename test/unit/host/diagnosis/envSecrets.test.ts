import assert from 'node:assert/strict';
import { envCandidates } from '../../../../src/host/diagnosis/envFile.ts';
import { envSecrets } from '../../../../src/host/diagnosis/envSecrets.ts';
import { costOf } from '../../../support/cost.ts';
import { english } from '../fakes.ts';

const values = (text: string): readonly string[] =>
  envCandidates(text).map(({ name, value }) => `${name}=${value}`);

describe('A .env file', () => {
  it('gives names and values', () => {
    assert.deepEqual(values('A=1\nexport B=two\n  C = three  \n\n# D=4\nnothing\nE=\n'), [
      'A=1',
      'B=two',
      'C=three',
    ]);
  });

  it('may be written on Windows', () => {
    assert.deepEqual(values('\ufeffA=1\r\nB=2\r\n'), ['A=1', 'B=2']);
  });

  it('is read in each way that its readers differ in', () => {
    assert.deepEqual(values('A="a b"'), ['A=a b']);
    assert.deepEqual(values(`A='a\\nb'`), ['A=a\\nb']);
    assert.deepEqual(values('A="a\\nb"'), ['A=a\nb', 'A=a\\nb']);
    assert.deepEqual(values('A=a#b'), ['A=a#b', 'A=a']);
    assert.deepEqual(values('A=a #b'), ['A=a', 'A=a #b']);
    assert.deepEqual(values('A="a" # b'), ['A=a']);
  });

  it('has a dollar that is written twice', () => {
    for (const written of ['"$$2y$$10$$abc"', "'$$2y$$10$$abc'", '$$2y$$10$$abc', '$$2y$$10$$abc # hash']) {
      assert.ok(values(`A=${written}`).includes('A=$2y$10$abc'), written);
    }
    assert.ok(values('A="a\\$b"').includes('A=a$b'));
    assert.ok(values('A=a\\$b').includes('A=a$b'));
    assert.deepEqual(values('A=a$b'), ['A=a$b']);
  });

  it('has escaped characters, in quotes and without', () => {
    const table: readonly (readonly [written: string, value: string])[] = [
      [`'it\\'s'`, `it's`],
      [`'it\\'s' # as Compose has it`, `it's`],
      [`'a\\\\b'`, 'a\\b'],
      [`'a\\\\b'`, 'a\\\\b'],
      [`'a\\' # as a shell has it`, 'a\\'],
      [`'it'\\''s'`, `it's`],
      [`"say \\"no\\""`, 'say "no"'],
      [`"a\\d\\n"`, 'a\\d\n'],
      [`"a\\\\n"`, 'a\\n'],
      [`"a\\tb"`, 'a\tb'],
      [`ab\\#cd`, 'ab#cd'],
      [`ab\\ cd`, 'ab cd'],
      [`a"b"c`, 'abc'],
      ['`a"b\'c`', `a"b'c`],
    ];
    for (const [written, value] of table) {
      assert.ok(
        values(`A=${written}`).includes(`A=${value}`),
        `${written}: ${values(`A=${written}`).join()}`,
      );
    }
  });

  it('gives no piece of a value in quotes, and no more than its readers would', () => {
    assert.ok(!values(`A='it\\'s'`).includes('A=it\\'));
    assert.deepEqual(values('A=plain-Secret_123+/='), ['A=plain-Secret_123+/=']);
    assert.deepEqual(values(`A='plain'`), ['A=plain']);
    assert.deepEqual(values('A="plain"'), ['A=plain']);
    assert.deepEqual(values(`A='it's'`), [`A='it's'`]);
    assert.deepEqual(values('A=""'), []);
    assert.ok(values('A="a\\nb\\"c\\d"').length <= 5);
  });

  it('is read in a moment, however odd a line is', () => {
    const long = 100_000;
    const lines = [
      ' '.repeat(long),
      '\\'.repeat(long),
      `'${"\\'".repeat(long)}`,
      '# '.repeat(long),
      '$'.repeat(long),
    ];
    const cost = costOf(() => lines.forEach((line) => envCandidates(`A=a${line}b`)));
    assert.ok(cost < 1000, `${cost}`);
  });

  it('may have a value of several lines, in quotes', () => {
    assert.ok(values('K="-----BEGIN\nabc\n-----END"\nB=2').includes('K=-----BEGIN\nabc\n-----END'));
    assert.ok(values('K="open\nB=2').includes('B=2'));
  });
});

describe('Secrets of .env files', () => {
  it('are named by name and file, the likeliest first, each value once', () => {
    const texts = [
      { file: '.env', text: 'PORT=80\nAPI_KEY=k\nSAME=s' },
      { file: 'api/.env.staging', text: 'WEBHOOK_SECRET=w\nOTHER=s' },
    ];
    const secrets = envSecrets(texts, english);
    assert.deepEqual(
      secrets.map(({ label, value }) => `${label}: ${value}`),
      ['WEBHOOK_SECRET of api/.env.staging: w', 'API_KEY of .env: k', 'PORT of .env: 80', 'SAME of .env: s'],
    );
  });

  it('have a label each, also where a name comes twice', () => {
    const labels = envSecrets([{ file: '.env', text: 'A=1 #2' }], english).map(({ label }) => label);
    assert.deepEqual(labels, ['A of .env', 'A of .env (2)']);
  });

  it('are bounded', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `A${index}=${index}`).join('\n');
    assert.equal(envSecrets([{ file: '.env', text }], english).length, 2000);
  });
});
