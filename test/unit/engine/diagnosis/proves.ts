import assert from 'node:assert/strict';
import type { Case } from './causes.ts';
import { diagnosed } from './patients.ts';

/** A test for each mistake: it is proven, its cause is named, and the body that was signed is recovered. */
export function itProves(cases: readonly Case[]): void {
  for (const [id, patient, recovered] of cases) {
    it(`proves ${id}`, () => {
      const { level, causes, recovered: found, tried } = diagnosed(patient);
      assert.equal(level, 'proven', `${tried} tried; ${JSON.stringify(causes)}`);
      assert.ok(
        causes.some((cause) => cause.id === id),
        JSON.stringify(causes),
      );
      if (recovered !== undefined) {
        assert.deepEqual(Buffer.from(found?.body ?? 'none'), Buffer.from(recovered));
      }
    });
  }
}

/** A test for each mistake that leaves signs and no proof: it is likely, and its cause is among those named. */
export function itSees(cases: readonly Case[]): void {
  for (const [id, patient] of cases) {
    it(`sees signs of ${id}, and does not call them proof`, () => {
      const { level, causes } = diagnosed(patient);
      assert.equal(level, 'likely', JSON.stringify(causes));
      assert.ok(
        causes.some((cause) => cause.id === id),
        JSON.stringify(causes),
      );
    });
  }
}
