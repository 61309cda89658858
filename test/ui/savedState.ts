import type { Page } from 'playwright-core';
import { until } from '../tools/wait.ts';

const readEditors = `(async () => {
  const result = (request) =>
    new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const texts = names.filter((name) => name.startsWith('vscode-web-state-db-')).map(async (name) => {
    const database = await result(indexedDB.open(name));
    const table = database.transaction('ItemTable').objectStore('ItemTable');
    const text = await result(table.get('memento/workbench.parts.editor'));
    database.close();
    return text ?? '';
  });
  return (await Promise.all(texts)).join('\\n');
})()`;

/**
 * Waits until VS Code has saved what its editors remember and all of that matches. In a browser it does so every few
 * seconds, and what is newer is lost at a reload; on a desktop it does so when the window closes.
 */
export async function editorsSaved(page: Page, ...matches: readonly RegExp[]): Promise<void> {
  await until(`the saved editors match ${matches.join(' and ')}`, async () => {
    const saved = String(await page.evaluate(readEditors)).replaceAll('\\', '');
    return matches.every((pattern) => pattern.test(saved));
  });
}
