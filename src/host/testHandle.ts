import * as vscode from 'vscode';
import type { Config } from './config.ts';
import type { EngineCaller } from './engineClient.ts';
import type { EventPanels } from './eventPanels.ts';
import type { ListenerControl } from './listenerControl.ts';
import type { SecretChanges } from './secretChanges.ts';
import type { SourcesView } from './sourcesView.ts';

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
