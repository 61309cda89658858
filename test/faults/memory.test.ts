import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { DiagnosisWorkers } from '../../src/engine/diagnosis/workers.ts';
import type { EngineEnd } from '../../src/host/engine/engineEnd.ts';
import { startEngineWorker } from '../../src/host/engine/enginePort.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { engineFile } from './engineBundle.ts';
import { usualSettings } from './engineUnderTest.ts';

describe('An engine that takes more and more memory', () => {
  const scratch = scratchFolder();

  it('ends alone, for that reason, at a limit of its own', async () => {
    const file = join(scratch.path, 'greedy.cjs');
    // 8 MB each time: what takes much more at once at its limit ends the whole process.
    writeFileSync(
      file,
      `const { parentPort } = require('node:worker_threads');
      const all = [];
      setInterval(() => parentPort.postMessage(all.push(new Array(1e6).fill(0))), 1);`,
    );
    const port = startEngineWorker(file, { storageFolder: scratch.path, file, settings: usualSettings });
    let times = 0;
    port.onMessage(() => (times += 1));
    const end = await new Promise<EngineEnd>((resolve) => port.onEnd(resolve));
    assert.equal(end.why, 'outOfMemory');
    assert.ok(times > 50 && times < 150, `${times * 8} MB`);
  });
});

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
