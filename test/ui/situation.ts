import type { Page } from 'playwright-core';

/** Reads in the page what a person would see there. Text, so that it needs no types of the DOM. */
const read = `(() => {
  const text = (element) => (element?.innerText ?? '').replace(/\\s+/g, ' ').trim().slice(0, 300);
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.offsetParent !== null);
  const label = (element) => element.getAttribute('aria-label') ?? text(element);
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  const input = shown('.quick-input-widget input[type=text], .quick-input-widget input[type=password]')[0];
  return {
    dialog: shown('.monaco-dialog-box').map(text),
    menu: shown('.monaco-menu [role=menuitem]').map(label),
    quickInput: shown('.quick-input-widget').map(
      (one) => [text(one.querySelector('.quick-input-title')), input?.type === 'text' ? input.value : '(hidden)', text(one.querySelector('.quick-input-message'))].join(' | '),
    ),
    entries: shown('.quick-input-widget [role=option]').slice(0, 12).map(label),
    toasts: shown('.notifications-toasts [role=dialog]').map(text),
    focus: focus === null ? 'nothing' : [focus.tagName.toLowerCase(), focus.getAttribute('role'), label(focus), focus.className].join(' | '),
    selected: shown('[role=treeitem][aria-selected=true]').map(label),
    rows: shown('.sidebar [role=treeitem]').slice(0, 30).map(label),
    tabs: shown('.tabs-container [role=tab]').map(label),
    statusBar: shown('.statusbar [role=button]').map(label).filter((one) => one.startsWith('Webhook')),
  };
})()`;

/** What stands in the workbench now: for a failure to say what was there instead. */
export async function situation(page: Page): Promise<string> {
  try {
    const found = (await page.evaluate(read)) as Readonly<Record<string, string | readonly string[]>>;
    return Object.entries(found)
      .filter(([, value]) => value.length > 0)
      .map(([name, value]) => `  ${name}: ${typeof value === 'string' ? value : value.join('\n    ')}`)
      .join('\n');
  } catch (error) {
    return `  The page could not be asked: ${String(error)}`;
  }
}
