import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListenerMemory } from '../../../../src/host/listener/listenerMemory.ts';
import { scratchFolder } from '../../engine/scratch.ts';

describe('ListenerMemory', () => {
  const scratch = scratchFolder();
  const warnings: string[] = [];
  const memoryIn = (folder: string): ListenerMemory =>
    new ListenerMemory(join(folder, 'listener.on'), (text) => warnings.push(text));

  beforeEach(() => warnings.splice(0));

  it('remembers what came last, in a folder that it makes', async () => {
    const folder = join(scratch.path, 'new');
    const memory = memoryIn(folder);
    void memory.remember(true);
    void memory.remember(false);
    await memory.remember(true);
    assert.equal(await memoryIn(folder).wasOn(), true);
    await memory.remember(false);
    assert.equal(existsSync(join(folder, 'listener.on')), false);
    assert.deepEqual(warnings, []);
  });

  it('writes nothing where nothing changes', async () => {
    const folder = join(scratch.path, 'kept');
    // What could not be written again.
    mkdirSync(join(folder, 'listener.on'), { recursive: true });
    await memoryIn(folder).remember(true);
    assert.deepEqual(warnings, []);
  });

  it('leaves it to the log that it cannot write', async () => {
    const file = join(scratch.path, 'file');
    writeFileSync(file, '');
    await memoryIn(file).remember(true);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /listener\.on: E[A-Z]+/);
  });
});
