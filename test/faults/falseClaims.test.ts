import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { diagnosed, saved, signedWith } from '../unit/engine/diagnosis/patients.ts';

const trials = 10_000;
/** Milliseconds for each: hundreds of hypotheses. */
const budget = 2;

/** A JSON body that nobody has seen. */
function randomBody(): string {
  const word = (): string => randomBytes(6).toString('base64');
  return JSON.stringify({
    id: randomBytes(4).readUInt32BE(),
    [word()]: word(),
    path: `a/${word()}`,
    list: [],
  });
}

describe('random wrong secrets and random bodies', () => {
  it(`are never called proven, in ${trials} trials`, function () {
    this.timeout(120_000);
    let tried = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const body = randomBody();
      const signature = createHmac('sha256', randomBytes(16)).update(body).digest('hex');
      const secrets = { simplebackups: saved(randomBytes(12).toString('hex')) };
      const diagnosis = diagnosed(signedWith(signature, { body, secrets, budget }));
      assert.notEqual(diagnosis.level, 'proven', JSON.stringify(diagnosis.causes));
      tried += diagnosis.tried;
    }
    console.log(`      ${tried} hypotheses in all`);
  });
});
