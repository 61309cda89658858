import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemes } from '../../src/engine/signature/schemes/table.ts';
import { repoFolder } from './paths.ts';

const file = join(repoFolder, 'package.json');

interface ProviderEnum {
  enum: readonly string[];
  enumDescriptions: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly 'webhookDebugger.sources': {
          readonly items: {
            readonly properties: { readonly provider: { readonly anyOf: readonly [ProviderEnum, object] } };
          };
        };
      };
    };
  };
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function providersOf({ contributes }: Manifest): ProviderEnum {
  return contributes.configuration.properties['webhookDebugger.sources'].items.properties.provider.anyOf[0];
}

/** The providers that the settings editor offers for a source: ids, and the names beside them. */
export function offeredProviders(): readonly (readonly [id: string, name: string | undefined])[] {
  const { enum: ids, enumDescriptions } = providersOf(readManifest());
  return ids.map((id, index) => [id, enumDescriptions[index]]);
}

/** Those that it has to offer. */
export function knownProviders(): readonly (readonly [id: string, name: string])[] {
  return schemes.map(({ id, name }) => [id, name]);
}

/** Writes them into package.json. */
export function writeProviders(): void {
  const manifest = readManifest();
  const providers = providersOf(manifest);
  providers.enum = knownProviders().map(([id]) => id);
  providers.enumDescriptions = knownProviders().map(([, name]) => name);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
