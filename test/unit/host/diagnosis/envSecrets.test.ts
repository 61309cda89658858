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
    assert.deepEqual(values('A=a$b'), ['A=a$b', 'A=a']);
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

  // Each value was read so by the loader that is named: Compose's parser, python-dotenv, ...
  it('is read as each loader does where it differs from all others', () => {
    const table: readonly (readonly [loader: string, written: string, value: string])[] = [
      ['dotenv of Ruby', '"a\\tb\\fc\\n"', 'atbfc\n'],
      ['Compose and python-dotenv', '"a\\bc\\ad"', 'a\bc\x07d'],
      ['dotenv-expand', `'a\\$b'`, 'a$b'],
      ['Node and dotenv of npm', '"a\\\\nb"', 'a\\\nb'],
      ['dotenv of Ruby and npm', '"a"b"c"', 'a"b"c'],
      ['dotenv of Ruby and npm', `'a' 'b'`, `a' 'b`],
      ['Node', '"a\\"b"', 'a\\'],
      ['Node', `'it\\'s'`, 'it\\'],
      ['dotenv of npm', '"a"b', '"a"b'],
      ['python-dotenv', '`a`', '`a`'],
      ['Node and bash', 'a\u00a0', 'a\u00a0'],
      ['phpdotenv', '"a\\vb\\$c"', 'a\vb$c'],
    ];
    for (const [loader, written, value] of table) {
      const read = values(`A=${written}`);
      assert.ok(read.includes(`A=${value}`), `${loader}: ${written}: ${JSON.stringify(read)}`);
    }
  });

  it('has variables replaced by what stands above them, or by their default', () => {
    const above = `KEY='k$y'\nPRE="whsec_$\{KEY}"\n`;
    const table: readonly (readonly [written: string, value: string])[] = [
      ['whsec_${KEY}', 'whsec_k$y'],
      ['"$KEY/$KEY"', 'k$y/k$y'],
      ['${PRE}=', 'whsec_k$y='],
      ['${UNSET:-plain}', 'plain'],
      ['${UNSET-plain}', 'plain'],
      [`'$\{KEY}'`, 'k$y'],
      ['${KEY}', '${KEY}'],
      ['${UNSET}', '${UNSET}'],
      ['a$b', 'a$b'],
    ];
    for (const [written, value] of table) {
      const read = values(`${above}A=${written}\nb=later`);
      assert.ok(read.includes(`A=${value}`), `${written}: ${read.join()}`);
    }
    assert.deepEqual(values('A=$A${B}\nB=1'), ['A=$A${B}', 'A=$A', 'B=1']);
  });

  it('has variables that are not set as shells and loaders have them', () => {
    const table: readonly (readonly [loader: string, written: string, value: string])[] = [
      ['bash', '$2y$10$abc/d', 'y0/d'],
      ['bash', '"p$1q$#$?r"', 'pq00r'],
      ['bash', `a"$no"'$no'b`, 'a$nob'],
      ['bash', '"a\\$b$c"', 'a$b'],
      ['bash', 'a;b', 'a'],
      ['dotenv-expand', `'$2y$10$abc'`, '$2y$10'],
      ['dotenv-expand', '${SET:+x}${NO:+y}', 'x'],
      ['python-dotenv', 'a${no}$c', 'a$c'],
    ];
    for (const [loader, written, value] of table) {
      const read = values(`SET=1\nA=${written}`);
      assert.ok(read.includes(`A=${value}`), `${loader}: ${written}: ${JSON.stringify(read)}`);
    }
  });

  it('gives no piece of a value in quotes, and no more than its readers would', () => {
    assert.deepEqual(values('A=plain-Secret_123+/='), ['A=plain-Secret_123+/=']);
    assert.deepEqual(values(`A='plain'`), ['A=plain']);
    assert.deepEqual(values('A="plain"'), ['A=plain']);
    assert.deepEqual(values(`A='it's'`), [`A=it's`, 'A=it', `A='it's'`]);
    assert.deepEqual(values('A=""'), []);
    assert.ok(values('A="a\\nb\\"c\\d"').length <= 8);
  });

  it('is read in a moment, however odd a line is', () => {
    const long = 100_000;
    const lines = [
      ' '.repeat(long),
      '\\'.repeat(long),
      `'${"\\'".repeat(long)}`,
      '# '.repeat(long),
      '$'.repeat(long),
      '${a'.repeat(long),
      '$A'.repeat(long),
    ];
    const doubled = Array.from({ length: long / 10 }, (_, index) => `A${index + 1}=$A${index}$A${index}`);
    const cost = costOf(() => {
      lines.forEach((line) => envCandidates(`A=a${line}b`));
      envCandidates(['A0=a', ...doubled].join('\n'));
    });
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
