import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { verdictLook } from '../../src/protocol/verdict.ts';
import { bundledPackages } from '../tools/bundled.ts';
import { documentationFiles, fileLinks } from '../tools/documentation.ts';
import { repoFolder } from '../tools/paths.ts';
import { machineSettings } from '../tools/server.ts';
import { runToEnd } from '../tools/processes.ts';
import { vsixFile } from '../tools/vsix.ts';
import { limit } from '../support/limits.ts';

const maximumBytes = 600 * 1024;
/** Of the bundles, as they are packed. */
const maximumCodeBytes = 350 * 1024;

interface ZipEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly content: () => Buffer;
}

/** What a zip holds, from its central directory (PKWARE APPNOTE 4.3.7, 4.3.12 and 4.3.16). */
function zipEntries(zip: Buffer): readonly ZipEntry[] {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const packedBytes = zip.readUInt32LE(at + 20);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + packedBytes);
    const isDeflated = zip.readUInt16LE(at + 10) === 8;
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      packedBytes,
      content: () => (isDeflated ? inflateRawSync(packed) : packed),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

const fixedEntries = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/ThirdPartyNotices.txt',
  'extension/changelog.md',
  'extension/dist/codicon.ttf',
  'extension/dist/engine.cjs',
  'extension/dist/extension.cjs',
  'extension/dist/style.css',
  'extension/dist/webview.js',
  'extension/media/icon.png',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
];

/** Files that come and go with the languages and the icons. The texts in English stand in the code, too. */
const foundEntries = ['l10n/bundle.l10n.*.json', 'package.nls.*.json', 'media/*.json', 'media/*.svg'];

describe('The package', () => {
  let file = '';

  before(async function () {
    this.timeout(limit(120_000));
    if (globSync('*.vsix', { cwd: repoFolder }).length !== 1) {
      const built = await runToEnd('npm', ['run', 'package'], 110_000, { output: 'collect' });
      assert.equal(built.code, 0, built.output);
    }
    file = vsixFile();
  });

  it('holds the bundles, media, manifest, texts, documentation, LICENSE and CHANGELOG, and nothing else', () => {
    const found = foundEntries
      .flatMap((pattern) => globSync(pattern, { cwd: repoFolder }))
      .map((path) => `extension/${path.replaceAll('\\', '/')}`);
    const documentation = documentationFiles().map((path) => `extension/dist/docs/${path}`);
    const expected = [...new Set([...fixedEntries, ...found, ...documentation])].sort();
    assert.deepEqual(
      zipEntries(readFileSync(file))
        .map(({ name }) => name)
        .sort(),
      expected,
    );
  });

  it('holds what its pages lead to', () => {
    const entries = zipEntries(readFileSync(file));
    const names = new Set(entries.map(({ name }) => name));
    const pages = entries.filter(({ name }) => /^extension\/(?:readme\.md$|dist\/docs\/.*\.md$)/.test(name));
    const links = pages.flatMap(({ name, content }) => fileLinks(name, content().toString()));
    assert.ok(links.some(({ path }) => path === 'extension/changelog.md'));
    assert.deepEqual(
      links.filter(({ path }) => !names.has(path)),
      [],
    );
  });

  it('has an icon for each verdict', () => {
    const style = readFileSync(join(repoFolder, 'dist/style.css'), 'utf8');
    const icons = Object.values(verdictLook).map(({ icon }) => icon);
    assert.deepEqual(
      icons.filter((icon) => !style.includes(`.codicon-${icon}:before`)),
      [],
    );
  });

  it('is at most 600 KB, with at most 350 KB of code', () => {
    const { size } = statSync(file);
    assert.ok(size <= maximumBytes, `${size} bytes`);
    const code = zipEntries(readFileSync(file))
      .filter(({ name }) => /^extension\/dist\/[^/]+$/.test(name))
      .reduce((sum, { packedBytes }) => sum + packedBytes, 0);
    assert.ok(code <= maximumCodeBytes, `${code} bytes of code`);
  });

  it('holds the licence of every package that is bundled', () => {
    const entry = zipEntries(readFileSync(file)).find(({ name }) => name.endsWith('/ThirdPartyNotices.txt'));
    const notices = entry?.content().toString() ?? '';
    const bundled = bundledPackages();
    const names = bundled.map(({ name }) => name);
    for (const known of ['@vscode/codicons', 'jsonc-parser', 'lit', 'lit-html']) {
      assert.ok(names.includes(known), known);
    }
    for (const { name, version, license, folder } of bundled) {
      assert.ok(notices.includes(`\n${name} ${version} (${license})\n`), name);
      const texts = globSync('{LICENSE,LICENCE,COPYING,NOTICE}*', { cwd: join(repoFolder, folder) });
      assert.ok(texts.length > 0, name);
      for (const text of texts) {
        assert.ok(
          notices.includes(readFileSync(join(repoFolder, folder, text), 'utf8').trim()),
          `${name}: ${text}`,
        );
      }
    }
  });
});

describe('The settings of a machine', () => {
  it('are known to the tests, which have to write them to a file of their own', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(repoFolder, 'package.json'), 'utf8'));
    const found = [
      ...JSON.stringify(manifest).matchAll(/"(webhookDebugger\.\w+)":\{[^{}]*"scope":"machine/g),
    ];
    assert.deepEqual(new Set(found.map((match) => match[1])), machineSettings);
  });
});
