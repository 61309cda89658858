import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import type { CustomProviderProblem } from '../../protocol/engine.ts';
import { settingNames } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { Settings } from './settings.ts';
import type { ListSetting, RowPlace } from './settingScopes.ts';
import { customProblemText, unknownProviderText } from './settingText.ts';
import type { SettingWarning } from './groupWarnings.ts';
import { SettingWarnings } from './settingWarnings.ts';

export interface ProviderChecksOptions {
  readonly engine: EngineCaller;
  readonly config: {
    readonly settings: Settings;
    placeOf(name: ListSetting, index: number): RowPlace | undefined;
  };
  readonly onDidConfigure: Event<readonly CustomProviderProblem[]>;
  readonly problems: Problems;
}

/** Says what the engine cannot use of the settings: rows of custom providers, and providers that nobody knows. */
export class ProviderChecks implements Disposable {
  readonly #options: ProviderChecksOptions;
  readonly #warnings: SettingWarnings;
  readonly #subscription: Disposable;

  constructor(options: ProviderChecksOptions) {
    this.#options = options;
    this.#warnings = new SettingWarnings(options.problems);
    this.#subscription = options.onDidConfigure((found) => options.problems.watch(this.#tell(found)));
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tell(found: readonly CustomProviderProblem[]): Promise<void> {
    const setting = settingNames.customProviders;
    const custom = found.map((problem): SettingWarning => {
      const place = this.#options.config.placeOf(setting, problem.index);
      const text = customProblemText(problem, vscode.l10n.t, place);
      return place === undefined ? { setting, text } : { setting, text, scope: place.scope };
    });
    this.#warnings.tell([...custom, ...(await this.#unknownProviders())]);
  }

  async #unknownProviders(): Promise<readonly SettingWarning[]> {
    const { engine, config } = this.#options;
    const { sources } = config.settings;
    const providers = sources.length === 0 ? [] : await engine.call('providers', null);
    const known = new Set(providers.map(({ id }) => id));
    const setting = settingNames.sources;
    return sources.flatMap(({ name, provider, scope = 'user' }) =>
      provider === null || known.has(provider)
        ? []
        : [{ setting, scope, text: unknownProviderText(name, provider, vscode.l10n.t) }],
    );
  }
}
