import type { FileHandle } from 'node:fs/promises';
import type { ExportCalls, ExportFilter } from '../../protocol/exports.ts';
import type { Aside } from '../aside/aside.ts';
import { isLarge } from '../aside/isLarge.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { eventsFrame } from './eventJson.ts';
import { harFrame } from './har.ts';
import { printed } from './printed.ts';
import { writeWhole } from './writeWhole.ts';

type Params = ExportCalls['exportEvents']['params'];
type Result = ExportCalls['exportEvents']['result'];

const idsPerPage = 500;

export interface ExportOptions {
  readonly store: EventStore;
  readonly knowledge: () => Knowledge;
  readonly aside: Aside;
}

function* idsOf(ids: readonly number[] | null, store: EventStore): Generator<number> {
  if (ids !== null) {
    yield* ids.toSorted((one, other) => one - other);
    return;
  }
  for (
    let page = store.idsAfter(0, idsPerPage);
    page.length > 0;
    page = store.idsAfter(page.at(-1) ?? 0, idsPerPage)
  ) {
    yield* page;
  }
}

function isWanted({ findings }: StoredEvent, { source, provider, verdict }: ExportFilter): boolean {
  return (
    (source === undefined || findings.source === source) &&
    (provider === undefined || findings.provider === provider) &&
    (verdict === undefined || findings.verdict === verdict)
  );
}

/** Writes the events one by one, oldest first: between two, requests have their turn. */
async function writeEvents(
  file: FileHandle,
  params: Params,
  { store, knowledge, aside }: ExportOptions,
): Promise<Result> {
  const isHar = params.format === 'har';
  const { head, tail } = isHar ? harFrame : eventsFrame(Date.now());
  let events = 0;
  let leftOut = 0;
  await file.write(head);
  for (const id of idsOf(params.ids, store)) {
    const event = store.event(id);
    if (event === undefined || !isWanted(event, params.filter)) {
      continue;
    }
    if (isHar && event.request.method === '') {
      leftOut += 1;
      continue;
    }
    const whole = { event, deliveries: isHar ? [] : store.deliveries.of(id) };
    const { format, masked } = params;
    const bytes = isLarge(event.request)
      ? await aside.run('print', { ...whole, options: { format, masked } })
      : printed(whole, { format, masked }, knowledge());
    await file.write(events === 0 ? '\n' : ',\n');
    await file.write(bytes);
    events += 1;
  }
  await file.write(`\n${tail}\n`);
  return { events, leftOut };
}

/**
 * Writes events into a file, which is there whole or not at all.
 * @throws HumanError where it cannot be written.
 */
export function exportFile(params: Params, options: ExportOptions): Promise<Result> {
  return writeWhole(params.file, (file) => writeEvents(file, params, options));
}
