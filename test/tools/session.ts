import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { limit } from '../support/limits.ts';
import { launchWithProfile } from './chromium.ts';
import { resultsFolder } from './paths.ts';
import { removeFolder, scratchFolder } from './scratch.ts';
import type { ScratchFolder } from './scratch.ts';
import { VsCodeServer, installVsix, makeFolders, quietSettings, writeSettings } from './server.ts';
import type { ServerFolders, ServerOptions, Settings } from './server.ts';
import { vsixFile } from './vsix.ts';
import { freePort, portAnswers, until } from './wait.ts';
import type { VsCode } from './vscode.ts';

const viewport = { width: 1280, height: 800 };

/** Quieter than a person has it. */
const testSettings: Settings = {
  'webhookDebugger.notifications': 'none',
  'webhookDebugger.autoStart': 'never',
  // A webview takes the focus as it has loaded, which would close the list that a test has just opened.
  'workbench.quickOpen.closeOnFocusLost': false,
};

/** What the tests need of the extensions that VS Code brings: reading all of them is a quarter of opening a window. */
const builtIn = [
  ...['theme-defaults', 'theme-seti', 'json', 'javascript', 'ini', 'xml', 'html', 'diff'],
  'markdown-language-features',
];

/** A folder that holds those alone. */
function linkBuiltIn(vscode: VsCode, root: string): string {
  const folder = join(root, 'built-in');
  mkdirSync(folder);
  for (const name of builtIn) {
    symlinkSync(join(vscode.builtInExtensions, name), join(folder, name), 'junction');
  }
  return folder;
}

/** A running VS Code with the packaged extension, and a browser: what takes long to start, for one session at a time. */
export class VsCodeHost {
  readonly #scratch: ScratchFolder;
  readonly #page: Page;
  readonly #options: ServerOptions;
  #server: VsCodeServer;
  #sessions = 0;

  private constructor(scratch: ScratchFolder, page: Page, options: ServerOptions, server: VsCodeServer) {
    this.#scratch = scratch;
    this.#page = page;
    this.#options = options;
    this.#server = server;
  }

  /** Where this VS Code can, secrets outlive a reload, as they do on a desktop. */
  static async start(vscode: VsCode): Promise<VsCodeHost> {
    const kind = vscode.codeServer === null ? 'memory' : 'kept';
    const scratch = scratchFolder();
    const folders = { ...makeFolders(scratch.path), builtIn: linkBuiltIn(vscode, scratch.path) };
    await installVsix(vscode, folders, vsixFile());
    console.log(`VS Code ${vscode.version} (from npm), the packaged extension installed, secrets ${kind}`);
    mkdirSync(resultsFolder, { recursive: true });
    const log = join(resultsFolder, `vscode-${vscode.version}-ui.log`);
    const options: ServerOptions = { vscode, folders, kind, log };
    const server = await VsCodeServer.start(options);
    const browser = await launchWithProfile(join(scratch.path, 'browser'), viewport);
    const page = await browser.newPage();
    page.setDefaultTimeout(limit(30_000));
    return new VsCodeHost(scratch, page, options, server);
  }

  /** The address of the workbench on that folder. */
  urlOf(folder: string): string {
    return this.#server.urlOf(folder);
  }

  /**
   * A session as in a VS Code that was just installed: nothing remembered, an empty folder. The page is the same one,
   * emptied: the workbench's scripts are compiled there already.
   */
  async session(settings: Settings = {}): Promise<VsCodeSession> {
    await this.#forget();
    const { data, extensions } = this.#options.folders;
    for (const name of ['User', 'Machine']) {
      removeFolder(join(data, name));
    }
    this.#sessions += 1;
    const workspace = join(this.#scratch.path, String(this.#sessions), 'webhooks');
    mkdirSync(workspace, { recursive: true });
    await this.#page.setViewportSize(viewport);
    const folders = { data, extensions, workspace };
    return new VsCodeSession(this, { folders, page: this.#page, listenerPort: await freePort() }, settings);
  }

  /** What the workbench and the extension keep in the browser: state, and secrets where they are kept. */
  async #forget(): Promise<void> {
    const page = await this.#page.context().newCDPSession(this.#page);
    const storageTypes = 'cookies,indexeddb,local_storage';
    await page.send('Storage.clearDataForOrigin', { origin: this.#server.origin, storageTypes });
    await page.detach();
  }

  /** Ends VS Code and its extension hosts as `kill -9` does. */
  async kill(): Promise<void> {
    await this.#server.stop();
  }

  /** Starts VS Code again at the same address, after it was killed. */
  async startAgain(): Promise<void> {
    this.#server = await VsCodeServer.start({ ...this.#options, port: this.#server.port });
  }

  async dispose(): Promise<void> {
    await this.#page.context().close();
    await this.#server.stop();
    this.#scratch.remove();
  }
}

/** Fresh folders of VS Code, and one browser page to open it in. */
export class VsCodeSession {
  readonly folders: ServerFolders;
  readonly page: Page;
  /** What `webhookDebugger.port` is set to; free when the session began. */
  readonly listenerPort: number;
  readonly #host: VsCodeHost;
  #settings: Settings;

  constructor(
    host: VsCodeHost,
    parts: Pick<VsCodeSession, 'folders' | 'page' | 'listenerPort'>,
    settings: Settings,
  ) {
    this.#host = host;
    ({ folders: this.folders, page: this.page, listenerPort: this.listenerPort } = parts);
    const port = { 'webhookDebugger.port': this.listenerPort };
    this.#settings = { ...quietSettings, ...testSettings, ...port, ...settings };
    writeSettings(this.folders, this.#settings);
  }

  /** The address of the workbench on the workspace folder. */
  get url(): string {
    return this.#host.urlOf(this.folders.workspace);
  }

  /**
   * Changes settings. A window takes them up when it is opened again: what would watch the files is a native
   * module, which the VS Code from npm goes without.
   */
  changeSettings(changes: Settings): void {
    this.#settings = { ...this.#settings, ...changes };
    writeSettings(this.folders, this.#settings);
  }

  /** Closes the window as a person does, so that its extension host ends in order. */
  async closeWindow(): Promise<void> {
    await this.page.goto('about:blank');
  }

  /** Starts VS Code again on the same folders and the same address. The page has to be opened again. */
  async restart(): Promise<void> {
    await this.closeWindow();
    await this.#host.kill();
    await until('the listener is gone', async () => !(await portAnswers(this.listenerPort)));
    await this.#host.startAgain();
  }
}
