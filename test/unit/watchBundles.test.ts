import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { parse } from 'jsonc-parser';
import { bundleOptions } from '../tools/bundles.ts';
import { repoFolder } from '../tools/paths.ts';
import { scratchFolder } from '../tools/scratch.ts';
import { until } from '../tools/wait.ts';
import { watchBundles } from '../tools/watchBundles.ts';
import { limit } from '../support/limits.ts';

interface ProblemMatcher {
  readonly pattern: { readonly regexp: string };
  readonly background: { readonly beginsPattern: string; readonly endsPattern: string };
}

interface TaskFile {
  readonly tasks: readonly { readonly script: string; readonly problemMatcher: ProblemMatcher }[];
}

const sources = {
  'src/extension.ts': 'export const activate = (): void => undefined;\n',
  'src/engine/main.ts': 'export const engine = 1;\n',
  'src/webview/main.ts': 'export const panel = 1;\n',
  'src/webview/style.css': 'body { margin: 0; }\n',
};

/** Sources under the names of ours. */
function smallProject(): string {
  const { path } = scratchFolder();
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

/** What VS Code takes of the lines: `begin`, `end`, or file, line, column, severity and message of a problem. */
function readByTask(lines: readonly string[]): readonly unknown[] {
  const file = parse(readFileSync(join(repoFolder, '.vscode/tasks.json'), 'utf8')) as TaskFile;
  const matcher = file.tasks.find(({ script }) => script === 'watch')?.problemMatcher;
  assert.ok(matcher);
  const [begins, ends, problem] = [
    matcher.background.beginsPattern,
    matcher.background.endsPattern,
    matcher.pattern.regexp,
  ].map((pattern) => new RegExp(pattern)) as [RegExp, RegExp, RegExp];
  return lines.flatMap((line) => {
    const found = problem.exec(line);
    return [
      ...(begins.test(line) ? ['begin'] : []),
      ...(ends.test(line) ? ['end'] : []),
      ...(found === null ? [] : [found.slice(1, 5)]),
    ];
  });
}

describe('The watch build', () => {
  it('prints what the task of VS Code reads, at the start, after a mistake and after its repair', async function () {
    this.timeout(limit(30_000));
    const folder = smallProject();
    const lines: string[] = [];
    const ended = (times: number): Promise<unknown> =>
      until(
        `build ${times} has ended`,
        () => readByTask(lines).filter((part) => part === 'end').length === times,
        20_000,
      );
    const stop = await watchBundles(folder, (line) => lines.push(line));
    try {
      await ended(1);
      assert.deepEqual(readByTask(lines), ['begin', 'end']);
      writeFileSync(join(folder, 'src/engine/main.ts'), '\nexport const engine = ;\n');
      await ended(2);
      assert.deepEqual(readByTask(lines).slice(2), [
        'begin',
        ['src/engine/main.ts', '2', '23', 'error'],
        'end',
      ]);
      writeFileSync(join(folder, 'src/engine/main.ts'), 'export const repaired = 2;\n');
      await ended(3);
      assert.deepEqual(readByTask(lines).slice(5), ['begin', 'end']);
      assert.match(readFileSync(join(folder, 'dist/engine.cjs'), 'utf8'), /repaired/);
    } finally {
      await stop();
    }
  });
});

describe('A development build', () => {
  it("leads from an error in the engine's worker to its source", async function () {
    this.timeout(limit(20_000));
    const { path } = scratchFolder();
    const { node } = bundleOptions('development', repoFolder);
    await build({
      ...node,
      outdir: path,
      entryPoints: { engine: 'src/engine/main.ts' },
      logLevel: 'warning',
    });
    const worker = new Worker(join(path, 'engine.cjs'), {
      workerData: null,
      execArgv: ['--enable-source-maps'],
    });
    const [error] = (await once(worker, 'error')) as [Error];
    const [, file, line] = /(?:at |\()([^()\n]*main\.ts):(\d+)/.exec(error.stack ?? '') ?? [];
    assert.equal(file, join(repoFolder, 'src/engine/main.ts'), error.stack);
    const source = readFileSync(join(repoFolder, 'src/engine/main.ts'), 'utf8').split('\n');
    assert.match(source[Number(line) - 1] ?? '', /'kind' in start/);
  });

  it('is not what is packaged, which has no source maps', () => {
    const { node, webview } = bundleOptions('package', repoFolder);
    assert.deepEqual(
      [node, webview].map(({ minify, sourcemap }) => [minify, sourcemap]),
      [
        [true, undefined],
        [true, undefined],
      ],
    );
  });
});
