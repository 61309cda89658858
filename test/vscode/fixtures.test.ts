import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../src/host/shared/contributions.ts';
import { readBodyFile } from '../../src/host/requests/bodyFile.ts';
import { fixtures, saveFixture } from '../../src/host/requests/fixtures.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import { activated, capture, portOf } from './handle.ts';

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

describe('Fixtures', () => {
  let handle: TestHandle;
  let port = 0;
  let root = '';
  let folder: vscode.WorkspaceFolder;
  const inFolder = (name: string): string => join(root, '.webhooks', name);
  const read = async (name: string): Promise<Buffer> =>
    Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(inFolder(name))));

  before(async () => {
    handle = await activated();
    port = portOf(await handle.listener.start());
  });
  after(() => handle.listener.stop());

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fixtures-'));
    folder = { uri: vscode.Uri.file(root), name: 'work', index: 0 };
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const save = async (id: number, wanted: string): Promise<vscode.Uri> =>
    saveFixture(folder, wanted, (name) =>
      handle.engine.call('fixture', { id, target: 'http://localhost:3000/', name }),
    );

  it('hold the bytes of a binary body in a file of their own, and take no other file’s place', async () => {
    const { id } = await capture(handle, { port, body: bytes });
    mkdirSync(join(root, '.webhooks'));
    writeFileSync(inFolder('A.body.bin'), 'another');
    const uri = await save(id, 'a');
    assert.equal(uri.fsPath, inFolder('a-2.http'));
    assert.deepEqual([...(await read('a-2.body.bin'))], [...bytes]);
    assert.match(String(await read('a-2.http')), /\n\n< \.\/a-2\.body\.bin\n$/);
    assert.equal(String(await read('A.body.bin')), 'another');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.deepEqual([...(await readBodyFile(document, 'a-2.body.bin'))], [...bytes]);
  });

  it('are not written where the folder leads elsewhere', async () => {
    const { id } = await capture(handle, { port, body: bytes });
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    symlinkSync(outside, join(root, '.webhooks'), 'junction');
    await assert.rejects(save(id, 'a'), /is a link or a file/);
    assert.deepEqual(readdirSync(outside), []);
    rmSync(outside, { recursive: true });
  });

  it('have no body of a link, of a folder, or of nothing', async function () {
    mkdirSync(inFolder('folder'), { recursive: true });
    writeFileSync(join(root, 'secret'), 'secret');
    writeFileSync(inFolder('a.http'), 'POST http://localhost/\n');
    symlinkSync(join(root, 'secret'), inFolder('link'));
    const document = await vscode.workspace.openTextDocument(inFolder('a.http'));
    await assert.rejects(readBodyFile(document, 'link'), /is a link or a folder/);
    await assert.rejects(readBodyFile(document, 'folder'), /is a link or a folder/);
    await assert.rejects(readBodyFile(document, 'nothing'), /is not beside this document/);
  });

  it('are listed, and offer what can be done with them', async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace !== undefined);
    const { id } = await capture(handle, { port, body: Buffer.from('{}') });
    const uri = await saveFixture(workspace, 'listed-here', (name) =>
      handle.engine.call('fixture', { id, target: 'http://localhost:3000/', name }),
    );
    const found = (await fixtures()).find(({ name }) => name === 'listed-here');
    assert.equal(found?.uri.toString(), uri.toString());
    await vscode.workspace.openTextDocument(uri);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      [commandIds.sendRequest, commandIds.compareWithLatest],
    );
    await vscode.workspace.fs.delete(uri);
  });
});
