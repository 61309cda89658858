import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { installOnce, npmInstall } from '../tools/install.ts';

const manifest = ['package.json', 'package-lock.json'] as const;

function ownText(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

/** The vendors' libraries as the lock pins them; another lock gets another folder. */
async function installLibraries(): Promise<string> {
  const locked = createHash('sha256').update(manifest.map(ownText).join('')).digest('hex');
  return installOnce(`oracles-${locked.slice(0, 12)}`, async (partial) => {
    for (const name of manifest) {
      copyFileSync(join(import.meta.dirname, name), join(partial, name));
    }
    await npmInstall(partial, []);
  });
}

export const installedFolder = await installLibraries();
const requireInstalled = createRequire(join(installedFolder, 'package.json'));

function hasMember(value: unknown, name: string): value is Readonly<Record<string, unknown>> {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') && name in value;
}

/**
 * What a module exports under a dotted path. `Shape` is the part of the vendor's own type that is used.
 * @throws HumanError where the library has no such part.
 */
export function part<Shape>(module: string, path: string): Shape {
  const found = path.split('.').reduce<unknown>((value, name) => {
    if (!hasMember(value, name)) {
      throw new HumanError(`${module} has no ${path}: look at what its pinned version exports.`);
    }
    return value[name];
  }, requireInstalled(module));
  return found as Shape;
}

/** The whole of a module whose export is one function or class. */
export function whole<Shape>(module: string): Shape {
  return requireInstalled(module) as Shape;
}

function pinned(): ReadonlyMap<string, string> {
  const content: unknown = JSON.parse(ownText('package.json'));
  const dependencies = hasMember(content, 'dependencies') ? content['dependencies'] : {};
  return new Map(Object.entries(dependencies ?? {}).map(([name, version]) => [name, String(version)]));
}

const versions = pinned();

/** Such as `stripe@23.1.0`. */
export function withVersion(library: string): string {
  return `${library}@${versions.get(library) ?? 'of no pinned version'}`;
}

/** The libraries that package.json pins. */
export function pinnedLibraries(): readonly string[] {
  return [...versions.keys()];
}
