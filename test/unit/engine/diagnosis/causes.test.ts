import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { came, other, proven, rewritten, right, seen } from './causes.ts';
import { diagnosed, original, saved, secret, signedWith } from './patients.ts';
import { itProves, itSees } from './proves.ts';

describe('a diagnosis', () => {
  itProves(proven);
  itSees(seen);

  it('proves what a proxy does that parses and writes JSON, together with another secret', () => {
    const patient = {
      ...came(rewritten),
      secrets: { simplebackups: saved('new', secret) },
    };
    const single = diagnosed(patient);
    assert.deepEqual([single.level, single.secretLabel], ['proven', 'Secret 2']);
    assert.equal(Buffer.from(single.recovered?.body ?? '').toString(), original);
    const both = diagnosed({ ...patient, secrets: { simplebackups: saved(`${secret}\n`) } });
    assert.equal(both.level, 'proven');
    assert.ok(both.causes.some(({ id }) => id === 'secret-newline'));
    assert.ok(both.causes.some(({ id }) => id.startsWith('json-')));
  });

  it('proves a body that was written again inside of another one', () => {
    const patients = [
      gzipSync(rewritten),
      Buffer.from(rewritten).toString('base64'),
      `{"body":${rewritten}}`,
    ];
    for (const body of patients) {
      const { level, recovered } = diagnosed(came(body));
      assert.deepEqual([level, Buffer.from(recovered?.body ?? '').toString()], ['proven', original]);
    }
  });

  it('proves a saved secret that has lost its last two characters', () => {
    const patient = signedWith(right, { secrets: { simplebackups: saved(secret.slice(0, -2)) } });
    assert.deepEqual(
      diagnosed(patient).causes.map(({ id }) => id),
      ['secret-truncated'],
    );
  });

  it('says that nothing is wrong where nothing is', () => {
    const { level, causes } = diagnosed(signedWith(right));
    assert.deepEqual([level, causes], ['verifies', []]);
  });

  it('claims nothing of a wrong secret that nobody has saved', () => {
    const { level, tried, isCutShort } = diagnosed(other('a secret of somebody else'));
    assert.deepEqual([level, isCutShort], ['unexplained', false]);
    assert.ok(tried > 1000, String(tried));
  });
});
