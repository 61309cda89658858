import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable.ts';
import { Emitter, type Event } from '../common/event.ts';
import { configurationSection, settingNames } from './contributions.ts';
import type { Problems } from './problems.ts';
import { readSettings, type Settings } from './settings.ts';

/** The settings of this window, always within their ranges; what is not is said once for each change. */
export class Config implements Disposable {
  readonly #problems: Problems;
  readonly #changed: Emitter<Settings>;
  readonly #subscription: vscode.Disposable;
  #settings: Settings;

  constructor(problems: Problems) {
    this.#problems = problems;
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

  /** Writes the port where it takes effect: in the workspace where that has one of its own, else for the user. */
  async setPort(port: number): Promise<void> {
    const section = vscode.workspace.getConfiguration(configurationSection);
    const own = section.inspect<number>(settingNames.port)?.workspaceValue;
    const isOwn = own !== undefined && vscode.workspace.isTrusted;
    const target = isOwn ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await section.update(settingNames.port, port, target);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #read(): Settings {
    const section = vscode.workspace.getConfiguration(configurationSection);
    const { settings, problems } = readSettings((name) => section.get(name));
    for (const { name, used } of problems) {
      const setting = `${configurationSection}.${name}`;
      this.#problems.warn(
        vscode.l10n.t('The setting {0} has a value that it cannot have; {1} is used instead.', setting, used),
      );
    }
    return settings;
  }
}
