import assert from 'node:assert/strict';
import { hostOf, readTarget, targetProblem } from '../../../../src/host/targets/target.ts';
import { TargetMemory } from '../../../../src/host/targets/targetMemory.ts';
import { english } from '../fakes.ts';

const problemOf = (text: string): string => targetProblem(text, english);

describe('A target to replay to', () => {
  it('is a URL, of this machine as people write it', () => {
    const good = [
      'http://localhost:3000',
      'https://127.0.0.1/in?x=1',
      'http://[::1]:8080/',
      ' localhost:3000/in ',
    ];
    good.push('127.0.0.1:3000', 'http://LOCALHOST', 'http://127.1:80');
    assert.deepEqual(
      good.map(problemOf),
      good.map(() => ''),
    );
    assert.equal(readTarget(' localhost:3000/in ')?.href, 'http://localhost:3000/in');
    assert.equal(readTarget('[::1]:3000')?.href, 'http://[::1]:3000/');
    assert.equal(hostOf('http://localhost:3000/in'), 'localhost:3000');
  });

  it('is refused otherwise, with the reason', () => {
    for (const text of ['', '3000', 'nonsense', 'ftp://localhost', 'file:///etc/passwd', 'http://']) {
      assert.match(problemOf(text), /such as http:\/\/localhost:3000/, text);
    }
    assert.match(problemOf('http://localhost@example.com'), /password/);
    assert.match(problemOf('http://me:word@localhost:3000'), /password/);
  });

  it('is remembered, the last one first, ten of them', async () => {
    const kept = new Map<string, unknown>();
    const memory = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    };
    const targets = new TargetMemory(memory);
    assert.deepEqual(targets.targets, []);
    for (let port = 1; port <= 12; port += 1) {
      await targets.remember(`http://localhost:${port}/`);
    }
    await targets.remember('http://localhost:5/');
    assert.equal(targets.targets.length, 10);
    assert.deepEqual(targets.targets.slice(0, 2), ['http://localhost:5/', 'http://localhost:12/']);
    await memory.update([...kept.keys()][0] ?? '', [1, 'http://localhost:7/']);
    assert.deepEqual(new TargetMemory(memory).targets, ['http://localhost:7/']);
  });
});
