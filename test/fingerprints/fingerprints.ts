import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a real runtime wrote of each input, by its name; null where it gave up. */
export interface Fingerprint {
  /** The id of src/engine/diagnosis/json/runtimes.ts. */
  readonly runtime: string;
  readonly program: string;
  readonly version: string;
  readonly outputs: Readonly<Record<string, string | null>>;
}

export const fingerprintsFile = join(import.meta.dirname, 'fingerprints.json');

export function readFingerprints(): readonly Fingerprint[] {
  return JSON.parse(readFileSync(fingerprintsFile, 'utf8')) as readonly Fingerprint[];
}
