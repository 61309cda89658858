import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, documentScheme } from '../../src/host/shared/contributions.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import { activated, capture, portOf } from './handle.ts';

const uriOf = (id: number, name: string): vscode.Uri =>
  vscode.Uri.from({ scheme: documentScheme, path: `/${id}/${name}` });
const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
const json = Buffer.from('{"a": 1.0, "b": "\\/"}\n');

describe('The documents of an event', () => {
  let handle: TestHandle;
  let port = 0;

  before(async () => {
    handle = await activated();
    port = portOf(await handle.listener.start());
  });

  after(() => handle.listener.stop());

  it('hold the payload byte for byte', async () => {
    const { id } = await capture(handle, { port, body: everyByte });
    const read = await vscode.workspace.fs.readFile(uriOf(id, 'payload.bin'));
    assert.deepEqual([...read], [...everyByte]);
    const { size, permissions } = await vscode.workspace.fs.stat(uriOf(id, 'payload.bin'));
    assert.deepEqual([size, permissions], [256, vscode.FilePermission.Readonly]);
  });

  it('hold the headers in order, twice where they came twice', async () => {
    const headers = ['X-B', '1', 'x-a', 'two', 'X-B', '3'];
    const { id } = await capture(handle, { port, headers, body: json });
    const text = Buffer.from(await vscode.workspace.fs.readFile(uriOf(id, 'headers.txt'))).toString();
    assert.match(text, /^POST \/hook HTTP\/1\.1\r\n/);
    assert.match(text, /\r\nX-B: 1\r\nx-a: two\r\nX-B: 3\r\n/);
  });

  it('open as JSON, and cannot be written', async () => {
    const { id } = await capture(handle, { port, body: json });
    await vscode.commands.executeCommand(commandIds.openEventInEditor, { eventId: id });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.toString(), uriOf(id, 'payload.json').toString());
    assert.equal(document?.languageId, 'json');
    assert.equal(document?.getText(), json.toString());
    assert.equal(vscode.workspace.fs.isWritableFileSystem(documentScheme), false);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(uriOf(id, 'payload.json'), json));
    await assert.rejects(async () => vscode.workspace.fs.delete(uriOf(id, 'payload.json')));
  });

  it('list what an event has', async () => {
    const { id } = await capture(handle, { port, body: Buffer.from('hello') });
    const folder = vscode.Uri.from({ scheme: documentScheme, path: `/${id}` });
    const entries = await vscode.workspace.fs.readDirectory(folder);
    assert.deepEqual(entries.map(([name]) => name).sort(), ['headers.txt', 'payload.txt']);
  });

  it('are gone with their event', async () => {
    const { id } = await capture(handle, { port, body: json });
    await handle.engine.call('deleteEvents', { ids: [id] });
    const isNotFound = (error: unknown): boolean =>
      error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    await assert.rejects(async () => vscode.workspace.fs.readFile(uriOf(id, 'payload.json')), isNotFound);
    await assert.rejects(async () => vscode.workspace.fs.stat(uriOf(id, '..%2f..')), isNotFound);
  });
});
