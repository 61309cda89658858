import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { downloadsFolder } from './paths.ts';
import { plainEnvironment, runToEnd } from './processes.ts';
import { isRunning, removeFolder } from './scratch.ts';

const installMilliseconds = 8 * 60_000;

/**
 * The folder `name`, filled by `fill` the first time. It appears under its name only when it is whole,
 * so an install that was interrupted is done again, and two at once do not meet.
 */
export async function installOnce(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(downloadsFolder, name);
  if (existsSync(folder)) {
    return folder;
  }
  mkdirSync(downloadsFolder, { recursive: true });
  removePartials();
  const partial = join(downloadsFolder, `${name}.partial-${process.pid}`);
  mkdirSync(partial);
  console.log(`Installing ${name} into .vscode-test (once) ...`);
  try {
    await fill(partial);
    publish(partial, folder);
  } finally {
    removeFolder(partial);
  }
  return folder;
}

function publish(partial: string, folder: string): void {
  try {
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

function removePartials(): void {
  for (const name of readdirSync(downloadsFolder)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      removeFolder(join(downloadsFolder, name));
    }
  }
}

function npmCommand(): readonly [string, ...string[]] {
  const script = process.env['npm_execpath'];
  return script !== undefined && /\.[cm]?js$/.test(script) ? [process.execPath, script] : ['npm'];
}

/** `npm install` in `folder`, without install scripts. @throws HumanError with npm's own words. */
export async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const [command, ...first] = npmCommand();
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const ended = await runToEnd(
    command,
    [...first, 'install', '--prefix', folder, '--ignore-scripts', ...quiet, ...args],
    installMilliseconds,
    { cwd: folder, env: plainEnvironment(), output: 'collect' },
  );
  if (ended.timedOut || ended.code !== 0) {
    const why = ended.timedOut
      ? `npm did not finish within ${installMilliseconds / 60_000} minutes`
      : 'npm failed';
    throw new HumanError(
      `Could not install ${args.join(' ')}: ${why}.\n${ended.output.trim()}\n` +
        'Check that this machine reaches its npm registry (npm ping) and has 2 GB free, then run the command again.',
    );
  }
}
