import assert from 'node:assert/strict';
import { envCandidates } from '../../../../src/host/diagnosis/envFile.ts';
import { envSecrets } from '../../../../src/host/diagnosis/envSecrets.ts';
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
    assert.deepEqual(values('A=a#b'), ['A=a#b']);
    assert.deepEqual(values('A=a #b'), ['A=a', 'A=a #b']);
    assert.deepEqual(values('A="a" # b'), ['A=a']);
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
