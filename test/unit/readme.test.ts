import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentationFiles, fileLinks, packagedReadme } from '../tools/documentation.ts';
import { repoFolder } from '../tools/paths.ts';
import { providersPage, withProviderTable } from '../tools/providerTable.ts';
import { schemes } from '../../src/engine/signature/schemes/table.ts';
import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };

/** What a person reads in ten minutes. */
const mostBytes = 12 * 1024;

function read(path: string): string {
  return readFileSync(join(repoFolder, path), 'utf8');
}

const readme = read('README.md');
const hostPage = read('src/host/README.md');
const pages = [
  'README.md',
  ...globSync(['{src,test}/**/README.md', '.github/*.md'], { cwd: repoFolder }).map((path) =>
    path.replaceAll('\\', '/'),
  ),
];

/** The anchors of a page's headings, as GitHub and the Markdown preview of VS Code make them. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = text.matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** Paths in code, without what has a wildcard: `src/engine/main.ts`, and `verify.ts` beside the page. */
function namedPaths(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => /^(?:(?:src|test|media|\.github|\.vscode)\/[\w./-]*|[\w/-]+\.ts)$/.test(name));
}

/** Rows that are of no one provider. */
const generalIds: ReadonlySet<string> = new Set([
  'authorization-token',
  'basic-auth',
  'bearer',
  'custom-header-token',
  'hub-signature',
  'hub-signature-256',
  'hub-signature-sha1',
  'none',
  'standard-webhooks',
  'standard-webhooks-ed25519',
]);

describe('README', () => {
  it('is short', () => {
    assert.ok(Buffer.byteLength(readme) <= mostBytes, `${Buffer.byteLength(readme)} bytes`);
  });

  it('counts the providers and the samples', () => {
    const named = schemes.filter(({ id }) => !generalIds.has(id));
    assert.equal(named.length, schemes.length - generalIds.size);
    const providers = new Set(named.map(({ name }) => name.replace(/ \(.*| v\d$/, '')));
    const samples = schemes.filter((scheme) => scheme.samples !== undefined);
    assert.deepEqual(
      [/how \[(\d+) providers\]/, /of any of (\d+) providers/].map((pattern) =>
        Number(pattern.exec(readme)?.[1]),
      ),
      [providers.size, samples.length],
    );
  });

  it('has no link or picture in the details of the extension but to addresses', () => {
    const packaged = packagedReadme(readme);
    assert.deepEqual(fileLinks('README.md', packaged), []);
    assert.match(packaged, /Open Documentation/);
    assert.match(packaged, /\(https:/);
  });
});

describe('The pages', () => {
  it('have the table of providers that npm run providers writes', () => {
    const page = readFileSync(providersPage, 'utf8');
    assert.equal(withProviderTable(page), page);
  });

  it('have every setting', () => {
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    assert.deepEqual(
      settings.filter((name) => !hostPage.includes(`\`${name}\``)),
      [],
    );
  });

  it('have every command that the palette offers', () => {
    const hidden = new Set(
      manifest.contributes.menus.commandPalette
        .filter(({ when }) => when === 'false')
        .map(({ command }) => command),
    );
    const titles = manifest.contributes.commands
      .filter(({ command }) => !hidden.has(command))
      .map(({ title }) => (texts as Readonly<Record<string, string>>)[title.slice(1, -1)] ?? title);
    assert.deepEqual(
      titles.filter((title) => !hostPage.includes(title.replace(/\.\.\.$/, ''))),
      [],
    );
  });

  it('are all found from the README', () => {
    const found = documentationFiles();
    assert.deepEqual(
      pages.filter((page) => !found.includes(page)),
      [],
    );
  });

  for (const page of pages) {
    it(`lead to files and headings that are there: ${page}`, () => {
      const wrong = fileLinks(page, read(page)).filter(
        ({ path, anchor }) =>
          !existsSync(join(repoFolder, path)) || (anchor !== '' && !anchorsOf(read(path)).has(anchor)),
      );
      assert.deepEqual(wrong, []);
    });

    it(`name paths that exist: ${page}`, () => {
      const places = [repoFolder, join(repoFolder, dirname(page))];
      assert.deepEqual(
        namedPaths(read(page)).filter((path) => places.every((place) => !existsSync(join(place, path)))),
        [],
      );
    });
  }
});
