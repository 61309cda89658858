import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { becomes, until } from '../../tools/wait.ts';
import { backupBody, sendSigned } from '../../tools/webhook.ts';
import { always, App } from '../../support/app.ts';
import { useVsCode } from '../fixture.ts';
import { listening, openEvent, openTab, setSigningSecret } from '../steps.ts';
import { limit } from '../../support/limits.ts';

const secret = 'rows-signing-secret-77c1';
/** Nothing that a URL parser would leave as it is. */
const forgedPath = '/a/../in//%7Eme?b=%20+&a=1&b=';

/** What a hostile sender writes: to be read as markup, and not to be seen. */
const markup =
  '$(flame) <img src=x onerror=alert(1)> [x](command:workbench.action.quit) **bold** <a href="http://a.example">y</a>';
const unseen = 'gnp\u202Eexe\u200Bend\nnext';

describe('The rows of the Events list', () => {
  const app = new App();
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.notifications': 'failuresAndInvalid' },
  });
  const send = async (
    name: string,
    status: 'success' | 'error',
    key = secret,
    path?: string,
  ): Promise<void> => {
    const { session } = vscode;
    const to = { port: session.listenerPort, ...(path === undefined ? {} : { path }) };
    await sendSigned({ ...to, body: backupBody(status, name) }, key);
  };
  const icon = (label: RegExp, name: string): Promise<void> =>
    vscode.workbench.row(label).locator(`.codicon-${name}`).waitFor();

  before(async function () {
    this.timeout(limit(60_000));
    await app.listen();
    app.answer = (response, request) =>
      always(request.body.includes('Crashing') ? 500 : 204)(response, request);
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
    await send('Fine', 'success');
    await send('Billing DB', 'error');
    await send('Customer uploads', 'error');
    await send('Forged', 'success', 'another-secret', forgedPath);
  });
  after(() => app.close());

  it('have the outcome as their icon, and no red or green of a signature that is not right', async () => {
    await icon(/^Valid: backup success: Fine/, 'pass');
    await icon(/^Valid: backup error: Billing DB/, 'error');
    await icon(/^Invalid: backup success: Forged/, 'workspace-untrusted');
  });

  it('say that they are new, in words and at the end of the row, until they are opened', async () => {
    const { workbench } = vscode;
    const badge = (name: string): Promise<string> =>
      workbench
        .row(new RegExp(`^Valid: backup .*${name}`))
        .locator('.monaco-icon-label')
        .evaluate(
          (label) => label.ownerDocument.defaultView?.getComputedStyle(label, '::after').content ?? '',
        );
    await workbench.row(/^Valid: backup success: Fine, POST .*, new, SimpleBackups$/).waitFor();
    await becomes(() => badge('Fine'), '"●"');
    await workbench.row(/^Valid: backup success: Fine/).click();
    const read = workbench.row(/^Valid: backup success: Fine, POST [^,]*, [\d:]+, SimpleBackups$/);
    await becomes(() => read.getAttribute('aria-selected'), 'true');
    assert.notEqual(await badge('Fine'), '"●"');
    await workbench.row(/^Valid: backup error: Billing DB, POST .*, new, SimpleBackups$/).waitFor();
    await becomes(() => badge('Billing DB'), '"●"');
  });

  it('announce what failed once, by its names', async () => {
    const { workbench } = vscode;
    const toast = workbench.toast(/2 backups failed: .*Billing DB/);
    await toast.waitFor();
    await becomes(() => workbench.page.locator('.notifications-toasts').getByRole('dialog').count(), 1);
    await toast.getByRole('button', { name: 'Show' }).click();
  });

  it('say that the app failed: in words, at the end of the row, and in the tooltip', async () => {
    const { workbench } = vscode;
    const { port } = app;
    await workbench.runCommand('Forward Events To...');
    await workbench.fillInputBox('Forward Events To', `localhost:${port}`);
    await workbench.pick('This workspace');
    await workbench.row(new RegExp(`^forward to localhost:${port}, on`), 'Sources').waitFor();
    await send('Crashing', 'success');
    const row = workbench.row(/^Valid: backup success: Crashing, POST .*, SimpleBackups, your app: 500$/);
    await row.waitFor();
    await row.getByText('500 · ').waitFor();
    await workbench.pointAt(row, workbench.page.locator('.monaco-hover').getByText(/Your app: 500 in/));
  });

  it('say so of the source, too, within the narrowest side bar that is of use', async () => {
    const { workbench } = vscode;
    const row = workbench.row(
      new RegExp(`^forward to localhost:${app.port}, 1 of 1 failed \\(500\\), on$`),
      'Sources',
    );
    await row.waitFor();
    // How far to the right the words reach, from the left of the side bar, whether they are cut off or not.
    const reach = await row.locator('.label-description').evaluate((label) => {
      const text = label.firstChild;
      const bar = label.closest('.part.sidebar');
      if (text?.textContent === undefined || text.textContent === null || bar === null) {
        return Infinity;
      }
      const range = label.ownerDocument.createRange();
      range.setStart(text, 0);
      range.setEnd(text, text.textContent.indexOf(' ·'));
      return range.getBoundingClientRect().right - bar.getBoundingClientRect().left;
    });
    assert.ok(reach <= 250, `${reach} px`);
  });

  it('say that a response is waited for, as the panel does, until it has come', async () => {
    const { workbench } = vscode;
    const held: ServerResponse[] = [];
    app.answer = (response) => held.push(response);
    const fine = (said: string) => workbench.row(new RegExp(`^Valid: backup success: Fine, .*, ${said}$`));
    const waiting = `waiting for localhost:${app.port}`;
    await workbench.rowMenu(fine('SimpleBackups'), ['Replay', 'Replay...'], fine(waiting));
    await openEvent(workbench, /^Valid: backup success: Fine/, 'Valid');
    await workbench.panel.locator('.event-app').getByText(waiting).waitFor();
    await openTab(workbench, 'Delivery');
    await workbench.panel.locator('.in-flight').getByText(waiting).waitFor();
    held.forEach((response) => response.writeHead(202).end());
    await fine('your app: 202').waitFor();
    await workbench.panel.locator('.in-flight').waitFor({ state: 'detached' });
    await becomes(() => workbench.panel.locator('.delivery').count(), 1);
    assert.equal(held.length, 1);
  });

  it('have a menu with a group of replays, and explain only what failed', async () => {
    const { workbench } = vscode;
    const item = (name: string) => workbench.page.getByRole('menuitem', { name, exact: true });
    const openMenu = (label: RegExp, expected: string): Promise<void> =>
      workbench.act((one) => workbench.row(label).click({ button: 'right', ...one }), item(expected));
    const closeMenu = (): Promise<void> =>
      workbench.press('Escape', async () => (await item('Replay').count()) === 0);
    await openMenu(/^Valid: backup success: Fine/, 'Replay');
    assert.equal(await item('Explain Signature').count(), 0);
    assert.equal(await item('New Custom Provider...').count(), 0);
    await closeMenu();
    await openMenu(/^Invalid: backup success: Forged/, 'Explain Signature');
    await closeMenu();
  });

  it('copy the path with its query as it came', async () => {
    const { workbench } = vscode;
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = workbench.statusMessage(/^Copied the path of “backup success: Forged”\./);
    await workbench.rowMenu(workbench.row(/^Invalid: backup success: Forged/), ['Copy Path'], copied);
    assert.equal(await workbench.page.evaluate('navigator.clipboard.readText()'), forgedPath);
  });

  it('name the event that is to be deleted', async () => {
    const { workbench } = vscode;
    await workbench.rowMenu(
      workbench.row(/^Valid: backup success: Fine/),
      ['Delete Event'],
      workbench.dialog,
    );
    await workbench.confirm('Delete “backup success: Fine”?', 'Cancel');
  });

  it('keep what looks like markup text: in the row, its tooltip, the tab and the panel', async () => {
    const { workbench } = vscode;
    const { page, panel } = workbench;
    await send(markup, 'success');
    const row = workbench.row(/^Valid: backup success: \$\(flame\) <img/);
    assert.ok((await row.innerText()).includes(markup));
    await openEvent(workbench, /\$\(flame\)/, 'Valid');
    await panel.getByRole('heading', { level: 1, name: `backup success: ${markup}` }).waitFor();
    await workbench.pointAt(row, page.locator('.monaco-hover').getByText('<img src=x onerror=alert(1)>'));
    await workbench.editorTab(/\$\(flame\)/).waitFor();
    const made = '.codicon-flame, img[src="x"], a[href*="a.example"], a[href^="command:"]';
    assert.equal(await page.locator(made).count(), 0);
    assert.equal(await panel.locator('img, a, b, .codicon-flame').count(), 0);
    assert.deepEqual(await panel.locator('strong').allInnerTexts(), ['Valid']);
  });

  it('show what cannot be seen as stand-ins that can', async () => {
    const { workbench } = vscode;
    const { panel } = workbench;
    await send(unseen, 'success');
    const row = workbench.row(/^Valid: backup success: gnp\\u202eexe\\u200bend\\nnext/);
    assert.doesNotMatch(await row.innerText(), /[\u202e\u200b\n]next/);
    await openEvent(workbench, /gnp/, 'Valid');
    const marked = 'gnpU+202EexeU+200BendU+000Anext';
    await panel.getByRole('definition').filter({ hasText: marked }).waitFor();
    await panel.getByRole('heading', { level: 1, name: `backup success: ${marked}` }).waitFor();
    assert.doesNotMatch(await panel.locator('main').innerText(), /[\u202e\u200b]/);
  });

  it('have commands in the palette only where there is something to do', async () => {
    const { workbench } = vscode;
    await workbench.press('F1', workbench.input);
    const offers = async (title: string): Promise<number> => {
      await workbench.input.fill(`>Webhook Debugger: ${title}`);
      return workbench.option(`Webhook Debugger: ${title}`).count();
    };
    await until('Replay is offered', async () => (await offers('Replay...')) > 0);
    for (const idle of [
      'Stop Firing',
      'Enable Channel',
      'Save Offered Secret',
      'Show the Bytes That Verify',
      'Send Fixture',
      'Forget Allowed Hosts...',
    ]) {
      await until(`${idle} is not offered`, async () => (await offers(idle)) === 0);
    }
    await workbench.escape();
  });
});
