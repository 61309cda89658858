/**
 * Opens a store while the process has no file descriptor left, and again when it has: tells the parent process what
 * became of an event each time, and how many events there are in the end.
 */
import { closeSync, openSync } from 'node:fs';
import { EventStore } from '../../src/engine/store/eventStore.ts';
import { until } from '../host/wait.ts';
import { addAll, newEvent } from '../unit/engine/store/events.ts';

const [file = ''] = process.argv.slice(2);

function takeAll(): number[] {
  const taken: number[] = [];
  try {
    for (;;) {
      taken.push(openSync('/dev/null', 'r'));
    }
  } catch {
    return taken;
  }
}

const kinds: string[] = [];
const store = new EventStore(file, {
  committed: () => undefined,
  noticed: ({ kind }) => void kinds.push(kind),
});
// What is loaded later needs descriptors, too.
const other = new EventStore(`${file}-other`, { committed: () => undefined, noticed: () => undefined });
await addAll(other, [newEvent()]);
const isStored = async (): Promise<boolean> => !((await addAll(store, [newEvent()]))[0] instanceof Error);
const taken = takeAll();
const without = await isStored();
taken.forEach(closeSync);
await until('the store opens', isStored);
process.send?.({ without, kinds, total: store.count() });
store.close();
process.exit();
