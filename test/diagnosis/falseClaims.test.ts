import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { diagnosed, saved, signedWith } from '../unit/engine/diagnosis/patients.ts';

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

/** Diagnoses a random body with a random signature and a random secret; gives how many hypotheses were tried. */
function tryOne(budget: number): number {
  const body = randomBody();
  const signature = createHmac('sha256', randomBytes(16)).update(body).digest('hex');
  const secrets = { simplebackups: saved(randomBytes(12).toString('hex')) };
  const { level, causes, tried } = diagnosed(signedWith(signature, { body, secrets, budget }));
  assert.notEqual(level, 'proven', JSON.stringify(causes));
  return tried;
}

/** How often, and for how many milliseconds each. */
const trials = [
  [10_000, 2],
  [20, 10_000],
] as const;

describe('random wrong secrets and random bodies', () => {
  for (const [count, budget] of trials) {
    it(`are never called proven, in ${count} trials of ${budget} ms at most`, function () {
      this.timeout(180_000);
      const tried = Array.from({ length: count }, () => tryOne(budget)).reduce((sum, one) => sum + one, 0);
      console.log(`      ${tried} hypotheses`);
    });
  }
});
