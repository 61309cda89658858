import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import type { SourcesView } from '../sources/sourcesView.ts';

/** What the tests inside VS Code look at. */
export interface TestHandle {
  readonly config: Pick<Config, 'ready'>;
  readonly engine: EngineCaller;
  readonly listener: ListenerControl;
  readonly panels: EventPanels;
  readonly sources: SourcesView;
  readonly secrets: SecretChanges;
  /** Folder that all windows share. */
  readonly globalStorage: string;
}

/** Nothing outside the tests: the extension offers no interface to other extensions. */
export function testHandle(
  context: vscode.ExtensionContext,
  handle: Omit<TestHandle, 'globalStorage'>,
): TestHandle | undefined {
  const globalStorage = context.globalStorageUri.fsPath;
  return context.extensionMode === vscode.ExtensionMode.Test ? { ...handle, globalStorage } : undefined;
}
