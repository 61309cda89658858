import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoFolder } from './paths.ts';

/** A package that has a part in what is shipped. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX, as the package says. */
  readonly license: string;
  /** Folder, from the root of the repo. */
  readonly folder: string;
}

interface MetaFile {
  readonly outputs: Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;
}

/** Also of what only passes others on, which leaves no byte of its own. */
function inputsOf(metaFile: string): readonly string[] {
  const { outputs } = JSON.parse(readFileSync(metaFile, 'utf8')) as MetaFile;
  return Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
}

/** The folder of the package that a file is of; null for one of ours. */
function packageFolder(input: string): string | null {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? null;
}

function packageAt(folder: string): BundledPackage {
  const text = readFileSync(join(repoFolder, folder, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(text) as BundledPackage;
  return { name, version, license, folder };
}

/** What esbuild says that it has put into the bundles of the last build, by name. */
export function bundledPackages(): readonly BundledPackage[] {
  const files = globSync('dist/*.meta.json', { cwd: repoFolder });
  const folders = files.flatMap((file) => inputsOf(join(repoFolder, file)).map(packageFolder));
  const known = [...new Set(folders)].filter((folder) => folder !== null);
  return known.map(packageAt).sort((one, other) => (one.name < other.name ? -1 : 1));
}
