/** Reads a line of base64 for each input; prints the version, then a line "id base64" for each form. */
import { readFileSync } from 'node:fs';

const writers: Readonly<Record<string, (value: unknown) => string>> = {
  node: (value) => JSON.stringify(value),
  'node-indent-2': (value) => JSON.stringify(value, null, 2),
  'node-indent-4': (value) => JSON.stringify(value, null, 4),
  'node-indent-tab': (value) => JSON.stringify(value, null, '\t'),
};

console.log(process.version);
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const value: unknown = JSON.parse(Buffer.from(line, 'base64').toString('utf8'));
  for (const [id, write] of Object.entries(writers)) {
    console.log(`${id} ${Buffer.from(write(value)).toString('base64')}`);
  }
}
