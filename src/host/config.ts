import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable.ts';
import { Emitter, type Event } from '../common/event.ts';
import { configurationSection, settingNames } from './contributions.ts';
import type { Problems } from './problems.ts';
import { readSettings, type Settings } from './settings.ts';
import { rawSetting, writeSetting } from './sources/settingsFile.ts';
import { settingProblemText } from './sources/settingText.ts';
import { SettingWarnings } from './sources/settingWarnings.ts';

/** The settings of this window, always within their ranges; what is not is said once for as long as it is so. */
export class Config implements Disposable {
  readonly #warnings: SettingWarnings;
  readonly #changed: Emitter<Settings>;
  readonly #subscription: vscode.Disposable;
  #settings: Settings;

  constructor(problems: Problems) {
    this.#warnings = new SettingWarnings(problems);
    this.#changed = new Emitter<Settings>((error) => problems.report(error));
    this.#settings = this.#read();
    this.#subscription = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(configurationSection)) {
        this.#settings = this.#read();
        this.#changed.fire(this.#settings);
      }
    });
  }

  get settings(): Settings {
    return this.#settings;
  }

  get onDidChange(): Event<Settings> {
    return this.#changed.event;
  }

  async setPort(port: number): Promise<void> {
    await writeSetting(settingNames.port, port);
  }

  /** Rewrites the setting `sources`: `edit` is given its value as it is written, and answers the new one. */
  async editSources(edit: (value: unknown) => unknown[]): Promise<void> {
    await writeSetting(settingNames.sources, edit(rawSetting(settingNames.sources)));
  }

  /** The same with the setting `channels`. */
  async editChannels(edit: (value: unknown) => unknown[]): Promise<void> {
    await writeSetting(settingNames.channels, edit(rawSetting(settingNames.channels)));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #read(): Settings {
    const { settings, problems } = readSettings(rawSetting);
    this.#warnings.tell(
      problems.map((problem) => ({
        setting: problem.name.replace(/\[.*$/, ''),
        text: settingProblemText(problem, vscode.l10n.t),
      })),
    );
    return settings;
  }
}
