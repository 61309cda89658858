import assert from 'node:assert/strict';
import { backupBody, sendSigned, sendWebhook, signatureOf } from '../../tools/webhook.ts';
import { becomes, portAnswers, until } from '../../tools/wait.ts';
import { useVsCode } from '../fixture.ts';
import { setSigningSecret, startListener } from '../steps.ts';

const secret = 'main-path-signing-secret';
const request = String.raw`backup success: Acme Project, POST \/hooks\/backups, `;

/** A row's label up to the time, which may be told as an age. */
function withoutTime(label: string): string {
  return label.slice(0, label.indexOf('/hooks/backups'));
}

describe('From an empty VS Code to verified webhooks', () => {
  const vscode = useVsCode();

  it('starts the listener from the command palette', async () => {
    const { workbench, session } = vscode;
    await startListener(workbench, session.listenerPort);
    assert.equal(await portAnswers(session.listenerPort), true);
  });

  it('asks for the signing secret in a box that hides it', async () => {
    const { workbench } = vscode;
    await workbench.showWebhooks();
    assert.equal(await setSigningSecret(workbench, secret), true);
  });

  it('shows a signed webhook as Valid', async () => {
    const { workbench, session } = vscode;
    assert.equal(await sendSigned({ port: session.listenerPort, body: backupBody() }, secret), 200);
    await workbench.row(new RegExp(`^Valid: ${request}`)).waitFor();
  });

  it('shows one with a changed byte as Invalid', async () => {
    const { workbench, session } = vscode;
    const headers = { 'SB-Signature': signatureOf(backupBody(), secret) };
    const body = backupBody().replace('48151', '48152');
    assert.equal(await sendWebhook({ port: session.listenerPort, body, headers }), 200);
    await workbench.row(new RegExp(`^Invalid: ${request}`)).waitFor();
  });

  it('shows one without the header as Missing signature, and the newest on top', async () => {
    const { workbench, session } = vscode;
    assert.equal(await sendWebhook({ port: session.listenerPort, body: backupBody() }), 200);
    await workbench.row(new RegExp(`^Missing signature: ${request}`)).waitFor();
    const verdicts = (await workbench.rows()).map((label) => label.split(':')[0]);
    assert.deepEqual(verdicts.slice(0, 3), ['Missing signature', 'Invalid', 'Valid']);
  });

  it('opens an event with its verdict, its title and its four tabs', async () => {
    const { workbench } = vscode;
    await workbench.row(/^Valid: /).click();
    const { panel } = workbench;
    await panel.getByRole('heading', { level: 1, name: 'backup success: Acme Project' }).waitFor();
    const verdict = panel.getByRole('status', { name: 'Signature verdict' });
    assert.match(await verdict.innerText(), /Valid/);
    for (const name of ['Payload', 'Headers', 'Signature', 'Delivery']) {
      const tab = panel.getByRole('tab', { name });
      await tab.click();
      await panel.getByRole('tab', { name, selected: true }).waitFor();
    }
    await workbench.editorTab(/backup success: Acme Project/).waitFor();
  });

  it('shows the verdict of the next event in the same panel', async () => {
    const { workbench } = vscode;
    await workbench.row(/^Invalid: /).click();
    const verdict = workbench.panel.getByRole('status', { name: 'Signature verdict' });
    await verdict
      .getByText(/Invalid/)
      .first()
      .waitFor();
    await becomes(() => workbench.editorTab(/backup success: Acme Project/).count(), 1);
  });

  it('shows the same rows after a restart of VS Code', async () => {
    const { workbench, session } = vscode;
    const rows = (await workbench.rows()).map(withoutTime);
    await session.restart();
    await workbench.open(session.url);
    await workbench.showWebhooks();
    await workbench.row(/^Missing signature: /).waitFor();
    assert.deepEqual((await workbench.rows()).map(withoutTime), rows);
  });

  it('stops the listener from the command palette and frees the port', async () => {
    const { workbench, session } = vscode;
    await startListener(workbench, session.listenerPort);
    await workbench.runCommand('Stop Listener');
    await workbench.statusBarItem(/^Webhook Debugger: stopped$/).waitFor();
    await until('the port is free', async () => !(await portAnswers(session.listenerPort)));
  });
});
