/**
 * `npm test [-- --only=unit,ui] [--grep=pattern] [--desktop] [--long]`: every suite in a process of its own with a time
 * limit, four at a time. With `--long`, tests that try inputs try many more, and what the oldest VS Code runs of the
 * user interface the newest runs as well. A suite that fails does not keep the next from running. What failed stands at
 * the end, and in the last line the sum.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repoFolder, resultsFolder } from './tools/paths.ts';
import { plainEnvironment, runToEnd } from './tools/processes.ts';
import { besideOthers } from './support/limits.ts';
import type { Totals } from './tools/totals.ts';
import { newest, oldest } from './tools/vscode.ts';
import type { VsCodeRelease } from './tools/vscode.ts';

interface Suite {
  /** What `--only` selects by. */
  readonly group: string;
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** After which it is stopped: many times what it takes, for a suite that hangs. */
  readonly minutes: number;
  /** Whether the command counts its tests itself; otherwise it is one test. */
  readonly counts: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    grep: { type: 'string' },
    desktop: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
  },
});

/** How many times as long as usual a test and a suite may take. */
const patience = options.long ? 20 : 1;
const environment: Readonly<Record<string, string>> = {
  ...besideOthers,
  ...(options.long ? { WEBHOOK_DEBUGGER_LONG: '1' } : {}),
};

const grepArgs = options.grep === undefined ? [] : [`--grep=${options.grep}`];
const install = 10;

function script(group: string, name: string): Suite {
  return { group, name, command: ['npm', 'run', '--silent', name], minutes: 10, counts: false };
}

function mocha(group: string, files: string, seconds: number, minutes: number): Suite {
  const command = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    'test/tools/runSuite.ts',
  ] as const;
  return {
    group,
    name: group,
    command: [...command, files, `--timeout=${seconds * 1000 * patience}`, ...grepArgs],
    minutes,
    counts: true,
  };
}

function inHost(release: VsCodeRelease): Suite {
  const where = options.desktop ? ['--desktop'] : [];
  return {
    group: 'in-host',
    name: options.desktop ? `in-host desktop ${release}` : `in-host ${release}`,
    command: [process.execPath, 'test/tools/runInHost.ts', `--vscode=${release}`, ...where, ...grepArgs],
    minutes: 10 + install,
    counts: true,
  };
}

/**
 * The engine on the Node of the oldest VS Code, which is what it runs on there. A test runs there, too, where another
 * Node can make it fail: where it asks SQLite for what a broken, locked or full disk does, a parser of HTTP or a socket
 * for what hostile ones do, a worker for its memory, zlib and cryptography for what they read. A test of what our code
 * decides (causes, exports, sources, channels, shells, who is told what) uses these only as they are used in every other
 * one, and runs once.
 */
function onOldestNode(): Suite {
  const ownLogic =
    'attempts|curlInShells|diagnosis|editedRequests|exchange|properties|renamed|replayAll|retention|senderSide|sending|sources|untrusted';
  const files = [
    'test/unit/engine/{capture,store}/**/*.test.ts',
    'test/unit/engine/signature/{content*,digest,jwt*,sign*,token*,vectors*,wycheproof*}.test.ts',
    `test/faults/!(${ownLogic}).test.ts`,
  ];
  return {
    group: 'faults',
    name: `engine on the Node of ${oldest}`,
    command: [
      process.execPath,
      'test/tools/runOnOldest.ts',
      ...files,
      `--timeout=${60_000 * patience}`,
      ...grepArgs,
    ],
    minutes: 20 + install,
    counts: true,
  };
}

function ui(release: VsCodeRelease, files: string, part = ''): Suite {
  const suite = mocha('ui', `test/ui/${files}.test.ts`, 60, 30 + install);
  return { ...suite, name: `ui ${release}${part}`, env: { WEBHOOK_DEBUGGER_TEST_VSCODE: release } };
}

/** First of all: the user interface and the extension host run what is packaged. */
const first: readonly Suite[] = [script('package', 'package')];

/**
 * Side by side after that, the longest first: what drives a VS Code mostly waits, so more than one a core. Opening a
 * window is most of what the user interface costs, so `both` runs on the newest VS Code only where there is time: that
 * one runs all the rest.
 */
const suites: readonly Suite[] = [
  ...(options.long ? [ui(newest, 'both/*', ', both')] : []),
  ui(newest, '[i-z]*', ', i to z'),
  ui(oldest, 'both/*', ', both'),
  mocha('unit', 'test/unit/**/*.test.ts', 20, 15),
  ui(newest, '[a-h]*', ', a to h'),
  { ...ui(newest, 'faults/*', ', faults'), group: 'faults' },
  mocha('faults', 'test/faults/**/*.test.ts', 60, 20),
  onOldestNode(),
  mocha('diagnosis', 'test/diagnosis/**/*.test.ts', 60, 15),
  script('lint', 'check:lint'),
  script('format', 'check:format'),
  inHost(newest),
  inHost(oldest),
  mocha('oracles', 'test/oracles/**/*.test.ts', 20, 10 + install),
  script('types', 'check:types'),
  script('rooms', 'check:rooms'),
];

const lanes = 4;

const none: Totals = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** A suite that ends without totals, or in time-out, has one failure more than it has counted. */
function totalsOf(suite: Suite, file: string, ended: boolean): Totals {
  const own: Totals = suite.counts ? readTotals(file) : { ...none, passed: ended ? 1 : 0 };
  return ended || own.failed > 0 ? own : { ...own, failed: 1 };
}

function readTotals(file: string): Totals {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (
      typeof read === 'object' &&
      read !== null &&
      'passed' in read &&
      'failed' in read &&
      'skipped' in read &&
      'failures' in read
    ) {
      return read as Totals;
    }
  } catch {
    // The suite did not come to its end.
  }
  return { ...none, failed: 1 };
}

/** `live` shows the output as it comes, else it is shown at the end, in one piece. */
async function run(suite: Suite, live: boolean): Promise<Totals> {
  const heading = `\n=== ${suite.name}`;
  const totals = join(resultsFolder, `${suite.name.replaceAll(' ', '-')}.json`);
  rmSync(totals, { force: true });
  const [command, ...args] = suite.command;
  if (live) {
    console.log(heading);
  }
  const ended = await runToEnd(
    command,
    [...args, ...(suite.counts ? [`--totals=${totals}`] : [])],
    suite.minutes * 60_000 * patience,
    {
      cwd: repoFolder,
      env: plainEnvironment({ ...environment, ...suite.env }),
      output: live ? 'inherit' : 'collect',
    },
  );
  if (!live) {
    console.log(`${heading}\n${ended.output}`);
  }
  if (ended.timedOut) {
    console.log(`${suite.name} did not end within ${suite.minutes * patience} minutes and was stopped.`);
  }
  return totalsOf(suite, totals, ended.code === 0 && !ended.timedOut);
}

function isWanted(suite: Suite): boolean {
  return options.only === '' || options.only.split(',').includes(suite.group);
}

let passed = 0;
let failed = 0;
const summary: string[] = [];
const failures: string[] = [];

/** Runs the suites of a queue until it is empty; several may take from one. */
async function runFrom(queue: Suite[], live: boolean): Promise<void> {
  for (let suite = queue.shift(); suite !== undefined; suite = queue.shift()) {
    const begin = performance.now();
    const totals = await run(suite, live);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    passed += totals.passed;
    failed += totals.failed;
    failures.push(...totals.failures.map((failure) => `${suite.name}: ${failure}`));
    const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
    summary.push(`${suite.name}: ${totals.passed} passed, ${totals.failed} failed${skipped} (${seconds} s)`);
  }
}

await runFrom(first.filter(isWanted), true);
const wanted = suites.filter(isWanted);
const isOne = wanted.length === 1;
await Promise.all(Array.from({ length: lanes }, () => runFrom(wanted, isOne)));
if (summary.length === 0) {
  const groups = new Set([...first, ...suites].map(({ group }) => group));
  console.log(`No suite is called ${options.only}: ${[...groups].join(', ')}`);
  failed = 1;
}
console.log(['', ...summary, ...failures].join('\n'));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
