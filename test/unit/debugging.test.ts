import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import manifest from '../../package.json' with { type: 'json' };
import { bundleOptions } from '../tools/bundles.ts';
import { repoFolder } from '../tools/paths.ts';

interface Configuration {
  readonly name: string;
  readonly program?: string;
  readonly runtimeExecutable?: string;
  readonly outFiles?: readonly string[];
  readonly preLaunchTask?: string;
}

interface Task {
  readonly label: string;
  readonly type: string;
  readonly script: string;
}

function read<T>(name: string): T {
  return parse(readFileSync(join(repoFolder, '.vscode', name), 'utf8')) as T;
}

const { configurations } = read<{ configurations: readonly Configuration[] }>('launch.json');
const { tasks } = read<{ tasks: readonly Task[] }>('tasks.json');
const folder = '${workspaceFolder}/';

describe('The files of .vscode', () => {
  it('name files that exist', () => {
    const named = configurations.flatMap(({ program, runtimeExecutable }) => [
      ...(program === undefined ? [] : [program]),
      ...(runtimeExecutable === undefined ? [] : [runtimeExecutable]),
    ]);
    assert.equal(named.length, 2);
    assert.deepEqual(
      named.filter(
        (path) => !path.startsWith(folder) || !existsSync(join(repoFolder, path.slice(folder.length))),
      ),
      [],
    );
  });

  it('look for source maps where the bundles are built', () => {
    const { node, webview } = bundleOptions('development', repoFolder);
    assert.deepEqual(new Set([node.outdir, webview.outdir]), new Set(['dist']));
    const outFiles = configurations.flatMap((configuration) => configuration.outFiles ?? []);
    assert.deepEqual(outFiles, [`${folder}dist/*.{cjs,js}`, `${folder}dist/*.cjs`]);
  });

  it('run npm scripts that exist', () => {
    const scripts = new Set(Object.keys(manifest.scripts));
    assert.deepEqual(
      tasks.filter(({ type, script }) => type !== 'npm' || !scripts.has(script)),
      [],
    );
  });

  it('start a task that exists before the extension', () => {
    const labels = tasks.map(({ label }) => label);
    const before = configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []);
    assert.deepEqual(before, ['npm: watch']);
    assert.ok(before.every((label) => labels.includes(label)));
  });
});
