import assert from 'node:assert/strict';
import { rewrite } from '../../../../../src/engine/diagnosis/json/runtime.ts';
import { runtimeNamed, runtimes } from '../../../../../src/engine/diagnosis/json/runtimes.ts';
import { readJson } from '../../../../../src/engine/diagnosis/json/tokens.ts';
import { readFingerprints, type Fingerprint } from '../../../../fingerprints/fingerprints.ts';
import { inputs } from '../../../../fingerprints/inputs.ts';
import { realRuntimes, runReal, shown } from '../../../../fingerprints/realRuntimes.ts';
import { limit } from '../../../../support/limits.ts';

/** Documented, but not held against the real thing: what could not be installed where the fingerprints are made. */
const unproven = (id: string): boolean => /^(?:dotnet|newtonsoft|ruby-pretty$)/.test(id);
/** The form that Go has had since 1.22: by fingerprints of an older Go, where that does not matter. */
const newerGo = (id: string): boolean => /^go(?!-old)/.test(id);

const fingerprints = readFingerprints();

function ours(id: string, input: string): string | null {
  const tree = readJson(Buffer.from(inputs[input] ?? ''));
  assert.ok(tree !== undefined, `${input} is JSON`);
  const written = rewrite(runtimeNamed(id), tree);
  return written === undefined ? null : shown(written);
}

/** The form that writes as another does but for \b and \f. */
function newer(id: string): string {
  return id.replace('go-old', 'go');
}

function assertSame(fingerprint: Fingerprint, id: string, leftOut: readonly string[] = []): void {
  const names = Object.keys(inputs).filter((name) => !leftOut.includes(name));
  const expected = Object.fromEntries(names.map((name) => [name, fingerprint.outputs[name]]));
  assert.deepEqual(Object.fromEntries(names.map((name) => [name, ours(id, name)])), expected);
}

describe('rewrite, held against what real runtimes wrote', () => {
  for (const fingerprint of fingerprints) {
    it(`${fingerprint.runtime} writes as ${fingerprint.program} ${fingerprint.version}`, () => {
      assert.deepEqual(Object.keys(fingerprint.outputs), Object.keys(inputs), 'run npm run fingerprints');
      assertSame(fingerprint, fingerprint.runtime);
    });
    if (fingerprint.runtime.startsWith('go-old')) {
      it(`${newer(fingerprint.runtime)} writes as it, but for \\b and \\f`, () => {
        const differing = ['short control characters', 'long control characters'];
        assertSame(fingerprint, newer(fingerprint.runtime), differing);
      });
    }
  }

  it('has a fingerprint for every runtime but those that are said to have none', () => {
    const proven = new Set(fingerprints.map(({ runtime }) => runtime));
    const missing = runtimes.filter(({ id }) => !proven.has(id) && !unproven(id) && !newerGo(id));
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
  });
});

describe('the committed fingerprints, held against the runtimes that are installed', () => {
  for (const { name, command } of realRuntimes) {
    it(name, function () {
      this.timeout(limit(120_000));
      const line = command();
      if (line === null) {
        console.log(`      ${name} is not installed here`);
        this.skip();
      }
      const { version, outputs } = runReal(line, Object.values(inputs));
      const committed = fingerprints.filter(({ program }) => program === name);
      if (committed.some((fingerprint) => fingerprint.version !== version)) {
        console.log(`      the fingerprints are of ${committed[0]?.version ?? 'none'}, here is ${version}`);
        this.skip();
      }
      for (const { runtime, outputs: kept } of committed) {
        assert.deepEqual(outputs.get(runtime), Object.values(kept), runtime);
      }
      assert.equal(outputs.size, committed.length);
    });
  }
});
