import type { FrameLocator, Locator, Page } from 'playwright-core';
import { limit } from '../support/limits.ts';
import { until } from '../tools/wait.ts';
import { act } from './act.ts';
import type { Expected, Try } from './act.ts';

/** The views with a tree. */
export type TreeName = 'Events' | 'Sources' | 'Send';

const commandCategory = 'Webhook Debugger';

function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`);
}

/** A menu item's name may end with its keys. */
function menuName(name: string): RegExp {
  return new RegExp(`${startsWith(name).source}( (Ctrl|Alt|Shift|Meta|⌘|Del|Enter|F\\d).*)?$`);
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
      await this.option(label).click({ timeout: limit(2_000) });
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
      await this.page
        .locator('.quick-input-widget input[type=text]')
        .fill(`>${title}`, { timeout: limit(1_000) });
      await this.option(title).waitFor({ timeout: limit(1_000) });
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

  /** The title of the open quick pick or input box, where it is that one. */
  title(text: string): Locator {
    return this.page.locator('.quick-input-title').getByText(text, { exact: true });
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** The field of the open quick pick or input box. */
  get input(): Locator {
    return this.#quickInput.locator('.quick-input-box input');
  }

  /** Waits for the step of a quick pick or an input box that has this title. */
  async step(title: string): Promise<void> {
    await this.title(title).waitFor();
  }

  /** Does something, waits for what it leads to, and does it again where that does not come. */
  async act(action: (one: Try) => Promise<unknown>, expected: Expected): Promise<void> {
    await act(this.page, action, expected);
  }

  /** Presses a key until what it leads to is so; on a part, which gets the focus first, where one is given. */
  async press(key: string, expected: Expected, on?: Locator): Promise<void> {
    await this.act(
      (one) => (on === undefined ? this.page.keyboard.press(key) : on.press(key, one)),
      expected,
    );
  }

  /** Presses a key again and again, as long as a part of a second does not show what it is to reach. */
  async pressUntil(key: string, expected: Expected): Promise<void> {
    await act(this.page, () => this.page.keyboard.press(key), expected, 250);
  }

  /** Runs a command from the palette, and leaves the pointer alone. */
  async runByKeyboard(title: string): Promise<void> {
    const active = this.#quickInput.locator(`.monaco-list-row.focused[aria-label^=${JSON.stringify(title)}]`);
    await this.act(async (one) => {
      await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await this.input.waitFor(one);
      await this.page.keyboard.type(title);
    }, active);
    await this.press('Enter', async () => !(await active.isVisible()));
  }

  /** Puts the cursor on a line of an editor, moves it by keys, and types there until that shows. */
  async typeIn(line: Locator, keys: readonly string[], text: string, expected: Expected): Promise<void> {
    await this.act(
      (one) => line.click(one),
      () => line.evaluate((found) => found.closest('.monaco-editor.focused') !== null),
    );
    await this.act(async () => {
      for (const key of keys) {
        await this.page.keyboard.press(key);
      }
      await this.page.keyboard.insertText(text);
    }, expected);
  }

  /** Moves the pointer there until what that shows is in sight. */
  async pointAt(target: Locator, expected: Expected): Promise<void> {
    await this.act(async (one) => {
      // The pointer has to come from elsewhere, or nothing is entered.
      await this.page.mouse.move(1, 1);
      await target.hover(one);
    }, expected);
  }

  /** What tells the open step from the next one. */
  async #stepState(): Promise<{ readonly step: string; readonly value: string } | null> {
    return this.#quickInput.evaluate((widget) => {
      const input = widget.querySelector('input[type=text], input[type=password]');
      if (input === null || widget.getBoundingClientRect().height === 0) {
        return null;
      }
      const title = widget.querySelector('.quick-input-title')?.textContent ?? '';
      const hasError = widget.querySelector('.quick-input-box .error') !== null;
      const message = hasError ? '' : (widget.querySelector('.quick-input-message')?.textContent ?? '');
      const value = 'value' in input ? String(input.value) : '';
      return { step: [title, message, input.getAttribute('placeholder')].join('|'), value };
    });
  }

  async #isPast(before: { readonly step: string; readonly value: string } | null): Promise<boolean> {
    const now = (await this.#quickInput.count()) === 0 ? null : await this.#stepState();
    return now === null || now.step !== before?.step || now.value !== before.value;
  }

  /** Waits until the entries of the open quick pick stay as they are. */
  async #settled(entry: Locator): Promise<void> {
    await entry.waitFor();
    let seen = '';
    await until('the entries stay as they are', async () => {
      const entries = await this.#quickInput
        .locator('.monaco-list-row')
        .evaluateAll((all) => all.map((one) => `${one.textContent} ${one.getBoundingClientRect().top}`));
      const now = entries.join('\n');
      const same = now === seen;
      seen = now;
      await this.page.waitForTimeout(50);
      return same;
    });
  }

  /** Takes an entry of the open quick pick, once its list has settled, and waits until the step is over. */
  async pick(label: string): Promise<void> {
    const option = this.option(label);
    await this.#settled(option);
    const before = await this.#stepState();
    await this.act(
      (one) => this.#clickOption(option, one),
      async () => (await this.#isPast(before)) || !(await option.isVisible()),
    );
  }

  /** What is said of the entry under the pointer may cover another one. */
  async #clickOption(option: Locator, one: Try): Promise<void> {
    await this.page.mouse.move(1, 1);
    await option.click(one);
  }

  /**
   * Runs a command that asks with a list and takes an entry; from the start where the list went away meanwhile, as it
   * does when a webview gets the focus late.
   */
  async pickOf(command: string, label: string, expected: Expected): Promise<void> {
    await this.act(async (one) => {
      await this.runCommand(command);
      await this.input.fill(label, one);
      await this.#clickOption(this.option(label), one);
    }, expected);
  }

  /** Filters the open quick pick, which holds more than is in sight, and takes the first that begins so. */
  async pickFiltered(label: string): Promise<void> {
    await this.act((one) => this.input.fill(label, one), this.option(label));
    await this.pick(label);
  }

  /** Types into the open quick pick and presses Enter, once the entry that begins so is the active one. */
  async typeAndEnter(text: string, label: string): Promise<void> {
    const active = this.#quickInput.locator(`.monaco-list-row.focused[aria-label^=${JSON.stringify(label)}]`);
    await this.act((one) => this.input.fill(text, one), active);
    const before = await this.#stepState();
    await this.press('Enter', () => this.#isPast(before));
  }

  /** Sets the marks of the entries of the open quick pick that takes several, and confirms it. */
  async pickSeveral(labels: readonly string[]): Promise<void> {
    for (const label of labels) {
      const start = JSON.stringify(label);
      const entry = this.#quickInput.locator(`.monaco-list-row[aria-label^=${start}]`).first();
      const isMarked = async (): Promise<boolean> => (await entry.getAttribute('aria-checked')) === 'true';
      await this.#settled(entry);
      await this.act(async (one) => {
        if (!(await isMarked())) {
          await entry.click(one);
        }
      }, isMarked);
    }
    const ok = this.#quickInput.getByRole('button', { name: 'OK' });
    await this.act(
      (one) => ok.click(one),
      async () => !(await ok.isVisible()),
    );
  }

  /** Leaves the open quick pick or input box. */
  async escape(): Promise<void> {
    await this.press('Escape', async () => !(await this.#quickInput.isVisible()));
  }

  /** Fills the input box of that title and waits until it is over. Returns whether what is typed is hidden. */
  async fillInputBox(title: string, value: string): Promise<boolean> {
    await this.step(title);
    await this.input.fill(value);
    const hidden = (await this.input.getAttribute('type')) === 'password';
    const before = await this.#stepState();
    await this.press('Enter', () => this.#isPast(before), this.input);
    return hidden;
  }

  /** Fills the input box of that title with what it does not take, and waits for what it says of that. */
  async rejectedInput(title: string, value: string, message: string | RegExp): Promise<void> {
    await this.step(title);
    const says = this.#quickInput.getByText(message);
    await this.act(async (one) => {
      await this.input.fill(value, one);
      await this.input.press('Enter', one);
    }, says);
  }

  /**
   * Clicks through a menu that `open` opens: each name but the last is of a submenu. From the start where what it
   * leads to does not come: a webview that gets the focus late closes the menu under the pointer.
   */
  async menu(
    open: (one: Try) => Promise<unknown>,
    names: readonly string[],
    expected: Expected,
  ): Promise<void> {
    await this.act(async (one) => {
      // In a list without a menu, the key would clear the selection.
      if (await this.page.getByRole('menu').first().isVisible()) {
        await this.page.keyboard.press('Escape');
      }
      await open(one);
      const items = names.map((name) => this.page.getByRole('menuitem', { name: menuName(name) }));
      await items[0]?.waitFor(one);
      for (const [at, item] of items.entries()) {
        await this.#clickMenuItem(item, items[at + 1]);
      }
    }, expected);
  }

  /** A menu takes no click right after it has opened: half a second, then another try. */
  async #clickMenuItem(item: Locator, submenu: Locator | undefined): Promise<void> {
    const isPast = async (): Promise<boolean> =>
      (await submenu?.isVisible()) === true || !(await item.isVisible());
    await act(this.page, (one) => item.click(one), isPast, 500);
  }

  /** Clicks an item of a row's own menu, through submenus where there are several names, until what it leads to is so. */
  async rowMenu(row: Locator, names: readonly string[], expected: Expected): Promise<void> {
    await this.menu((one) => row.click({ button: 'right', ...one }), names, expected);
  }

  /** Clicks an action that a row shows while the pointer is on it, until what it leads to is so. */
  async rowAction(row: Locator, name: string, expected: Expected): Promise<void> {
    const button = row.getByRole('button', { name, exact: true });
    await this.pointAt(row, button);
    await this.act(async (one) => {
      await row.hover(one);
      await button.click(one);
    }, expected);
  }

  /** Clicks a button of the dialog that holds the text, and waits until that dialog is gone. */
  async confirm(text: string | RegExp, button: string): Promise<void> {
    const asking = this.dialog.filter({ hasText: text });
    await asking.waitFor();
    await this.act(
      (one) => asking.getByRole('button', { name: button, exact: true }).click(one),
      async () => !(await asking.isVisible()),
    );
  }

  /** Deletes what a row stands for through the row's own menu, after that question. */
  async deleteRow(row: Locator, question: string | RegExp, item = 'Delete Event'): Promise<void> {
    await this.rowMenu(row, [item], this.dialog.filter({ hasText: question }));
    await this.confirm(question, 'Delete');
  }

  /** Clicks a row until it is the selected one. */
  async select(row: Locator): Promise<void> {
    await this.act(
      (one) => row.click(one),
      async () => (await row.getAttribute('aria-selected')) === 'true',
    );
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

  tree(name: TreeName): Locator {
    return this.page.getByRole('tree', { name: startsWith(name) });
  }

  /** Whether keys go to the tree. */
  hasFocus(name: TreeName): Promise<boolean> {
    return this.tree(name).evaluate((tree) => tree.contains(tree.ownerDocument.activeElement));
  }

  /** The first row of the tree whose accessible label matches. */
  row(label: RegExp, tree: TreeName = 'Events'): Locator {
    return this.tree(tree).getByRole('treeitem', { name: label }).first();
  }

  /** The accessible labels of the rows in sight, from the top. */
  async rows(tree: TreeName = 'Events'): Promise<readonly string[]> {
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

  /** What the status bar says for a moment. */
  statusMessage(text: RegExp): Locator {
    return this.page.locator('.statusbar').getByText(text).first();
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
