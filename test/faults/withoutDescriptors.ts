/**
 * Opens a store while the process has no file descriptor left, one, or two (too few for a database with its log and
 * index), and again when it has enough: tells the parent process what became of an event each time, and how many
 * events there are in the end.
 */
import { closeSync, openSync } from 'node:fs';
import { EventStore } from '../../src/engine/store/eventStore.ts';
import { until } from '../tools/wait.ts';
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
const open = (path: string): EventStore =>
  new EventStore(path, { committed: () => undefined, noticed: ({ kind }) => void kinds.push(kind) });
const isStored = async (store: EventStore): Promise<boolean> =>
  !((await addAll(store, [newEvent()]))[0] instanceof Error);

// What is loaded later needs descriptors, too.
const other = open(`${file}-other`);
await isStored(other);
const without: boolean[] = [];
const taken = takeAll();
for (let free = 0; free < 3; free += 1) {
  taken.splice(0, free).forEach(closeSync);
  const store = open(file);
  without.push(await isStored(store));
  store.close();
  taken.push(...takeAll());
}
const store = open(file);
without.push(await isStored(store));
taken.forEach(closeSync);
await until('the store opens', () => isStored(store));
process.send?.({ without, kinds, total: store.count() });
store.close();
process.exit();
