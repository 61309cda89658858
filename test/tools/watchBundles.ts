import { context, type BuildResult, type Message, type Plugin } from 'esbuild';
import { bundleOptions } from './bundles.ts';

/** A line such as `src/engine/main.ts:12:5: error: text`; .vscode/tasks.json reads it. Columns count from 1. */
function lineOf(severity: 'error' | 'warning', { location, text }: Message): string {
  const place = location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `;
  return `${place}${severity}: ${text}`;
}

function linesOf({ errors, warnings }: BuildResult): readonly string[] {
  return [
    ...errors.map((message) => lineOf('error', message)),
    ...warnings.map((message) => lineOf('warning', message)),
  ];
}

/**
 * Builds the bundles of `folder` for debugging, and again after each change. All that are built at the same time have
 * one line before them, and one behind them once the last is done. Answers what ends it.
 */
export async function watchBundles(
  folder: string,
  print: (line: string) => void,
): Promise<() => Promise<void>> {
  const options = Object.entries(bundleOptions('development', folder));
  const building = new Set(options.map(([name]) => name));
  let problems: string[] = [];
  const start = (name: string): void => {
    if (building.size === 0) {
      print('[watch] Build started');
    }
    building.add(name);
  };
  const end = (name: string, result: BuildResult): void => {
    problems.push(...linesOf(result));
    building.delete(name);
    if (building.size === 0) {
      const told = problems;
      problems = [];
      told.forEach((line) => print(line));
      print(`[watch] Build finished${told.length === 0 ? '' : `, problems: ${told.length}`}`);
    }
  };
  const told = (name: string): Plugin => ({
    name: 'watch',
    setup: ({ onStart, onEnd }) => {
      onStart(() => start(name));
      onEnd((result) => end(name, result));
    },
  });
  print('[watch] Build started');
  const contexts = await Promise.all(
    options.map(([name, own]) => context({ ...own, logLevel: 'silent', plugins: [told(name)] })),
  );
  await Promise.all(contexts.map((one) => one.watch()));
  return async () => void (await Promise.all(contexts.map((one) => one.dispose())));
}
