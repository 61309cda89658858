/** `npm run providers`: writes the table of providers into the page beside them; a unit test holds both together. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { algorithms } from '../../src/engine/signature/digest.ts';
import type { Scheme } from '../../src/engine/signature/scheme.ts';
import { schemes } from '../../src/engine/signature/schemes/table.ts';
import { repoFolder } from './paths.ts';
import { proofs, type Proof } from './providerProofs.ts';

const start = '<!-- providers: written by npm run providers -->';
const end = '<!-- end of providers -->';
export const providersPage = join(repoFolder, 'src/engine/signature/schemes/README.md');

const proofWords: Readonly<Record<Proof['level'], string>> = {
  vendor: "the vendor's",
  thirdParty: 'third party:',
  recomputed: 'recomputed:',
};

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|').replaceAll('\n', '\\n')}\``;
}

function tolerance(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function signatureOf({ verify }: Scheme): string {
  switch (verify.kind) {
    case 'signature': {
      const { algorithm, encoding, content, timestamp } = verify;
      const limit = timestamp?.tolerance;
      const time = limit === undefined ? '' : `, ${tolerance(limit)}`;
      return `${algorithms[algorithm].title}, ${encoding}, of ${code(content)}${time}`;
    }
    case 'token':
      return `${verify.auth ?? 'token'} in ${code(Object.values(verify.from)[0] ?? '')}`;
    case 'jwt':
      return `JWT (${verify.algorithm}) with a hash of the body, in ${code(verify.header)}`;
    case 'builtin':
      return 'RSA over the named fields of the message';
    case 'none':
      return 'nothing to verify';
  }
}

function rowOf(scheme: Scheme): string {
  const { name, id, docs } = scheme;
  const proof = proofs[id];
  const linked = docs === '' ? name : `[${name}](${docs})`;
  const proven = proof === undefined ? '' : `${proofWords[proof.level]} ${proof.by}`;
  return `| ${linked} | ${code(id)} | ${signatureOf(scheme)} | ${proven} |`;
}

/** The table of all rows as Markdown. */
export function providerTable(): string {
  const head = ['| provider | id | signature | vectors confirmed by |', '|---|---|---|---|'];
  return [...head, ...schemes.map(rowOf)].join('\n');
}

/** The page with the table of today in its place. */
export function withProviderTable(page: string): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`${providersPage} has to hold "${start}" and "${end}": the table stands between them.`);
  }
  return `${page.slice(0, from + start.length)}\n\n${providerTable()}\n\n${page.slice(to)}`;
}

if (import.meta.main) {
  writeFileSync(providersPage, withProviderTable(readFileSync(providersPage, 'utf8')));
}
