import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commandIds,
  configurationSection,
  contextKeys,
  documentScheme,
  extensionId,
  documentedFlag,
  itemKinds,
  panelViewType,
  settingNames,
  submenuIds,
  titleCommands,
  viewIds,
} from '../../../../src/host/shared/contributions.ts';
import { notificationLevels, ranges, readSettings } from '../../../../src/host/settings/settings.ts';
import { knownProviders, offeredProviders } from '../../../tools/manifestProviders.ts';
import { repoFolder } from '../../../tools/paths.ts';

interface Property {
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, Property>>;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly menus: Readonly<
      Record<
        string,
        readonly { readonly command?: string; readonly submenu?: string; readonly when?: string }[]
      >
    >;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string }[];
  };
}

const manifestText = readFileSync(join(repoFolder, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const { contributes } = manifest;
const named = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const settingIds = Object.values(settingNames).map((name) => `${configurationSection}.${name}`);

const allProperties: Readonly<Record<string, Property>> = Object.assign(
  {},
  ...contributes.configuration.map(({ properties }) => properties),
);

function propertyOf(name: string): Property {
  return allProperties[`${configurationSection}.${name}`] ?? { default: undefined };
}

/** The words of when-clauses that look like something of ours, but are none of the given ids. */
function unknownIds(known: readonly string[]): string[] {
  const used = manifestText.match(/webhookDebugger\.[A-Za-z.]+/g) ?? [];
  return named(used.filter((id) => !known.includes(id)));
}

describe('What the manifest and the code call by the same name', () => {
  it('is the same extension', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, extensionId);
  });

  it('has the same commands', () => {
    assert.deepEqual(
      named(contributes.commands.map(({ command }) => command)),
      named(Object.values(commandIds)),
    );
  });

  it('has the same views', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(named(views.map(({ id }) => id)), named(Object.values(viewIds)));
  });

  it('has the same menus within menus', () => {
    assert.deepEqual(named(contributes.submenus.map(({ id }) => id)), named(Object.values(submenuIds)));
  });

  it('has the same settings, ranges, choices and defaults', () => {
    assert.deepEqual(named(Object.keys(allProperties)), named(settingIds));
    for (const { name, min, max, fallback } of Object.values(ranges)) {
      const { minimum, maximum, default: usual } = propertyOf(name);
      assert.deepEqual({ minimum, maximum, usual }, { minimum: min, maximum: max, usual: fallback }, name);
    }
    assert.deepEqual(propertyOf(settingNames.notifications).enum, [...notificationLevels]);
    const { problems } = readSettings((name) => propertyOf(name).default);
    assert.deepEqual(problems, []);
  });

  it('names nothing that the code does not know', () => {
    const ids = [commandIds, viewIds, submenuIds].flatMap((group) => Object.values<string>(group));
    const known = [...ids, ...settingIds];
    assert.deepEqual(unknownIds([...known, ...Object.values(contextKeys), panelViewType]), []);
  });

  it('uses every context key and every kind of row', () => {
    for (const key of Object.values(contextKeys)) {
      assert.ok(manifestText.includes(key), key);
    }
    const clauses = manifestText.match(/viewItem (==|=~) [^"&]+/g) ?? [];
    const matches = (kind: string): boolean =>
      clauses.some((clause) => {
        const [, operator, value = ''] = clause.trim().split(' ');
        const pattern = value.replaceAll('\\\\', '\\').replace(/^\/|\/$/g, '');
        return operator === '==' ? value === kind : new RegExp(pattern).test(kind);
      });
    assert.deepEqual(
      Object.values(itemKinds).filter((kind) => !matches(kind)),
      [],
    );
  });

  it('offers the same for a source or a provider whose documentation can be opened, and that', () => {
    const clauses = (contributes.menus['view/item/context'] ?? []).map(({ command, when = '' }) => {
      const [, pattern = ''] = /viewItem =~ \/(.*)\//.exec(when) ?? [];
      const [, exact = ''] = /viewItem == (\S+)/.exec(when) ?? [];
      return {
        command,
        holds: (kind: string) => (exact === '' ? new RegExp(pattern).test(kind) : exact === kind),
      };
    });
    const offered = (kind: string) =>
      clauses.flatMap(({ command, holds }) => (holds(kind) ? (command ?? []) : []));
    const rows = Object.values(itemKinds).filter((kind) => /^(source|provider)\./.test(kind));
    assert.equal(rows.length, 10);
    for (const kind of rows) {
      const { openProviderDocumentation } = commandIds;
      assert.ok(!offered(kind).includes(openProviderDocumentation), kind);
      assert.deepEqual(
        named(offered(`${kind}.${documentedFlag}`)),
        named([...offered(kind), openProviderDocumentation]),
      );
    }
  });

  it('offers every provider for a source or a channel (`node test/tools/providers.ts` writes them)', () => {
    assert.deepEqual(offeredProviders('sources'), knownProviders('sources'));
    assert.deepEqual(offeredProviders('channels'), knownProviders('channels'));
  });

  it('wakes for its panels and documents', () => {
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panelViewType}`));
    assert.ok(manifest.activationEvents.includes(`onFileSystem:${documentScheme}`));
  });

  it('reads no setting of a workspace that is not trusted', () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    // A setting that is left out here has to be shown to change no verdict, delete nothing and answer nothing else.
    assert.deepEqual(named(restricted), named(Object.keys(allProperties)));
  });

  it('offers in the palette only what can do something: each command has its condition, or always can', () => {
    const can = [
      'setSigningSecret addSource answerNextRequests forwardEvents copyWebhookUrl sendSampleEvent sendEvent sendBurst',
      'newChannel importEvents newCustomProvider showLog openSettings openDocumentation',
    ]
      .join(' ')
      .split(' ');
    const palette = new Map(contributes.menus['commandPalette']?.map(({ command, when }) => [command, when]));
    const conditionOf = ({ command, enablement = '' }: (typeof contributes.commands)[number]): string =>
      [palette.get(command), enablement].filter(Boolean).join(' && ');
    const without = contributes.commands.filter((command) => conditionOf(command) === '');
    assert.deepEqual(
      named(without.map(({ command }) => command)),
      named(can.map((name) => `${configurationSection}.${name}`)),
    );
    const known = new Set<string>(Object.values(contextKeys));
    const keys = contributes.commands.flatMap(
      (command) => conditionOf(command).match(/webhookDebugger\.\w+/g) ?? [],
    );
    assert.deepEqual(
      keys.filter((key) => !known.has(key) && key !== panelViewType),
      [],
    );
  });

  it('has no command in the palette that acts on what an open panel may not hold: its button is there then', () => {
    const hidden = contributes.menus['commandPalette']?.filter(({ when }) => when === 'false');
    const ofPanel = contributes.menus['commandPalette']?.filter(({ when }) => when?.includes(panelViewType));
    assert.deepEqual(ofPanel, []);
    for (const id of [
      commandIds.saveOfferedSecret,
      commandIds.showSignedBytes,
      commandIds.saveFoundSecret,
      commandIds.saveCorrectedSecret,
    ]) {
      assert.ok(
        hidden?.some(({ command }) => command === id),
        id,
      );
    }
  });

  it('has its settings in groups', () => {
    assert.equal(contributes.configuration.length, 4);
  });

  it('knows which commands stand in the title of a view', () => {
    const titles = contributes.menus['view/title']?.map(({ command }) => command) ?? [];
    assert.deepEqual([...titleCommands].sort(), [...new Set(titles)].sort());
  });

  it('offers only commands that there are in menus and keys', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    const known = [commandIds, submenuIds].flatMap((group) => Object.values<string>(group));
    assert.deepEqual(
      used.filter((item) => !known.includes(('submenu' in item ? item.submenu : item.command) ?? '')),
      [],
    );
  });

  it('has each text of the manifest, and no other', () => {
    const texts = JSON.parse(readFileSync(join(repoFolder, 'package.nls.json'), 'utf8')) as object;
    const used = (manifestText.match(/"%[^%"]+%"/g) ?? []).map((key) => key.slice(2, -2));
    assert.deepEqual(named(used), named(Object.keys(texts)));
  });
});
