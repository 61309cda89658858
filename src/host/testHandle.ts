import * as vscode from 'vscode';
import type { EngineCaller } from './engineClient.ts';
import type { EventPanels } from './eventPanels.ts';
import type { ListenerControl } from './listenerControl.ts';
import type { SecretChanges } from './secretChanges.ts';
import type { SourcesView } from './sourcesView.ts';

/** What the tests inside VS Code look at. */
export interface TestHandle {
  readonly engine: EngineCaller;
  readonly listener: ListenerControl;
  readonly panels: EventPanels;
  readonly sources: SourcesView;
  readonly secrets: SecretChanges;
}

/** Nothing outside the tests: the extension offers no interface to other extensions. */
export function testHandle(context: vscode.ExtensionContext, handle: TestHandle): TestHandle | undefined {
  return context.extensionMode === vscode.ExtensionMode.Test ? handle : undefined;
}
