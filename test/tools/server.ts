import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { GuardedProcess, plainEnvironment, runToEnd } from './processes.ts';
import { scratchFolder } from './scratch.ts';
import { answersHttp, freePort, until } from './wait.ts';
import type { VsCode } from './vscode.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** Settings that keep a fresh workbench quiet: nothing opens, asks or goes out by itself. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'window.autoDetectColorScheme': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'remote.autoForwardPorts': false,
  // Else VS Code lists the files of all processes again and again, to find ports that it could forward.
  'remote.autoForwardPortsSource': 'output',
};

/** Those of scope `machine` and `machine-overridable` in package.json. */
export const machineSettings: ReadonlySet<string> = new Set(['webhookDebugger.port', 'webhookDebugger.host']);

/** The folders of one VS Code: what it remembers, its extensions, the workspace that is opened. */
export interface ServerFolders {
  readonly data: string;
  readonly extensions: string;
  readonly workspace: string;
  /** The extensions that VS Code brings, where it is not to have all of them. */
  readonly builtIn?: string;
}

export function makeFolders(root: string): ServerFolders {
  const folders = {
    data: join(root, 'data'),
    extensions: join(root, 'extensions'),
    workspace: join(root, 'webhooks'),
  };
  for (const folder of Object.values(folders)) {
    mkdirSync(folder, { recursive: true });
  }
  return folders;
}

/**
 * Writes settings for a VS Code whose extension host is in the server. There, the settings of a machine are
 * read from the server's own file, and ignored in the person's.
 */
export function writeSettings(folders: ServerFolders, settings: Settings): void {
  const entries = Object.entries(settings);
  writeUserSettings(folders, Object.fromEntries(entries.filter(([name]) => !machineSettings.has(name))));
  writeMachineSettings(folders, Object.fromEntries(entries.filter(([name]) => machineSettings.has(name))));
}

/** Writes the person's settings. */
export function writeUserSettings(folders: ServerFolders, settings: Settings): void {
  writeFile(join(folders.data, 'User'), settings);
}

/** Writes the settings of the server's machine, which win over the person's. */
export function writeMachineSettings(folders: ServerFolders, settings: Settings): void {
  writeFile(join(folders.data, 'Machine'), settings);
}

function writeFile(folder: string, settings: Settings): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}

function folderArgs(folders: ServerFolders): readonly string[] {
  const builtIn = folders.builtIn === undefined ? [] : ['--builtin-extensions-dir', folders.builtIn];
  return ['--user-data-dir', folders.data, '--extensions-dir', folders.extensions, ...builtIn];
}

function vscodeArgs(folders: ServerFolders): readonly string[] {
  return ['--accept-server-license-terms', '--server-data-dir', folders.data, ...folderArgs(folders)];
}

/** Installs a .vsix into the extensions folder. @throws HumanError with VS Code's own words. */
export async function installVsix(vscode: VsCode, folders: ServerFolders, vsix: string): Promise<void> {
  const args = [vscode.serverMain, ...vscodeArgs(folders), '--install-extension', vsix, '--force'];
  const ended = await runToEnd(vscode.node, args, 60_000, { env: plainEnvironment(), output: 'collect' });
  if (ended.code !== 0 || !/successfully installed/.test(ended.output)) {
    throw new HumanError(`VS Code ${vscode.version} did not install ${vsix}.\n${ended.output}`);
  }
}

export interface ServerOptions {
  readonly vscode: VsCode;
  readonly folders: ServerFolders;
  /**
   * `test`: VS Code's own server with the smoke-test driver, for a suite inside the extension host.
   * `memory`: the same without the driver; secrets are forgotten at each reload.
   * `kept`: code-server's entry point; secrets stay in the browser's storage, as they do on a desktop.
   */
  readonly kind: 'test' | 'memory' | 'kept';
  readonly port?: number;
  readonly log: string;
  readonly env?: Readonly<Record<string, string>>;
}

function serverCommand(options: ServerOptions, port: number, scratch: string): readonly string[] {
  const { vscode, folders, kind } = options;
  if (kind === 'kept') {
    if (vscode.codeServer === null) {
      throw new HumanError(`VS Code ${vscode.version} from npm cannot keep secrets.`);
    }
    const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
    const own = ['--config', join(scratch, 'config.yaml'), '--session-socket', join(scratch, 'session.sock')];
    const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
    return [vscode.codeServer, ...address, ...own, ...quiet, ...folderArgs(folders)];
  }
  return [
    vscode.serverMain,
    ...vscodeArgs(folders),
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--telemetry-level', 'off'],
    ...(kind === 'test' ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** A running VS Code, without a window: a browser at `url` is one. */
export class VsCodeServer {
  readonly port: number;
  readonly origin: string;
  readonly #folders: ServerFolders;
  readonly #scratch = scratchFolder();
  readonly #process: GuardedProcess;

  private constructor(options: ServerOptions, port: number) {
    const { path } = this.#scratch;
    const env = plainEnvironment({ ...options.env, TMPDIR: path, TEMP: path, TMP: path });
    this.port = port;
    this.origin = `http://localhost:${port}`;
    this.#folders = options.folders;
    this.#process = new GuardedProcess(options.vscode.node, serverCommand(options, port, path), {
      env,
      output: { file: options.log },
    });
  }

  /** Starts a server and waits until its port answers. @throws HumanError naming the log. */
  static async start(options: ServerOptions): Promise<VsCodeServer> {
    const server = new VsCodeServer(options, options.port ?? (await freePort()));
    let ended = false;
    void server.#process.exited.then(() => (ended = true));
    try {
      await until('VS Code answers', () => ended || answersHttp(server.url), 60_000);
    } catch {
      ended = true;
    }
    if (ended) {
      await server.stop();
      throw new HumanError(`VS Code ${options.vscode.version} did not start; see ${options.log}`);
    }
    return server;
  }

  /** The address of the workbench on the workspace folder. */
  get url(): string {
    return this.urlOf(this.#folders.workspace);
  }

  /** The address of the workbench on that folder. */
  urlOf(folder: string): string {
    return `${this.origin}/?folder=${encodeURIComponent(uriPath(folder))}`;
  }

  /** Ends the server and all its processes at once, as a crash would; close the page first to be gentle. */
  async stop(): Promise<void> {
    await this.#process.stop();
    this.#scratch.remove();
  }
}

/** A file's path as the path of a URI: `C:\x` is `/C:/x`. */
export function uriPath(path: string): string {
  const forward = path.replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}
