import type { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileReader } from '../../../../src/engine/export/fileReader.ts';
import { readEvent, printEvent, type ImportedEvent } from '../../../../src/engine/export/eventJson.ts';
import { printEntry } from '../../../../src/engine/export/har.ts';
import { readEntry } from '../../../../src/engine/export/readHar.ts';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import type { ExportedEvent } from '../../../../src/engine/requests/masking.ts';
import { newEvent } from '../store/events.ts';

const corpora = join(import.meta.dirname, '../../../../../shared/corpora');

export function exportedEvent(change: Partial<CapturedRequest> = {}): ExportedEvent {
  return { event: { id: 7, ...newEvent(change) }, deliveries: [] };
}

/** The forms that events are written in and read from. */
export const forms = [
  {
    name: 'JSON',
    roundTrip: (event: ExportedEvent): ImportedEvent =>
      readEvent(new FileReader(JSON.parse(printEvent(event)), '')),
  },
  {
    name: 'HAR',
    roundTrip: (event: ExportedEvent): ImportedEvent =>
      readEntry(new FileReader(JSON.parse(printEntry(event)), '')),
  },
] as const;

function filesBelow(folder: string): Buffer[] {
  const names = readdirSync(join(corpora, folder), { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}

/** Bodies of the shared corpora, undefined where a clone does not have them. */
export function corpusBodies(): readonly Buffer[] | undefined {
  try {
    return ['JSONTestSuite', 'blns', 'fuzzdb', 'generated', 'trojan-source'].flatMap(filesBelow);
  } catch {
    return undefined;
  }
}
