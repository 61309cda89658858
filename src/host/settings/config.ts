import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { Emitter, type Event } from '../../common/event.ts';
import { configurationSection, settingNames } from '../shared/contributions.ts';
import type { Problems } from '../shared/problems.ts';
import { readSettings, type SettingProblem, type Settings } from './settings.ts';
import { idOfSource } from '../../protocol/secretKeys.ts';
import type { SettingWarning } from './groupWarnings.ts';
import { withRenamed } from '../sources/sourceEdits.ts';
import { knownOf, readKnown, type KnownSource } from '../sources/sourceIds.ts';
import {
  isListSetting,
  listSettings,
  mergeList,
  withScopes,
  type ListSetting,
  type MergedList,
  type RowPlace,
} from './settingScopes.ts';
import { editSetting, writeSetting } from './settingsFile.ts';
import { SettingsInUse } from './settingsInUse.ts';
import type { SourceSetting } from '../sources/sourceSettings.ts';
import { settingProblemText } from './settingText.ts';
import { SettingWarnings } from './settingWarnings.ts';
import { type SettingScope, scopeOf, type ScopedValue } from './settingScope.ts';

/** Milliseconds until a settings file with a syntax error is looked at again. */
const untilNextLook = 1000;
const knownKey = 'webhookDebugger.knownSources';

type Context = Pick<vscode.ExtensionContext, 'globalState' | 'workspaceState' | 'globalStorageUri'>;

/** Is given a list setting as it is written, and answers it as it is to be. */
type Edit = (value: unknown) => readonly unknown[];

interface Reading {
  readonly lists: Readonly<Record<ListSetting, MergedList>>;
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
}

/** The settings of this window, always within their ranges; what is not is said once for as long as it is so. */
export class Config implements Disposable {
  readonly #warnings: SettingWarnings;
  readonly #changed: Emitter<Settings>;
  readonly #parts = new DisposableStore();
  readonly #problems: Problems;
  readonly #memories: Readonly<Record<SettingScope, vscode.Memento>>;
  readonly #inUse: SettingsInUse;
  #reading: Reading;
  #nextLook: NodeJS.Timeout | undefined;
  /** Resolves when the last change has been taken up. */
  #upToDate: Promise<void> = Promise.resolve();

  constructor(problems: Problems, context: Context) {
    this.#problems = problems;
    this.#memories = { workspace: context.workspaceState, user: context.globalState };
    this.#warnings = new SettingWarnings(problems);
    this.#changed = this.#parts.add(new Emitter<Settings>((error) => problems.report(error)));
    this.#inUse = new SettingsInUse(this.#memories, context.globalStorageUri);
    this.#reading = this.#read();
    this.#parts.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(configurationSection)) {
          this.#update();
        }
      }),
    );
    this.#parts.add({ dispose: () => clearTimeout(this.#nextLook) });
    this.#update();
  }

  /** Resolves when the settings files have been looked at; until then, those of a broken one may be incomplete. */
  get ready(): Promise<void> {
    return this.#upToDate;
  }

  get settings(): Settings {
    return this.#reading.settings;
  }

  get onDidChange(): Event<Settings> {
    return this.#changed.event;
  }

  async setPort(port: number): Promise<void> {
    await writeSetting(settingNames.port, port);
    await this.#upToDate;
  }

  /** Rewrites the setting `sources` in one scope: `edit` is given its value as it is written there. */
  async editSources(scope: SettingScope, edit: Edit): Promise<void> {
    await this.#edit(settingNames.sources, scope, edit);
  }

  /** The same with the setting `channels`. */
  async editChannels(scope: SettingScope, edit: Edit): Promise<void> {
    await this.#edit(settingNames.channels, scope, edit);
  }

  /** The same with the setting `customProviders`. */
  async editCustomProviders(scope: SettingScope, edit: Edit): Promise<void> {
    await this.#edit(settingNames.customProviders, scope, edit);
  }

  /** A list setting as it is written in each scope. */
  written(name: ListSetting): ScopedValue {
    return this.#inUse.scoped(name);
  }

  /** Where a row in effect stands; undefined where there is no such row. */
  placeOf(name: ListSetting, index: number): RowPlace | undefined {
    return this.#reading.lists[name].places[index];
  }

  /**
   * Gives the source of an id (`idOfSource`) another name. It stays the same source: its secrets, events, temporary
   * response and forwards go with it. The name has to be free: see `nameProblem`. Resolves when the setting is written.
   */
  async renameSource(id: string, name: string): Promise<void> {
    const source = this.settings.sources.find((own) => idOfSource(own) === id);
    if (source !== undefined) {
      await this.editSources(scopeOf(source), (value) => withRenamed(value, source.name, { id, name }));
    }
  }

  dispose(): void {
    this.#parts.dispose();
  }

  /** @throws HumanError where the setting cannot be written. */
  async #edit(name: ListSetting, scope: SettingScope, edit: Edit): Promise<void> {
    await editSetting(name, scope, edit);
    await this.#upToDate;
  }

  /** One change after the other. */
  #update(): void {
    this.#upToDate = this.#upToDate.then(() => this.#takeUp()).catch(this.#problems.report);
  }

  async #takeUp(): Promise<void> {
    const broken = await this.#inUse.look();
    const before = this.#reading;
    this.#reading = this.#read();
    const { lists, settings, problems } = this.#reading;
    this.#warnings.tell([
      ...broken,
      ...problems.map((problem) => this.#warning(problem)),
      ...listSettings.flatMap((name) => lists[name].notLists.map((scope) => notListWarning(name, scope))),
    ]);
    this.#remember('workspace', settings.sources);
    this.#remember('user', settings.sources);
    if (JSON.stringify(settings) !== JSON.stringify(before.settings)) {
      this.#changed.fire(settings);
    }
    clearTimeout(this.#nextLook);
    // VS Code does not tell of a repair that changes none of the values which it made out before.
    this.#nextLook = this.#inUse.hasBroken ? setTimeout(() => this.#update(), untilNextLook) : undefined;
  }

  #read(): Reading {
    const list = (name: ListSetting): MergedList => mergeList(name, this.#inUse.scoped(name));
    const lists = {
      sources: list(settingNames.sources),
      channels: list(settingNames.channels),
      customProviders: list(settingNames.customProviders),
    };
    const { settings, problems } = readSettings(
      (name) => (isListSetting(name) ? lists[name].value : this.#inUse.value(name)),
      [...this.#known('workspace'), ...this.#known('user')],
    );
    const sources = withScopes(settings.sources, lists.sources);
    const channels = withScopes(settings.channels, lists.channels);
    return { lists, problems, settings: { ...settings, sources, channels } };
  }

  #known(scope: SettingScope): readonly KnownSource[] {
    return readKnown(this.#memories[scope].get(knownKey));
  }

  /** A source is remembered with the settings in which it stands: those of the user are the same in every workspace. */
  #remember(scope: SettingScope, sources: readonly SourceSetting[]): void {
    const known = this.#known(scope);
    const now = knownOf(
      sources.filter((source) => scopeOf(source) === scope),
      known,
    );
    if (JSON.stringify(now) !== JSON.stringify(known)) {
      void this.#memories[scope].update(knownKey, now);
    }
  }

  /** Names the row by its index in the file in which it stands. */
  #warning(problem: SettingProblem): SettingWarning {
    const [, setting = problem.name, index = '', field = ''] =
      /^(\w+)\[(\d+)\](.*)$/.exec(problem.name) ?? [];
    const place = isListSetting(setting) && index !== '' ? this.placeOf(setting, Number(index)) : undefined;
    if (place === undefined) {
      return { setting, text: settingProblemText(problem, vscode.l10n.t) };
    }
    const named = { ...problem, name: `${setting}[${place.index}]${field}` };
    return { setting, scope: place.scope, text: settingProblemText(named, vscode.l10n.t, place.scope) };
  }
}

function notListWarning(setting: ListSetting, scope: SettingScope): SettingWarning {
  const problem = { name: setting, code: 'notAList' } as const;
  return { setting, scope, text: settingProblemText(problem, vscode.l10n.t, scope) };
}
