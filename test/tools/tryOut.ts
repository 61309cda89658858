import { runToEnd } from './processes.ts';
import { HumanError } from '../../src/common/errors.ts';
import { quietSettings } from './server.ts';
import type { Settings } from './server.ts';
import { backupBody, curlLine, sendSigned, webhookPath } from './webhook.ts';
import { freePort, portAnswers, until } from './wait.ts';

/** Not a secret: it is printed, and signs the sample events of `npm start` only. */
export const demoSecret = 'webhook-debugger-demo-secret';

const usualListenerPort = 6464;

/** The usual port of the listener, or another one where that is taken; says so. */
export async function chooseListenerPort(): Promise<number> {
  const port = await freePort(usualListenerPort);
  if (port !== usualListenerPort) {
    console.log(`Port ${usualListenerPort} is in use by another program, so this listener gets ${port}.`);
  }
  return port;
}

const sampleBody = backupBody('success', 'Acme Project', 48151);
const curlBody = backupBody('error', 'Acme Project', 48152);

/** What a person who tries it out begins with, and may change. */
export const firstSettings: Settings = {
  ...quietSettings,
  'webhookDebugger.autoStart': true,
  // The workspace of a trial may lie in the clone: Git would ask about that.
  'git.openRepositoryInParentFolders': 'never',
};

/** Builds the .vsix. @throws HumanError with the output of the build. */
export async function buildPackage(): Promise<void> {
  console.log('Building the extension ...');
  const built = await runToEnd('npm', ['run', '--silent', 'package'], 180_000, { output: 'collect' });
  if (built.code !== 0) {
    throw new HumanError(`The extension could not be built.\n${built.output}`);
  }
}

/** Waits for the listener, for as long as a person needs, and sends it one signed sample event. */
export async function sendFirstSample(port: number, milliseconds: number): Promise<void> {
  await until(`the listener answers on port ${port}`, () => portAnswers(port), milliseconds);
  const status = await sendSigned({ port, body: sampleBody }, demoSecret);
  console.log(`Sent one signed sample event to port ${port}; the response was ${status}.`);
}

/** The lines that say how to go on. */
export function instructions(listenerPort: number): string {
  const url = `http://127.0.0.1:${listenerPort}${webhookPath}`;
  return [
    `Webhook URL:     ${url}`,
    `Signing secret:  ${demoSecret}   (SimpleBackups)`,
    '',
    'Send a validly signed SimpleBackups event:',
    '',
    curlLine(url, curlBody, demoSecret),
    '',
  ].join('\n');
}
