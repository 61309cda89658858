import { hash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A program that is installed here or not, and the runner that has it read and write JSON. */
export interface RealRuntime {
  readonly name: string;
  /** The command line of its runner; null where what it needs is not here. */
  readonly command: () => readonly string[] | null;
}

/** What a runtime wrote: for each form that it writes in, what became of each input, as of `shown`. */
export interface RealOutput {
  readonly version: string;
  readonly outputs: ReadonlyMap<string, readonly (string | null)[]>;
}

const runners = join(import.meta.dirname, 'runners');
const javaLibraries = '/usr/share/java';

/** How bytes that a runtime wrote are kept: as text, where they are many as their SHA-256. */
export function shown(written: Buffer): string {
  return written.length > 4096 ? `SHA-256 ${hash('sha256', written)}` : written.toString('utf8');
}

function isInstalled(program: string, argument: string): boolean {
  return spawnSync(program, [argument], { timeout: 20_000 }).status === 0;
}

function plain(program: string, runner: string, argument = '--version'): RealRuntime['command'] {
  return () => (isInstalled(program, argument) ? [program, join(runners, runner)] : null);
}

function java(): readonly string[] | null {
  const jars = ['jackson-databind', 'jackson-core', 'jackson-annotations', 'gson'];
  const paths = jars.map((jar) => join(javaLibraries, `${jar}.jar`));
  if (!isInstalled('javac', '-version') || !paths.every((path) => existsSync(path))) {
    return null;
  }
  const gson = readdirSync(javaLibraries).find((name) => /^gson-\d/.test(name)) ?? '';
  const version = gson.slice('gson-'.length, -'.jar'.length);
  return ['java', '-cp', paths.join(':'), join(runners, 'Rewrite.java'), version];
}

function rails(): readonly string[] | null {
  const hasIt = spawnSync('ruby', ['-e', 'require "active_support/json"'], { timeout: 20_000 }).status === 0;
  return hasIt ? ['ruby', join(runners, 'rewriteRails.rb')] : null;
}

export const realRuntimes: readonly RealRuntime[] = [
  // An older Node reads TypeScript only with the flags that this one was started with.
  { name: 'Node.js', command: () => [process.execPath, ...process.execArgv, join(runners, 'rewrite.ts')] },
  { name: 'PHP', command: plain('php', 'rewrite.php') },
  { name: 'Python', command: plain('python3', 'rewrite.py') },
  { name: 'Ruby', command: plain('ruby', 'rewrite.rb') },
  { name: 'Rails', command: rails },
  {
    name: 'Go',
    command: () => (isInstalled('go', 'version') ? ['go', 'run', join(runners, 'rewrite.go')] : null),
  },
  { name: 'Java with Jackson and Gson', command: java },
];

function readLines(lines: readonly string[]): RealOutput {
  const [version = '', ...written] = lines;
  const outputs = new Map<string, (string | null)[]>();
  for (const line of written) {
    const [id = '', text = '-'] = line.split(' ');
    const list = outputs.get(id) ?? [];
    list.push(text === '-' ? null : shown(Buffer.from(text, 'base64')));
    outputs.set(id, list);
  }
  return { version, outputs };
}

/** Has a runtime that is installed read and write each text. An Error where it could not be run. */
export function runReal(command: readonly string[], texts: readonly string[]): RealOutput {
  const [program = '', ...rest] = command;
  const input = texts.map((text) => `${Buffer.from(text).toString('base64')}\n`).join('');
  const { status, stdout, stderr, error } = spawnSync(program, rest, {
    input,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    throw new Error(`${program} did not run: ${error?.message ?? stderr}`);
  }
  return readLines(stdout.trimEnd().split('\n'));
}
