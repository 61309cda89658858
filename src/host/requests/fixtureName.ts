/** The folder of a workspace folder that holds its fixtures. */
export const fixturesFolder = '.webhooks';

const longest = 60;
/** Names that Windows keeps for devices, whatever stands behind their dot. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** A title as the name of a file without its end: ASCII letters, digits and dashes, never empty. */
export function fixtureName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return plain === '' || reserved.test(plain) ? `webhook${plain === '' ? '' : `-${plain}`}` : plain;
}

/** The first of `name`, `name-2`, `name-3` that no file of a folder has, nor one that belongs to it. */
export function freeName(name: string, files: readonly string[]): string {
  const taken = new Set(files.map((file) => file.toLowerCase()));
  const isFree = (own: string): boolean =>
    [`${own}.http`, `${own}.body.json`, `${own}.body.bin`].every((file) => !taken.has(file));
  let free = name;
  for (let count = 2; !isFree(free); count += 1) {
    free = `${name}-${count}`;
  }
  return free;
}
