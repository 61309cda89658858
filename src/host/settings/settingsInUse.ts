import * as vscode from 'vscode';
import { settingNames } from '../shared/contributions.ts';
import { sentences } from '../secrets/secretText.ts';
import { brokenFiles, type BrokenFile } from './brokenFiles.ts';
import type { SettingWarning } from './groupWarnings.ts';
import { readWritten, stateOf, type ScopeState, type Written } from './keptSettings.ts';
import { rawSetting, scopedSetting, usualSetting, writtenSettings } from './settingsFile.ts';
import type { SettingScope, ScopedValue } from './settingScope.ts';

const goodKey = 'webhookDebugger.lastGoodSettings';
const scopes = ['workspace', 'user'] as const;

type Memories = Readonly<Record<SettingScope, vscode.Memento>>;

/**
 * The settings as VS Code has them, except for those of a file with a syntax error: there, VS Code drops what it cannot
 * make out without a word, so the last good ones stay in use.
 */
export class SettingsInUse {
  readonly #memories: Memories;
  readonly #globalStorage: vscode.Uri;
  /** Used instead of what a broken file holds. */
  readonly #kept = new Map<SettingScope, Written>();
  #hasBroken = false;

  constructor(memories: Memories, globalStorage: vscode.Uri) {
    this.#memories = memories;
    this.#globalStorage = globalStorage;
  }

  /** Whether a settings file had a syntax error at the last look. */
  get hasBroken(): boolean {
    return this.#hasBroken;
  }

  /** Looks at the settings files; answers what is wrong with them. */
  async look(): Promise<readonly SettingWarning[]> {
    const broken = await brokenFiles(this.#globalStorage);
    this.#hasBroken = broken.length > 0;
    return scopes.flatMap((scope) => {
      const file = broken.find((each) => each.scope === scope);
      const state = this.#takeUp(scope, file !== undefined);
      return file === undefined || state === 'fine' ? [] : [warning(file, state)];
    });
  }

  /** A setting as each scope has it. */
  scoped(name: string): ScopedValue {
    const now = scopedSetting(name);
    const used = (scope: SettingScope): unknown => (this.#kept.get(scope) ?? { [name]: now[scope] })[name];
    return { workspace: used('workspace'), user: used('user') };
  }

  /** The value of a setting, without any check. */
  value(name: string): unknown {
    if (this.#kept.size === 0) {
      return rawSetting(name);
    }
    const { workspace, user } = this.scoped(name);
    return workspace ?? user ?? usualSetting(name);
  }

  #takeUp(scope: SettingScope, isBroken: boolean): ScopeState {
    this.#kept.delete(scope);
    if (scope === 'workspace' && !vscode.workspace.isTrusted) {
      return 'fine';
    }
    const memory = this.#memories[scope];
    const good = readWritten(memory.get(goodKey));
    const now = writtenSettings(scope);
    const state = stateOf({ now, good, isBroken });
    if (state === 'kept' && good !== null) {
      this.#kept.set(scope, good);
    }
    if (!isBroken && JSON.stringify(now) !== JSON.stringify(good)) {
      void memory.update(goodKey, now);
    }
    return state;
  }
}

function warning({ scope, name }: BrokenFile, state: Exclude<ScopeState, 'fine'>): SettingWarning {
  const { t } = vscode.l10n;
  const what =
    scope === 'workspace'
      ? t('The workspace settings ({0}) have a syntax error.', name)
      : t('The user settings ({0}) have a syntax error.', name);
  const sequel =
    state === 'kept'
      ? t('Webhook Debugger keeps its settings from before until you fix it.')
      : t('Some settings of Webhook Debugger may be missing until you fix it.');
  const setting = settingNames.sources;
  return { setting, scope, text: sentences(what, sequel), label: t('Open File') };
}
