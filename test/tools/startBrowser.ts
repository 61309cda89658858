import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { HumanError, messageOf } from '../../src/common/errors.ts';
import { panelViewType } from '../../src/host/shared/contributions.ts';
import { listening, openEvent, setSigningSecret } from '../ui/steps.ts';
import { Workbench } from '../ui/workbench.ts';
import { launchChromium } from './chromium.ts';
import { Door, nothingStored, stateStore } from './door.ts';
import type { BrowserStorage } from './door.ts';
import { openBrowser } from './openBrowser.ts';
import { downloadsFolder } from './paths.ts';
import { VsCodeServer, installVsix, makeFolders, writeMachineSettings, writeUserSettings } from './server.ts';
import type { ServerFolders } from './server.ts';
import { demoSecret, firstSettings, instructions, sendFirstSample, chooseListenerPort } from './tryOut.ts';
import { vsixFile } from './vsix.ts';
import { installVsCode, newest } from './vscode.ts';
import { freePort, portAnswers, until } from './wait.ts';

/** Beside the listener's, so that it is the same each time: a browser keeps secrets for an address. */
const usualDoorPort = 6465;
const patience = 24 * 3_600_000;

function prepareFolders(listenerPort: number): ServerFolders {
  const root = join(downloadsFolder, 'start');
  mkdirSync(root, { recursive: true });
  const folders = makeFolders(root);
  if (!existsSync(join(folders.data, 'User/settings.json'))) {
    writeUserSettings(folders, firstSettings);
  }
  writeMachineSettings(folders, { 'webhookDebugger.port': listenerPort });
  return folders;
}

/** A window without a face: it runs the extension host until a person's browser takes over. */
class HiddenWindow {
  readonly #browser: Browser;
  readonly #listenerPort: number;
  #storage: Promise<BrowserStorage> | null = null;

  constructor(browser: Browser, listenerPort: number) {
    this.#browser = browser;
    this.#listenerPort = listenerPort;
  }

  /** Opens the workbench, saves the demo secret, sends the sample and shows it. */
  async use(url: string): Promise<void> {
    const workbench = new Workbench(await this.#browser.newPage());
    await workbench.open(url);
    await listening(workbench, this.#listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, demoSecret);
    await sendFirstSample(this.#listenerPort, 1_000);
    await openEvent(workbench, /^Valid: /, 'Valid');
  }

  /** Ends the window, once; answers what it has stored. */
  handOver(): Promise<BrowserStorage> {
    this.#storage ??= this.#close();
    return this.#storage;
  }

  async #close(): Promise<BrowserStorage> {
    const [context] = this.#browser.contexts();
    const [page] = context?.pages() ?? [];
    const state = await context?.storageState();
    const states = page === undefined ? {} : await rememberedStates(page);
    await page?.goto('about:blank');
    await until('the listener has stopped', async () => !(await portAnswers(this.#listenerPort)), 10_000);
    await this.#browser.close();
    const entries = state?.origins.flatMap((origin) => origin.localStorage) ?? [];
    return { local: Object.fromEntries(entries.map(({ name, value }) => [name, value])), states };
  }
}

/**
 * A workbench opens the view that was open before only where the window was reloaded: `ShutdownReason.RELOAD` under
 * the key that VS Code spells so.
 */
const reloaded = { 'lifecyle.lastShutdownReason': '3' };

/** A workbench remembers its views and editors every five seconds, as long as it is idle. */
async function rememberedStates(page: Page): Promise<BrowserStorage['states']> {
  try {
    return await until(
      'the workbench remembers the event',
      async () => {
        const states = await page.evaluate<BrowserStorage['states']>(readStates);
        return JSON.stringify(states).includes(panelViewType) && states;
      },
      15_000,
    );
  } catch (error) {
    console.error(messageOf(error));
    return {};
  }
}

/** Runs in a page. Text, so that it needs no types of the DOM. */
const readStates = `(async () => {
  const result = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const entriesOf = async ({ name }) => {
    const database = await result(indexedDB.open(name));
    const store = database.transaction('${stateStore}').objectStore('${stateStore}');
    const [keys, values] = await Promise.all([result(store.getAllKeys()), result(store.getAll())]);
    database.close();
    const entries = Object.fromEntries(keys.map((key, at) => [key, values[at]]));
    return [name, name.includes('-global') ? entries : { ...entries, ...${JSON.stringify(reloaded)} }];
  };
  const databases = (await indexedDB.databases()).filter(({ name }) => name.startsWith('vscode-web-state-db-'));
  return Object.fromEntries(await Promise.all(databases.map(entriesOf)));
})()`;

async function launchOrNull(): Promise<Browser | null> {
  try {
    return await launchChromium();
  } catch (error) {
    if (error instanceof HumanError) {
      console.log(error.message);
      return null;
    }
    throw error;
  }
}

/**
 * VS Code from npm, in the person's browser where there is one. Returns when all of it runs; `atEnd` takes
 * what ends it.
 */
export async function startInBrowser(
  atEnd: (ending: () => Promise<void>) => void,
  open: boolean,
): Promise<void> {
  const vscode = await installVsCode(newest);
  const listenerPort = await chooseListenerPort();
  const folders = prepareFolders(listenerPort);
  await installVsix(vscode, folders, vsixFile());
  const log = join(downloadsFolder, 'start/vscode.log');
  const server = await VsCodeServer.start({ vscode, folders, kind: 'kept', log });
  atEnd(() => server.stop());
  const browser = await launchOrNull();
  atEnd(async () => browser?.close());
  const hidden = browser === null ? null : new HiddenWindow(browser, listenerPort);
  const door = await Door.open({
    port: await freePort(usualDoorPort),
    serverPort: server.port,
    workbench: server.url.slice(server.origin.length),
    handOver: async () => (await hidden?.handOver()) ?? nothingStored,
  });
  await hidden?.use(new URL(server.url.slice(server.origin.length), door.url).href);
  const opened = open && (await openBrowser(door.url));
  console.log(`\n${summary(vscode.version, door.url, { opened, ready: hidden !== null })}`);
  if (hidden === null) {
    await sendFirstSample(listenerPort, patience);
    console.log('Set Signing Secret, SimpleBackups, with the secret below, makes it Valid.');
  }
  console.log(instructions(listenerPort));
  console.log('Ctrl-C stops VS Code and the listener.');
}

function summary(version: string, url: string, state: { opened: boolean; ready: boolean }): string {
  const where = state.opened ? 'It was opened in your browser' : 'Open it in a browser on this machine';
  const before = state.ready
    ? 'The listener runs, the demo secret is saved, and the sample event is listed as Valid under "Webhooks".\n' +
      'Until a browser opens that page, VS Code runs without a window; then the page takes over, secret and all,\n' +
      'and the listener runs for as long as the page is open.'
    : 'The listener starts when that page is open.';
  return `VS Code ${version} with Webhook Debugger: ${url}\n${where}.\n${before}\n`;
}
