import type { FrameLocator, Locator, Page } from 'playwright-core';
import { until } from '../host/wait.ts';

const commandCategory = 'Webhook Debugger';

function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`);
}

/** VS Code as a person meets it: by the names of its parts. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Loads the workbench and waits until it can be used. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.#ready();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
    await this.page.locator('.activitybar').getByRole('tab').first().waitFor();
  }

  /** Runs a command of this extension from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.runAnyCommand(`${commandCategory}: ${title}`);
  }

  /** Runs the command with that full title from the command palette. */
  async runAnyCommand(title: string): Promise<void> {
    const run = async (): Promise<boolean> => (await this.#findCommand(title)) && this.#clicked(title);
    await until(`the command palette offers ${title}`, run, 30_000);
  }

  /** Whether an entry could be clicked: what opens meanwhile takes the focus, and the palette closes. */
  async #clicked(label: string): Promise<boolean> {
    try {
      await this.option(label).click({ timeout: 2_000 });
      return true;
    } catch {
      return false;
    }
  }

  /** The palette lists what is known as it opens, so what is not there yet needs another look. */
  async #findCommand(title: string): Promise<boolean> {
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('F1');
    try {
      await this.page.locator('.quick-input-widget input[type=text]').fill(`>${title}`, { timeout: 1_000 });
      await this.option(title).waitFor({ timeout: 1_000 });
      return true;
    } catch {
      return false;
    }
  }

  /** An entry of the open quick pick, by the start of its label. */
  option(label: string): Locator {
    const option = { name: startsWith(label) };
    return this.page.locator('.quick-input-widget').getByRole('option', option).first();
  }

  async pick(label: string): Promise<void> {
    await this.option(label).click();
  }

  /** Filters the open quick pick, which holds more than is in sight, and takes the first that begins so. */
  async pickFiltered(label: string): Promise<void> {
    await this.page.locator('.quick-input-widget input[type=text]').fill(label);
    await this.pick(label);
  }

  /** Fills the input box of that title. Answers whether what is typed is hidden. */
  async fillInputBox(title: string, value: string): Promise<boolean> {
    await this.page.locator('.quick-input-title').getByText(title, { exact: true }).waitFor();
    const input = this.page.locator('.quick-input-box input');
    await input.fill(value);
    const hidden = (await input.getAttribute('type')) === 'password';
    await this.page.keyboard.press('Enter');
    return hidden;
  }

  /** The tab of the activity bar; its name says how many events are new. */
  get activityTab(): Locator {
    return this.page.locator('.activitybar').getByRole('tab', { name: /^Webhooks/ });
  }

  /** The number on the badge, 0 where there is none. */
  async badge(): Promise<number> {
    const name = (await this.activityTab.getAttribute('aria-label')) ?? '';
    return Number(/(\d+)/.exec(name)?.[1] ?? 0);
  }

  async showWebhooks(): Promise<void> {
    await this.runAnyCommand('View: Show Webhooks');
    await this.page.locator('.sidebar').getByText('Webhooks').first().waitFor();
  }

  tree(name: 'Events' | 'Sources'): Locator {
    return this.page.getByRole('tree', { name: startsWith(name) });
  }

  /** Whether keys go to the tree. */
  hasFocus(name: 'Events' | 'Sources'): Promise<boolean> {
    return this.tree(name).evaluate((tree) => tree.contains(tree.ownerDocument.activeElement));
  }

  /** The first row of the tree whose accessible label matches. */
  row(label: RegExp, tree: 'Events' | 'Sources' = 'Events'): Locator {
    return this.tree(tree).getByRole('treeitem', { name: label }).first();
  }

  /** The accessible labels of the rows in sight, from the top. */
  async rows(tree: 'Events' | 'Sources' = 'Events'): Promise<readonly string[]> {
    // At once: a row may go while another is asked.
    const placed = await this.tree(tree)
      .getByRole('treeitem')
      .evaluateAll((items) =>
        items.map((item) => ({
          label: item.getAttribute('aria-label') ?? '',
          top: item.getBoundingClientRect().top,
        })),
      );
    return placed.sort((one, other) => one.top - other.top).map((item) => item.label);
  }

  statusBarItem(name: RegExp): Locator {
    return this.page.locator('.statusbar').getByRole('button', { name });
  }

  /** The notification that holds the text. */
  toast(text: RegExp): Locator {
    return this.page.locator('.notifications-toasts').getByRole('dialog').filter({ hasText: text });
  }

  /** The modal dialog of the workbench. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  editorTab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** The content of the webview that is in sight. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }
}
