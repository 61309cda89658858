import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A signed request with the verdict that is expected of it, in the form of the shared vector files. */
export interface Vector {
  readonly scheme: string;
  readonly name: string;
  readonly secrets: readonly string[];
  readonly headers: readonly (readonly [string, string])[];
  readonly bodyBase64: string;
  readonly expected: string;
}

/** A row of the shared table of schemes, as far as it is read here. */
export interface SharedScheme {
  readonly id: string;
  readonly verify: Readonly<Record<string, unknown>>;
}

const shared = join(import.meta.dirname, '../../../../../shared');

/** A JSON file below ../shared; skips the test, and says so, where a clone does not have it. */
export function readBelowShared<T>(test: Mocha.Context, path: string): T {
  let text: string;
  try {
    text = readFileSync(join(shared, path), 'utf8');
  } catch {
    console.log(`      skipped: ../shared/${path} is not beside this clone`);
    return test.skip();
  }
  return JSON.parse(text) as T;
}

/** A file of the shared facts about schemes; skips the test where a clone does not have them. */
export function readShared<T>(test: Mocha.Context, name: string): T {
  return readBelowShared(test, `schemes/${name}`);
}
