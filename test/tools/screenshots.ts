/** `npm run screenshots`: the pictures of the README, taken of the packaged extension in VS Code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { messageOf } from '../../src/common/errors.ts';
import { ExpressApp } from '../ui/expressApp.ts';
import { listening } from '../ui/steps.ts';
import { Workbench } from '../ui/workbench.ts';
import { readPng, writePalettePng } from './palettePng.ts';
import { repoFolder } from './paths.ts';
import { VsCodeHost } from './session.ts';
import type { VsCodeSession } from './session.ts';
import { buildPackage, demoSecret } from './tryOut.ts';
import { installVsCode, newest } from './vscode.ts';
import { backupBody, sendSigned, sendWebhook, signatureOf } from './webhook.ts';

const folder = join(repoFolder, 'media/screenshots');
const size = { width: 1300, height: 800 };

/** Pixels of the window. */
interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The port that an app of a person's own usually has. */
const appPort = 3000;

const backups = {
  name: 'Backups',
  path: '/hooks/backups',
  provider: 'simplebackups',
  forwardTo: `http://localhost:${appPort}`,
  forward: { onlyValid: true },
  answer: { status: 500, every: 5 },
};
const payments = { name: 'Payments', path: '/stripe', provider: 'stripe' };
const staging = {
  name: 'Staging',
  provider: 'simplebackups',
  url: `http://localhost:${appPort}/hooks/backups`,
};

/** Without `clip` the whole window. */
async function take(workbench: Workbench, name: string, clip?: Clip): Promise<void> {
  const options = { animations: 'disabled', caret: 'hide' } as const;
  const png = await workbench.page.screenshot(clip === undefined ? options : { ...options, clip });
  const small = writePalettePng(readPng(png));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), small);
  console.log(`${name}.png: ${Math.round(small.length / 1024)} KB`);
}

/** Long enough for a pause to be worth showing. */
const backOff = 3000;

/** A morning's webhooks: two that worked, one that failed, one that somebody changed, one unsigned, one tried twice. */
async function sendAll(port: number): Promise<void> {
  await sendSigned({ port, body: backupBody('success', 'Acme Project', 48149) }, demoSecret);
  await sendSigned({ port, body: backupBody('error', 'Acme Database', 48150) }, demoSecret);
  await sendWebhook({ port, body: backupBody('success', 'Acme Project', 48151) });
  const signed = backupBody('success', 'Acme Uploads', 48152);
  const headers = { 'SB-Signature': signatureOf(signed, demoSecret) };
  await sendWebhook({ port, body: JSON.stringify(JSON.parse(signed)), headers });
  const retried = { port, body: backupBody('success', 'Acme Uploads', 48153) };
  await sendSigned(retried, demoSecret);
  await setTimeout(backOff);
  await sendSigned(retried, demoSecret);
}

async function show(workbench: Workbench, row: RegExp, verdict: RegExp): Promise<void> {
  await workbench.row(row).click();
  await workbench.panel
    .getByRole('status', { name: 'Signature verdict' })
    .getByText(verdict)
    .first()
    .waitFor();
}

/** Draws the border of the side bar to the right, so that its rows can be read to their end. */
async function widenSideBar(workbench: Workbench, pixels: number): Promise<void> {
  const { mouse } = workbench.page;
  const box = await workbench.page.locator('.part.sidebar').boundingBox();
  if (box === null) {
    throw new Error('The side bar is not shown.');
  }
  // The sash lies between the parts.
  const edge = box.x + box.width + 2;
  await mouse.move(edge, box.y + box.height / 2);
  await mouse.down();
  await mouse.move(edge + pixels, box.y + box.height / 2, { steps: 5 });
  await mouse.up();
}

/** What an app answered, beside what it was sent. */
async function takeDelivery(workbench: Workbench): Promise<void> {
  const { panel } = workbench;
  await panel.getByRole('tab', { name: 'Delivery' }).click();
  const newest = panel.locator('.deliveries');
  await newest.scrollIntoViewIfNeeded();
  const box = await newest.boundingBox();
  if (box === null) {
    throw new Error('No delivery is shown.');
  }
  const clip = { x: box.x - 12, y: box.y, width: box.width + 24, height: size.height - box.y - 30 };
  await take(workbench, 'delivery-dark', clip);
}

/** The panel from its top to the end of what is explained. */
async function takeExplanation(workbench: Workbench): Promise<void> {
  const panel = await workbench.page.locator('iframe.webview.ready').boundingBox();
  const explained = await workbench.panel.locator('.explanation').boundingBox();
  if (panel === null || explained === null) {
    throw new Error('No explanation is shown.');
  }
  await take(workbench, 'explained-light', {
    ...panel,
    height: explained.y + explained.height + 12 - panel.y,
  });
}

async function takeAll(session: VsCodeSession): Promise<void> {
  const workbench = new Workbench(session.page);
  await session.page.setViewportSize(size);
  await workbench.open(session.url);
  await listening(workbench, session.listenerPort);
  await workbench.showWebhooks();
  await workbench.runCommand('Set Signing Secret');
  await workbench.pickFiltered('SimpleBackups');
  await workbench.fillInputBox('Signing secret for SimpleBackups', demoSecret);
  await workbench.row(/^Backups, SimpleBackups.*1 secret/, 'Sources').waitFor();
  await sendAll(session.listenerPort);
  await workbench.row(/, 4 sent$/, 'Sources').waitFor();
  const inTheme = async (theme: string): Promise<void> => {
    session.changeSettings({ 'workbench.colorTheme': theme });
    await workbench.open(session.url);
    await listening(workbench, session.listenerPort);
    await workbench.showWebhooks();
    await widenSideBar(workbench, 100);
  };
  await inTheme('Default Dark Modern');
  await show(workbench, /^Valid: backup success: Acme Uploads/, /Valid/);
  await take(workbench, 'event-dark');
  await takeDelivery(workbench);
  await inTheme('Default Light Modern');
  await show(workbench, /^Invalid: /, /Invalid/);
  await workbench.panel.getByRole('tab', { name: 'Signature' }).click();
  const explain = workbench.panel.getByRole('button', { name: 'Explain', exact: true });
  const proven = workbench.panel.getByText('Proven', { exact: true }).first();
  await explain.or(proven).first().waitFor();
  if (await explain.isVisible()) {
    await explain.click();
  }
  await proven.waitFor();
  await session.page.setViewportSize({ ...size, height: 1100 });
  await takeExplanation(workbench);
}

try {
  await buildPackage();
  const settings = {
    'webhookDebugger.autoStart': true,
    'webhookDebugger.sources': [backups, payments],
    'webhookDebugger.channels': [staging],
    'window.commandCenter': false,
  };
  const app = await ExpressApp.start(appPort);
  const host = await VsCodeHost.start(await installVsCode(newest));
  try {
    await takeAll(await host.session(settings));
  } finally {
    await host.dispose();
    app.stop();
  }
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
