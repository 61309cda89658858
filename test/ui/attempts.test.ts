import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { becomes, until } from '../tools/wait.ts';
import { backupBody, sendSigned, sendWebhook } from '../tools/webhook.ts';
import { useVsCode } from './fixture.ts';
import { sendUntilAccepted } from './senders.ts';
import { listening, openEvent, setSigningSecret } from './steps.ts';

const secret = 'attempts-signing-secret-51d0';

describe('A sender that tries again', () => {
  const sources = [
    { name: 'Backups', path: '/hooks', answer: { sequence: [500, 503, 200] } },
    { name: 'Hub', path: '/hub', provider: 'github' },
  ];
  const vscode = useVsCode({
    settings: { 'webhookDebugger.autoStart': true, 'webhookDebugger.sources': sources },
  });

  const line = (): Locator => vscode.workbench.panel.getByRole('region', { name: 'Attempts' });
  const attempt = (name: string): Locator => line().getByRole('button', { name });
  const group = (count: number): Locator =>
    vscode.workbench.row(new RegExp(`^Valid: .*Tried Again, POST /hooks/backups, .*, ${count} attempts$`));
  const below = (name: string): Locator =>
    vscode.workbench.row(new RegExp(`^Valid: .*Tried Again, POST /hooks/backups, .*, ${name}`));

  before(async () => {
    const { workbench, session } = vscode;
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await setSigningSecret(workbench, secret);
  });

  it('is told of while its event is shown, with each answer and the pauses between them', async () => {
    const { workbench, session } = vscode;
    const body = backupBody('error', 'Tried Again');
    const told = (number: number): Promise<void> =>
      workbench.panel
        .getByRole('status', { name: 'Attempts' })
        .getByText(
          new RegExp(`^The sender has tried again: attempt ${number} came [\\d.]+ m?s after this one\\.$`),
        )
        .waitFor();
    const statuses = await sendUntilAccepted(
      () => sendSigned({ port: session.listenerPort, body }, secret),
      [() => openEvent(workbench, /^Valid: .*Tried Again/, 'Valid'), () => told(2)],
    );
    assert.deepEqual(statuses, [500, 503, 200]);
    await told(3);
    await line()
      .getByText(/^Attempt 1 of at most 4: the sender tried again [\d.]+ m?s later\.$/)
      .waitFor();
    const items = await line().getByRole('listitem').allInnerTexts();
    assert.equal(items.length, 3);
    assert.match(items[0] ?? '', /^Attempt 1: responded 500/);
    assert.match(items[1] ?? '', /^\+[\d.]+ m?s\s+Attempt 2: responded 503/);
    assert.match(items[2] ?? '', /^\+[\d.]+ m?s\s+Attempt 3: responded 200/);
    await workbench.panel.getByRole('button', { name: 'Show Attempt 3' }).click();
    await line()
      .getByText(/^Attempt 3 of at most 4: we responded 503 the last time, [\d.]+ m?s earlier\.$/)
      .waitFor();
  });

  it('is one row, which stays selected and unfolds to all attempts by the keyboard', async () => {
    const { workbench } = vscode;
    await group(3).waitFor();
    assert.equal((await workbench.rows()).filter((row) => row.includes('Tried Again')).length, 1);
    await becomes(() => group(3).getAttribute('aria-selected'), 'true');
    await workbench.act(
      (one) => group(3).click(one),
      () => workbench.hasFocus('Events'),
    );
    await workbench.press('ArrowRight', below('Attempt 1, responded 500$'));
    const rows = (await workbench.rows()).filter((row) => row.includes('Tried Again'));
    assert.match(rows[1] ?? '', /, Attempt 3, responded 200, \+[\d.]+ m?s$/);
    assert.match(rows[2] ?? '', /, Attempt 2, responded 503, \+[\d.]+ m?s$/);
    await below('Attempt 2').click();
    await line()
      .getByText(/^Attempt 2 of at most 4: we responded 500 the first time, [\d.]+ m?s earlier\.$/)
      .waitFor();
  });

  it('has every attempt opened from the time line, and its row followed', async () => {
    await attempt('Attempt 1').click();
    await until('the row of the attempt is selected', async () => {
      const row = below('Attempt 1, responded 500$');
      return (await row.getAttribute('aria-selected')) === 'true';
    });
    await becomes(() => attempt('Attempt 1').getAttribute('aria-current'), 'true');
    assert.equal(await vscode.workbench.panel.getByText('The sender has tried again').count(), 0);
  });

  it('is marked where the body is another one', async () => {
    const { workbench, session } = vscode;
    const send = (more: string): Promise<number> =>
      sendWebhook({
        port: session.listenerPort,
        path: '/hub',
        body: `{"ref":"refs/heads/main"${more}}`,
        headers: { 'X-GitHub-Event': 'push', 'X-GitHub-Delivery': 'one' },
      });
    assert.deepEqual([await send(''), await send(',"x":1')], [200, 200]);
    await workbench.row(/push.*, 2 attempts, bodies differ(?:,|$)/).click();
    await line().getByText('The body of attempt 2 is not that of the first one.').waitFor();
    await line()
      .getByText(/^Attempt 2: it came again although we responded 200 the first time/)
      .waitFor();
  });

  it('loses one attempt, or all, as a person says', async () => {
    const { workbench } = vscode;
    await workbench.deleteRow(below('Attempt 2'), /Delete “.*”\?/);
    await group(2).waitFor();
    await workbench.deleteRow(group(2), /Delete all 2 attempts of “.*Tried Again”\?/);
    await until('the attempts are gone', async () =>
      (await workbench.rows()).every((row) => !row.includes('Tried Again')),
    );
  });
});
