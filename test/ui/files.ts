import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files below a folder that hold the text. */
export function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && readFileSync(file).includes(text));
}
