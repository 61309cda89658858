import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { readings } from '../support/clocks.ts';
import { limit } from '../support/limits.ts';
import { isLong } from '../support/long.ts';
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
function tryOne(clock: Clock): number {
  const body = randomBody();
  const signature = createHmac('sha256', randomBytes(16)).update(body).digest('hex');
  const secrets = { simplebackups: saved(randomBytes(12).toString('hex')) };
  const { level, causes, tried } = diagnosed(signedWith(signature, { body, secrets, clock }));
  assert.notEqual(level, 'proven', JSON.stringify(causes));
  return tried;
}

/** How often, until how often the time was asked for. */
const trials = [
  [isLong ? 1000 : 200, 60],
  [isLong ? 10 : 2, 100_000],
] as const;

describe('random wrong secrets and random bodies', () => {
  for (const [count, steps] of trials) {
    it(`are never called proven, in ${count} trials of ${steps} steps at most`, function () {
      this.timeout(limit(180_000));
      const tried = Array.from({ length: count }, () =>
        tryOne(new Clock(steps, undefined, readings())),
      ).reduce((sum, one) => sum + one, 0);
      console.log(`      ${tried} hypotheses`);
    });
  }
});
