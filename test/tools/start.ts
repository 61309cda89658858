/** `npm start [-- --desktop] [-- --no-open]`: a VS Code with the packaged extension, its listener running. */
import { parseArgs } from 'node:util';
import { runUntilInterrupted } from './interruptible.ts';
import { startInBrowser } from './startBrowser.ts';
import { startOnDesktop } from './startDesktop.ts';
import { buildPackage } from './tryOut.ts';

const { values } = parseArgs({
  options: { desktop: { type: 'boolean', default: false }, 'no-open': { type: 'boolean', default: false } },
});

await runUntilInterrupted(
  async (atEnd) => {
    await buildPackage();
    await (values.desktop ? startOnDesktop(atEnd) : startInBrowser(atEnd, !values['no-open']));
  },
  {
    onSignal: (listener) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, listener);
      }
    },
    say: (line) => console.error(line),
    exit: (code) => process.exit(code),
  },
);
