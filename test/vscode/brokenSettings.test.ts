import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, configurationSection, settingNames } from '../../src/host/shared/contributions.ts';
import type { TestHandle } from '../../src/host/activation/testHandle.ts';
import { activated } from './handle.ts';

const rows = [
  { name: 'Orders', path: '/orders' },
  { name: 'Bills', path: '/bills', provider: 'stripe' },
];

/** The settings file as a person writes it; without a quote, VS Code loses the second row. */
function settingsText(isBroken: boolean, sources: readonly object[] = rows): string {
  const list = JSON.stringify(sources);
  const written = isBroken ? list.replace('"Bills"', '"Bills') : list;
  return `{\n  // ours\n  "${configurationSection}.${settingNames.sources}": ${written},\n}\n`;
}

describe('A settings file with a syntax error', () => {
  let handle: TestHandle;
  let file: vscode.Uri;

  const write = (text: string): Thenable<void> => vscode.workspace.fs.writeFile(file, Buffer.from(text));

  /** The names of the sources that have a row. */
  async function names(): Promise<string> {
    const all = await handle.sources.getChildren();
    return all
      .flatMap(({ source }) => source ?? [])
      .sort()
      .join();
  }

  /** Resolves when these sources have a row. */
  function namesChangeTo(wanted: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        names().then((now) => {
          if (now === wanted) {
            subscription.dispose();
            resolve();
          }
        }, reject);
      };
      const subscription = handle.sources.onDidChangeTreeData(check);
      check();
    });
  }

  /** Resolves when VS Code has another value of the setting, and what that leads to has been done. */
  async function valueChanges(change: () => Thenable<void>): Promise<void> {
    const changed = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${configurationSection}.${settingNames.sources}`)) {
          subscription.dispose();
          resolve();
        }
      });
    });
    await change();
    await changed;
    await handle.config.ready;
  }

  before(async () => {
    handle = await activated();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    file = vscode.Uri.joinPath(folder.uri, '.vscode/settings.json');
  });

  beforeEach(async () => {
    await write(settingsText(false));
    await namesChangeTo('Bills,Orders');
  });

  after(async () => {
    await write('{}');
    await namesChangeTo('');
  });

  it('keeps the last good sources, and takes up the repaired ones', async () => {
    await valueChanges(() => write(settingsText(true)));
    assert.equal(await names(), 'Bills,Orders');
    await write(settingsText(false, [...rows, { name: 'New', path: '/new' }]));
    await namesChangeTo('Bills,New,Orders');
  });

  it('keeps them where it is cut off before they begin', async () => {
    await valueChanges(() => write('{\n  "editor.fontSize": '));
    assert.equal(await names(), 'Bills,Orders');
  });

  it('gives them up where they are removed from a file without one', async () => {
    await write('{ "editor.fontSize": 12, }');
    await namesChangeTo('');
  });

  it('is not written to: what is kept is not lost by a command', async () => {
    await valueChanges(() => write(settingsText(true)));
    await vscode.commands.executeCommand(commandIds.disableSource, { source: 'Bills' });
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    assert.equal(text, settingsText(true));
    assert.equal(await names(), 'Bills,Orders');
  });
});
