import assert from 'node:assert/strict';
import { HumanError } from '../../src/common/errors.ts';
import { DiagnosisWorkers } from '../../src/engine/diagnosis/workers.ts';
import { engineFile } from './engineBundle.ts';

describe('A job that runs out of memory', () => {
  it('ends alone, and says what happened in words for a person', async () => {
    const workers = new DiagnosisWorkers(engineFile(), 24);
    const compare = (id: number, lines: number): Promise<unknown> => {
      const received = Buffer.from('\n'.repeat(lines));
      return workers.run(id, { kind: 'lines', received, signed: received.fill(' ', 0, 1) }, () => undefined);
    };
    const large = compare(1, 8_000_000);
    const small = compare(2, 2);
    await assert.rejects(
      large,
      (error) =>
        error instanceof HumanError && /^Comparing the bodies needed more than 24 MB/.test(error.message),
    );
    await small;
    await compare(1, 2);
  });
});
