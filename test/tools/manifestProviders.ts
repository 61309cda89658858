import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemes } from '../../src/engine/signature/schemes/table.ts';
import { canSign } from '../../src/engine/signature/sign.ts';
import { repoFolder } from './paths.ts';

const file = join(repoFolder, 'package.json');

interface ProviderEnum {
  enum: readonly string[];
  enumDescriptions: readonly string[];
}

/** One of those that are known, or another id: that of a provider of the person's own. */
interface ProviderSchema {
  readonly anyOf: readonly [ProviderEnum, object];
}

/** The settings whose items name a provider. */
type NamingSetting = 'sources' | 'channels';

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: {
        readonly 'webhookDebugger.sources'?: {
          readonly items: { readonly properties: { readonly provider: ProviderSchema } };
        };
        readonly 'webhookDebugger.channels'?: {
          readonly items: { readonly properties: { readonly provider: ProviderSchema } };
        };
      };
    }[];
  };
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function providersOf({ contributes }: Manifest, setting: NamingSetting): ProviderEnum {
  const [found] = contributes.configuration.flatMap(
    ({ properties }) => properties[`webhookDebugger.${setting}`] ?? [],
  );
  if (found === undefined) {
    throw new Error(`The manifest has no setting ${setting}.`);
  }
  return found.items.properties.provider.anyOf[0];
}

/** The providers that the settings editor offers: ids, and the names beside them. */
export function offeredProviders(
  setting: NamingSetting,
): readonly (readonly [id: string, name: string | undefined])[] {
  const { enum: ids, enumDescriptions } = providersOf(readManifest(), setting);
  return ids.map((id, index) => [id, enumDescriptions[index]]);
}

/** Those that it has to offer: for a channel those that can be signed for here. */
export function knownProviders(setting: NamingSetting): readonly (readonly [id: string, name: string])[] {
  return schemes
    .filter(({ verify }) => setting === 'sources' || canSign(verify))
    .map(({ id, name }) => [id, name]);
}

/** Writes them into package.json. */
export function writeProviders(): void {
  const manifest = readManifest();
  for (const setting of ['sources', 'channels'] as const) {
    const providers = providersOf(manifest, setting);
    providers.enum = knownProviders(setting).map(([id]) => id);
    providers.enumDescriptions = knownProviders(setting).map(([, name]) => name);
  }
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
