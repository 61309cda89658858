import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Contributions {
  readonly commands: readonly { readonly command: string }[];
  readonly configuration: readonly {
    readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
  }[];
}

function isManifest(value: unknown): value is { readonly contributes: Contributions } {
  return typeof value === 'object' && value !== null && 'contributes' in value;
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('webhook-debugger.webhook-debugger');
  assert.ok(found, 'VS Code has not found the extension');
  return found;
}

function contributions(): Contributions {
  const manifest: unknown = extension().packageJSON;
  assert.ok(isManifest(manifest));
  return manifest.contributes;
}

describe('The extension in VS Code', () => {
  before(() => extension().activate());

  it('activates', () => {
    assert.equal(extension().isActive, true);
  });

  it('registers every command of its manifest', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = contributions()
      .commands.map((entry) => entry.command)
      .filter((command) => !known.has(command));
    assert.deepEqual(missing, []);
  });

  it('has the default of every setting', () => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [name, property] of contributions().configuration.flatMap(({ properties }) =>
      Object.entries(properties),
    )) {
      assert.deepEqual(configuration.inspect(name)?.defaultValue, property.default, name);
    }
  });
});
