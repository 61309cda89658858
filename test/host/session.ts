import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { resultsFolder } from './paths.ts';
import { scratchFolder } from './scratch.ts';
import type { ScratchFolder } from './scratch.ts';
import { VsCodeServer, installVsix, makeFolders, quietSettings, writeSettings } from './server.ts';
import type { ServerFolders, ServerOptions, Settings } from './server.ts';
import { vsixFile } from './vsix.ts';
import { freePort, portAnswers, until } from './wait.ts';
import type { VsCode } from './vscode.ts';

export interface SessionOptions {
  readonly vscode: VsCode;
  /** Whether secrets outlive a reload, as they do on a desktop. Kept where this VS Code can. */
  readonly secrets?: 'kept' | 'memory';
  readonly settings?: Settings;
}

const viewport = { width: 1280, height: 800 };

/** A VS Code with the packaged extension in folders of its own, and one browser page to open it in. */
export class VsCodeSession {
  readonly folders: ServerFolders;
  readonly page: Page;
  /** What `webhookDebugger.port` is set to; free when the session began. */
  readonly listenerPort: number;
  readonly #scratch: ScratchFolder;
  readonly #browser: Browser;
  readonly #options: ServerOptions;
  #settings: Settings;
  #server: VsCodeServer;

  private constructor(parts: {
    scratch: ScratchFolder;
    server: VsCodeServer;
    browser: Browser;
    page: Page;
    options: ServerOptions;
    settings: Settings;
    listenerPort: number;
  }) {
    this.folders = parts.options.folders;
    this.#scratch = parts.scratch;
    this.page = parts.page;
    this.listenerPort = parts.listenerPort;
    this.#browser = parts.browser;
    this.#options = parts.options;
    this.#settings = parts.settings;
    this.#server = parts.server;
  }

  static async start(given: SessionOptions): Promise<VsCodeSession> {
    const { vscode, secrets = vscode.codeServer === null ? 'memory' : 'kept' } = given;
    const scratch = scratchFolder();
    const folders = makeFolders(scratch.path);
    const listenerPort = await freePort();
    const settings = { ...quietSettings, 'webhookDebugger.port': listenerPort, ...given.settings };
    writeSettings(folders, settings);
    await installVsix(vscode, folders, vsixFile());
    console.log(`VS Code ${vscode.version} (from npm), the packaged extension installed, secrets ${secrets}`);
    mkdirSync(resultsFolder, { recursive: true });
    const log = join(resultsFolder, `vscode-${vscode.version}-ui.log`);
    const options = { vscode, folders, kind: secrets, log };
    const server = await VsCodeServer.start(options);
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport });
    return new VsCodeSession({ scratch, server, browser, page, options, settings, listenerPort });
  }

  get url(): string {
    return this.#server.url;
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
    await this.kill();
    this.#server = await VsCodeServer.start({ ...this.#options, port: this.#server.port });
  }

  /** Ends VS Code and its extension host as `kill -9` does. */
  async kill(): Promise<void> {
    await this.#server.stop();
    await until('the listener is gone', async () => !(await portAnswers(this.listenerPort)));
  }

  async dispose(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    this.#scratch.remove();
  }
}
