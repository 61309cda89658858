import { createHmac } from 'node:crypto';
import { sendWebhook } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { listening, openEvent, openTab } from './steps.ts';

const secret = 'verify-as-signing-secret';
const body = JSON.stringify({ ref: 'refs/heads/main', repository: { full_name: 'acme/site' } });

describe('Check as Provider...', () => {
  const vscode = useVsCode({
    settings: {
      'webhookDebugger.autoStart': true,
      'webhookDebugger.sources': [{ name: 'Anything', path: '/anything', provider: 'none' }],
    },
  });

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    const digest = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'X-GitHub-Event': 'push', 'X-Hub-Signature-256': `sha256=${digest}` };
    await sendWebhook({ port: session.listenerPort, path: '/anything', body, headers });
  });

  const choose = async (provider: string): Promise<void> => {
    const { workbench } = vscode;
    await workbench.page
      .locator('.quick-input-title')
      .getByText('Check as Provider...', { exact: true })
      .waitFor();
    await workbench.pickFiltered(provider);
  };

  it('is offered where the event says why nothing was verified', async () => {
    const { workbench } = vscode;
    await openEvent(workbench, /^Unsigned: /, 'Unsigned');
    await openTab(workbench, 'Signature');
    const values = workbench.panel.getByRole('tabpanel', { name: 'Signature' });
    await values.getByText('set for the source Anything').waitFor();
    await workbench.panel.getByRole('button', { name: 'Check as Provider...' }).click();
    await workbench.option('Recognise Automatically').waitFor();
    await choose('GitHub');
  });

  it('has row and panel say at once what the provider’s rules make of the event', async () => {
    const { workbench } = vscode;
    await workbench.row(/^No secret: push: main/).waitFor();
    const { panel } = workbench;
    await panel.getByRole('status', { name: 'Signature verdict' }).getByText('No secret').waitFor();
    await panel.getByRole('tabpanel', { name: 'Signature' }).getByText('chosen by you').waitFor();
    await workbench.runCommand('Set Signing Secret');
    await workbench.pickFiltered('GitHub');
    await workbench.fillInputBox('Signing secret for GitHub', secret);
    await workbench.row(/^Valid: push: main/).waitFor();
    await panel.getByText(/X-Hub-Signature-256 is the HMAC-SHA256 of all \d+ body bytes/).waitFor();
  });

  it('leads to another provider, and back to recognising, from the palette', async () => {
    const { workbench } = vscode;
    await workbench.pickOf('Check as Provider...', 'Stripe', workbench.row(/^Missing signature: /));
    await workbench.panel.getByText('There is no Stripe-Signature header.').waitFor();
    await workbench.pickOf('Check as Provider...', 'Recognise Automatically', workbench.row(/^Unsigned: /));
  });

  it('is in the menu of a row', async () => {
    const { workbench } = vscode;
    await workbench.rowMenu(workbench.row(/^Unsigned: /), ['Check as Provider...'], workbench.input);
    await choose('GitHub');
    await workbench.row(/^Valid: push: main/).waitFor();
  });
});
