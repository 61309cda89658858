import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, LaunchOptions, ViewportSize } from 'playwright-core';
import { HumanError } from '../../src/common/errors.ts';
import { installOnce, npmInstall } from './install.ts';
import { plainEnvironment, runToEnd } from './processes.ts';

const packagedVersion = '153.0.0';

export interface Chromium {
  readonly executable: string;
  readonly origin: 'installed' | 'npm';
  readonly env: Readonly<Record<string, string>>;
}

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsPaths = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

function usualPlaces(): readonly string[] {
  if (process.platform === 'darwin') {
    return macApps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map(
      (name) => process.env[name] ?? '',
    );
    return roots.flatMap((root) => windowsPaths.map((path) => join(root, path)));
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function installedChromium(): string | null {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) {
      throw new HumanError(`CHROME_PATH names ${chosen}, which does not exist. Correct it or unset it.`);
    }
    return chosen;
  }
  return usualPlaces().find((path) => existsSync(path)) ?? null;
}

/** The package unpacks itself into the temporary folder; a process of its own gives it another one. */
async function unpack(folder: string): Promise<void> {
  const script = `import('@sparticuz/chromium').then((module) => module.default.executablePath())`;
  const env = plainEnvironment({ TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  const ended = await runToEnd(process.execPath, ['-e', script], 120_000, {
    cwd: folder,
    env,
    output: 'collect',
  });
  if (ended.code !== 0 || !existsSync(join(folder, 'chromium'))) {
    throw new HumanError(`Could not unpack Chromium.\n${ended.output}`);
  }
}

/** Brings its own libraries and fonts where the system has none. */
async function environmentFor(folder: string): Promise<Readonly<Record<string, string>>> {
  const env: Record<string, string> = {};
  if (!existsSync('/etc/fonts/fonts.conf')) {
    const config = join(folder, 'fonts.conf');
    writeFileSync(config, `<fontconfig><dir>${join(folder, 'fonts')}</dir></fontconfig>\n`);
    env['FONTCONFIG_FILE'] = config;
  }
  const executable = join(folder, 'chromium');
  const plain = await runToEnd(executable, ['--version'], 30_000, { output: 'collect' });
  if (plain.code !== 0) {
    env['LD_LIBRARY_PATH'] = join(folder, 'al2023/lib');
  }
  return env;
}

async function packagedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux') {
    throw new HumanError(
      'A Chrome, Chromium or Edge is needed to drive the workbench, and none was found. ' +
        'Install one, or name it: CHROME_PATH=/path/to/chrome.',
    );
  }
  const folder = await installOnce(`chromium-${packagedVersion}`, async (partial) => {
    await npmInstall(partial, [`@sparticuz/chromium@${packagedVersion}`]);
    await unpack(partial);
  });
  return { executable: join(folder, 'chromium'), origin: 'npm', env: await environmentFor(folder) };
}

/** An installed Chrome, Chromium or Edge where there is one; on Linux else one from npm. */
export async function findChromium(): Promise<Chromium> {
  const installed = installedChromium();
  return installed === null ? packagedChromium() : { executable: installed, origin: 'installed', env: {} };
}

const launchArgs = [
  '--no-sandbox',
  '--disable-gpu',
  // Less to draw for whoever looks at the page through questions alone.
  '--force-prefers-reduced-motion',
  '--num-raster-threads=1',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function launch<T>(start: (options: LaunchOptions) => Promise<T>): Promise<T> {
  const { executable, origin, env } = await findChromium();
  const started = await start({
    executablePath: executable,
    args: launchArgs,
    env: { ...plainEnvironment(), ...env },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  console.log(`Browser: Chromium (${origin === 'npm' ? 'from npm' : executable})`);
  return started;
}

/** Starts Chromium without a window. It ends with this process; signals are left to the caller. */
export function launchChromium(): Promise<Browser> {
  return launch((options) => chromium.launch(options));
}

/** The same with a profile in a folder: scripts that were compiled once are kept there. */
export function launchWithProfile(folder: string, viewport: ViewportSize): Promise<BrowserContext> {
  return launch((options) => chromium.launchPersistentContext(folder, { ...options, viewport }));
}
