/** `node test/tools/notices.ts`: writes the licences of what the last build has put into the bundles. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { bundledPackages, type BundledPackage } from './bundled.ts';
import { noticesFile, repoFolder } from './paths.ts';

const licenceFile = /^(licen[cs]e|copying|notice)/i;

/** What a licence asks to be told of changes (CC BY 4.0, section 3(a)(1)(B)). */
const changes: Readonly<Record<string, string>> = {
  '@vscode/codicons': 'Changed: the font and its stylesheet hold only the icons that are used.',
};

/** All texts of a package, as they are. @throws HumanError where it has none. */
function licenceOf({ name, folder }: BundledPackage): string {
  const path = join(repoFolder, folder);
  const files = readdirSync(path).filter((file) => licenceFile.test(file));
  if (files.length === 0) {
    throw new HumanError(`${name} is bundled and has no licence file.`);
  }
  return files
    .sort()
    .map((file) => readFileSync(join(path, file), 'utf8').trim())
    .join('\n\n');
}

/** Packages under one and the same text share it. */
function notices(packages: readonly BundledPackage[]): string {
  const byText = Map.groupBy(packages, licenceOf);
  const parts = [...byText].map(([text, own]) => {
    const heads = own.map(({ name, version, license }) => `${name} ${version} (${license})`);
    return [...heads, ...own.flatMap(({ name }) => changes[name] ?? []), '', text].join('\n');
  });
  const intro = 'Webhook Debugger contains parts of the following packages, under their own licences.';
  return `${[intro, ...parts].join(`\n\n${'='.repeat(80)}\n\n`)}\n`;
}

const packages = bundledPackages();
if (packages.length === 0) {
  throw new HumanError('Nothing is known of what is bundled. Run: npm run build');
}
writeFileSync(noticesFile, notices(packages));
