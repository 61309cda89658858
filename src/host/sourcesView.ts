import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable.ts';
import type { ProviderInfo } from '../protocol/engine.ts';
import { viewIds } from './contributions.ts';
import type { EngineClient } from './engineClient.ts';
import type { ListenerControl } from './listenerControl.ts';
import type { Problems } from './problems.ts';
import type { SecretStore } from './secretStore.ts';
import { listenerRow, providerRow, type SourceRow } from './sourceRows.ts';
import type { StorageState } from './storageState.ts';

export interface SourcesViewOptions {
  readonly engine: EngineClient;
  readonly listener: ListenerControl;
  readonly secrets: SecretStore;
  readonly storage: StorageState;
  readonly problems: Problems;
}

/** The tree "Sources": the listener, then each provider with the state of its secrets. */
export class SourcesView implements vscode.TreeDataProvider<SourceRow>, Disposable {
  readonly #options: SourcesViewOptions;
  readonly #parts = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #providers: Promise<readonly ProviderInfo[]> | null = null;

  constructor(options: SourcesViewOptions) {
    this.#options = options;
    const { listener, secrets, storage } = options;
    const refresh = (): void => this.#changed.fire(undefined);
    this.#parts.add(this.#changed);
    this.#parts.add(listener.onDidChange(refresh));
    this.#parts.add(secrets.onDidChange(refresh));
    this.#parts.add(storage.onDidChange(refresh));
    this.#parts.add(vscode.window.createTreeView(viewIds.sources, { treeDataProvider: this }));
  }

  async getChildren(row?: SourceRow): Promise<SourceRow[]> {
    if (row !== undefined) {
      return [];
    }
    const { listener, storage } = this.#options;
    const first = listenerRow(listener.state, storage.failing, vscode.l10n.t);
    return [first, ...(await this.#providerRows())];
  }

  getTreeItem(row: SourceRow): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label);
    item.id = row.id;
    item.description = row.description;
    item.tooltip = row.tooltip;
    item.contextValue = row.kind;
    item.accessibilityInformation = { label: row.accessibleLabel };
    item.iconPath = new vscode.ThemeIcon(row.icon, row.color ? new vscode.ThemeColor(row.color) : undefined);
    if (row.command !== null) {
      item.command = { command: row.command, title: row.label, arguments: [row] };
    }
    return item;
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async #providerRows(): Promise<readonly SourceRow[]> {
    const { engine, secrets, problems } = this.#options;
    try {
      this.#providers ??= engine.call('providers', null);
      const [providers, saved] = await Promise.all([this.#providers, secrets.read()]);
      return providers.map((provider) => providerRow(provider, saved, vscode.l10n.t));
    } catch (error) {
      this.#providers = null;
      problems.report(error);
      return [];
    }
  }
}
