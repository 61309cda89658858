import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import type { MessagePort } from 'node:worker_threads';
import { codeOf, HumanError, messageOf } from '../../common/errors.ts';
import type { SkippedEntry } from '../../protocol/exports.ts';
import { eventsFormat, eventsVersion, readEvent, type ImportedEvent } from './eventJson.ts';
import { FileReader, UnreadableError } from './fileReader.ts';
import { readEntry } from './readHar.ts';

/** Bytes of a file: it is read as one text. */
const mostBytes = 200 * 1024 * 1024;
/** Bytes of bodies that go over to the engine at once. */
const batchBytes = 1024 * 1024;
const batchEvents = 100;
/** Entries that are named of those that cannot be read. */
const mostSkippedTold = 20;

/** What a worker is started with that reads a file of events. */
export interface ImportJob {
  readonly kind: 'import';
  readonly file: string;
  /** Events that are wanted at most. */
  readonly most: number;
}

export type ImportMessage =
  /** The worker goes on when it is answered: so no more than this is on its way. */
  | { readonly type: 'batch'; readonly events: readonly ImportedEvent[] }
  | {
      readonly type: 'end';
      readonly found: number;
      readonly skipped: number;
      readonly told: readonly SkippedEntry[];
    }
  /** The file as a whole cannot be read; the message is for a person. */
  | { readonly type: 'failed'; readonly message: string };

/** The answer to a batch: `stop` where there is no room for it, and so for none that follow. */
export type ImportReply = 'next' | 'stop';

interface Entries {
  readonly items: readonly FileReader[];
  readonly read: (item: FileReader) => ImportedEvent;
}

async function contentOf(file: string): Promise<unknown> {
  const { size } = await stat(file);
  if (size > mostBytes) {
    throw new HumanError(
      `The file is larger than ${mostBytes / 1024 / 1024} MB: export fewer requests at a time.`,
    );
  }
  const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HumanError(`The file is not JSON: ${messageOf(error)}.`, { cause: error });
  }
}

/** @throws HumanError where it is neither a HAR file nor one of ours. */
function entriesOf(content: unknown): Entries {
  const neither = 'The file is neither a HAR file (log.entries) nor events that were exported as JSON.';
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new HumanError(neither);
  }
  const root = new FileReader(content, '');
  const log = root.optional('log');
  if (log !== undefined) {
    return { items: log.field('entries').items(), read: readEntry };
  }
  if (root.optional('format')?.text() !== eventsFormat) {
    throw new HumanError(neither);
  }
  if (root.field('version').number() > eventsVersion) {
    throw new HumanError('The file is of a newer version of Webhook Debugger: update the extension.');
  }
  return { items: root.field('events').items(), read: readEvent };
}

const sizeOf = (events: readonly ImportedEvent[]): number =>
  events.reduce((sum, { request }) => sum + request.body.length, 0);

/** Reads the entries one by one, and hands them over in batches as fast as they are taken. */
async function handOver({ items, read }: Entries, most: number, port: MessagePort): Promise<ImportMessage> {
  const told: SkippedEntry[] = [];
  let skipped = 0;
  let batch: ImportedEvent[] = [];
  let reply: unknown = 'next' satisfies ImportReply;
  const send = async (): Promise<void> => {
    port.postMessage({ type: 'batch', events: batch } satisfies ImportMessage);
    batch = [];
    [reply] = await once(port, 'message');
  };
  for (const [at, item] of items.slice(0, most).entries()) {
    try {
      batch.push(read(item));
    } catch (error) {
      if (!(error instanceof UnreadableError)) {
        throw error;
      }
      skipped += 1;
      told.push(...(told.length < mostSkippedTold ? [{ entry: at + 1, why: error.message }] : []));
    }
    if (batch.length >= batchEvents || sizeOf(batch) > batchBytes) {
      await send();
    }
    if (reply === ('stop' satisfies ImportReply)) {
      break;
    }
  }
  if (batch.length > 0) {
    await send();
  }
  return { type: 'end', found: items.length, skipped, told };
}

function failureText(error: unknown): string {
  if (error instanceof HumanError || error instanceof UnreadableError) {
    return error.message;
  }
  return codeOf(error) === ''
    ? `The file cannot be read: ${messageOf(error)}.`
    : `The file cannot be read (${codeOf(error)}).`;
}

/** Reads a file of events, and posts what is in it. */
export async function runImport({ file, most }: ImportJob, port: MessagePort): Promise<void> {
  let last: ImportMessage;
  try {
    last = await handOver(entriesOf(await contentOf(file)), most, port);
  } catch (error) {
    last = { type: 'failed', message: failureText(error) };
  }
  port.postMessage(last);
  port.close();
}
