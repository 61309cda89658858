import * as vscode from 'vscode';
import { ownerOfKey } from '../../protocol/secretKeys.ts';
import type { Config } from '../settings/config.ts';
import { displayText } from '../words/displayText.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import { RenamedSecrets } from './renamedSecrets.ts';

export interface RenamedOptions {
  readonly context: Pick<vscode.ExtensionContext, 'globalState' | 'workspaceState'>;
  readonly engine: EngineCaller;
  readonly config: Config;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly problems: Problems;
}

/** Keeps secrets with what is renamed in the settings of this window, and says so. */
export function renamedSecrets({ context, problems, ...options }: RenamedOptions): RenamedSecrets {
  const name = (key: string): string => displayText(ownerOfKey(key) ?? key, 60);
  return new RenamedSecrets({
    ...options,
    memories: { workspace: context.workspaceState, user: context.globalState },
    onMoved: (from, to) =>
      sayInStatusBar(vscode.l10n.t('“{0}” has the signing secret of “{1}” now.', name(to), name(from))),
    onError: problems.report,
  });
}
