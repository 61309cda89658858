import assert from 'node:assert/strict';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { demoSecret } from '../tools/tryOut.ts';
import { backupBody, sendSigned } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { startListener } from './steps.ts';

describe('A damaged event store', () => {
  const vscode = useVsCode();
  const damaged = 'no database any more, but still somebody\u2019s';

  /** The store's files, wherever VS Code keeps what belongs to the workspace. */
  const stores = (): string[] =>
    globSync('**/events.sqlite*', { cwd: vscode.session.folders.data }).map((name) =>
      join(vscode.session.folders.data, name),
    );

  it('is set aside, which is said, and the next webhook is stored in a new one', async () => {
    const { workbench, session } = vscode;
    const send = (name: string): Promise<unknown> =>
      sendSigned({ port: session.listenerPort, body: backupBody('success', name, 1) }, demoSecret);
    await startListener(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await send('Before');
    await workbench.row(/backup success: Before/).waitFor();

    await session.restart();
    const [file = ''] = stores().filter((name) => name.endsWith('.sqlite'));
    // A write-ahead log that a hard end has left would be read instead of what is damaged.
    stores()
      .filter((name) => name !== file)
      .forEach((name) => rmSync(name));
    writeFileSync(file, damaged);
    await workbench.open(session.url);
    await startListener(workbench, session.listenerPort);
    await workbench.toast(/was damaged and was kept as .*events\.sqlite\.corrupt-/).waitFor();
    await workbench.showWebhooks();
    await send('After');
    await workbench.row(/backup success: After/).waitFor();

    const kept = globSync('events.sqlite.corrupt-*', { cwd: dirname(file) }).filter(
      (name) => !/-(wal|shm)$/.test(name),
    );
    assert.equal(kept.length, 1);
    assert.equal(readFileSync(join(dirname(file), kept[0] ?? ''), 'utf8'), damaged);
  });
});
