import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { codeOf, HumanError, messageOf } from '../../common/errors.ts';
import type { ExportCalls, ExportFilter } from '../../protocol/exports.ts';
import type { Knowledge } from '../knowledge.ts';
import type { VerifyRule } from '../signature/scheme.ts';
import type { EventStore } from '../store/eventStore.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { eventsFrame, printEvent } from './eventJson.ts';
import { harFrame, printEntry } from './har.ts';
import { maskedEvent } from './masking.ts';

type Params = ExportCalls['exportEvents']['params'];
type Result = ExportCalls['exportEvents']['result'];

const idsPerPage = 500;

export interface ExportOptions {
  readonly store: EventStore;
  readonly knowledge: () => Knowledge;
}

/** What the provider that a request was held against says of where its secret stands. */
export function ruleOf({ findings, request }: StoredEvent, knowledge: Knowledge): VerifyRule | undefined {
  const { provider } = findings;
  return provider === null
    ? undefined
    : knowledge.prepared(provider, knowledge.sources.of(request.target))?.scheme.verify;
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
  { store, knowledge }: ExportOptions,
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
    const shown = params.masked ? maskedEvent(whole, ruleOf(event, knowledge())) : whole;
    await file.write(`${events === 0 ? '' : ','}\n${isHar ? printEntry(shown) : printEvent(shown)}`);
    events += 1;
  }
  await file.write(`\n${tail}\n`);
  return { events, leftOut };
}

/**
 * Writes events into a file, which is there whole or not at all.
 * @throws HumanError where it cannot be written.
 */
export async function exportFile(params: Params, options: ExportOptions): Promise<Result> {
  const partial = `${params.file}.${randomUUID()}.part`;
  try {
    const file = await open(partial, 'wx', 0o600);
    let result: Result;
    try {
      result = await writeEvents(file, params, options);
    } finally {
      await file.close();
    }
    await rename(partial, params.file);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw codeOf(error) === ''
      ? error
      : new HumanError(`The file cannot be written: ${messageOf(error)}.`, { cause: error });
  }
}
