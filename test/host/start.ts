/** `npm start [-- --desktop] [-- --no-open]`: a VS Code with the packaged extension, its listener running. */
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { HumanError } from '../../src/common/errors.ts';
import { startInBrowser } from './startBrowser.ts';
import { startOnDesktop } from './startDesktop.ts';
import { buildPackage } from './tryOut.ts';

const { values } = parseArgs({
  options: { desktop: { type: 'boolean', default: false }, 'no-open': { type: 'boolean', default: false } },
});

const endings: (() => Promise<void>)[] = [];

/** Ends what runs in order; what does not end in time ends with this process. */
async function end(code: number): Promise<void> {
  const ended = Promise.allSettled(endings.map((ending) => ending()));
  await Promise.race([ended, delay(3_000)]);
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => void end(0));
}

try {
  await buildPackage();
  const atEnd = (ending: () => Promise<void>): void => void endings.push(ending);
  await (values.desktop ? startOnDesktop(atEnd) : startInBrowser(atEnd, !values['no-open']));
} catch (error) {
  console.error(error instanceof HumanError ? error.message : error);
  await end(1);
}
