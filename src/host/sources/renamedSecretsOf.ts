import * as vscode from 'vscode';
import { ownerOfKey } from '../../protocol/secretKeys.ts';
import type { Config } from '../config.ts';
import { displayText } from '../displayText.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { Problems } from '../problems.ts';
import type { SecretChanges } from '../secretChanges.ts';
import type { SecretStore } from '../secretStore.ts';
import { sayInStatusBar } from '../statusMessage.ts';
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
