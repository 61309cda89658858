import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verdictLook } from '../../src/protocol/verdict.ts';
import { repoFolder } from '../host/paths.ts';
import { machineSettings } from '../host/server.ts';
import { runToEnd } from '../host/processes.ts';
import { vsixFile } from '../host/vsix.ts';
import { limit } from '../support/limits.ts';

const maximumBytes = 450 * 1024;

/** The names in a zip, from its central directory (PKWARE APPNOTE 4.3.12 and 4.3.16). */
function zipEntries(zip: Buffer): readonly string[] {
  const end = zip.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}

const fixedEntries = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
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

/** Files that come and go with the languages and the pictures. The texts in English stand in the code, too. */
const foundEntries = [
  'l10n/bundle.l10n.*.json',
  'package.nls.*.json',
  'media/*.json',
  'media/*.svg',
  'media/screenshots/*.png',
];

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

  it('holds the bundles, media, manifest, texts, README, LICENSE and CHANGELOG, and nothing else', () => {
    const found = foundEntries
      .flatMap((pattern) => globSync(pattern, { cwd: repoFolder }))
      .map((path) => `extension/${path.replaceAll('\\', '/')}`);
    const expected = [...new Set([...fixedEntries, ...found])].sort();
    assert.deepEqual([...zipEntries(readFileSync(file))].sort(), expected);
  });

  it('has an icon for each verdict', () => {
    const style = readFileSync(join(repoFolder, 'dist/style.css'), 'utf8');
    const icons = Object.values(verdictLook).map(({ icon }) => icon);
    assert.deepEqual(
      icons.filter((icon) => !style.includes(`.codicon-${icon}:before`)),
      [],
    );
  });

  it('is at most 450 KB', () => {
    const { size } = statSync(file);
    assert.ok(size <= maximumBytes, `${size} bytes`);
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
