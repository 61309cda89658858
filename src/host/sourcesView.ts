import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../common/disposable.ts';
import type { Event } from '../common/event.ts';
import type { ProviderInfo, Secrets } from '../protocol/engine.ts';
import { answeringRows } from './answering/answeringRow.ts';
import type { TemporaryAnswers } from './answering/temporaryAnswers.ts';
import type { ChannelFirings } from './channels/channelFirings.ts';
import { channelRows } from './channels/channelRows.ts';
import { viewIds } from './contributions.ts';
import type { EngineClient } from './engineClient.ts';
import { forwardRow } from './forwarding/forwardRow.ts';
import type { Forwards } from './forwarding/forwards.ts';
import type { ListenerControl, ListenerSettings } from './listenerControl.ts';
import { localUrl } from './listenerText.ts';
import type { Problems } from './problems.ts';
import type { SecretStore } from './secretStore.ts';
import { listenerRow, type SourceRow } from './sourceRows.ts';
import { sourceUri } from './sources/sourceDecorations.ts';
import { Tallies } from './sources/tallies.ts';
import { treeRows } from './sources/treeRows.ts';
import type { SourceSetting } from './sources/sourceSettings.ts';
import type { StorageState } from './storageState.ts';
import type { Times } from './wording.ts';

export interface SourcesViewOptions {
  readonly engine: EngineClient;
  readonly config: ListenerSettings;
  /** The engine has taken up settings: its providers may be others. */
  readonly onDidConfigure: Event<unknown>;
  readonly listener: ListenerControl;
  readonly secrets: SecretStore;
  readonly storage: StorageState;
  readonly answering: TemporaryAnswers;
  readonly forwards: Forwards;
  readonly times: Times;
  readonly firings: ChannelFirings;
  readonly problems: Problems;
}

/** The tree "Sources": the listener, each source, each provider that is met without one, then the channels. */
export class SourcesView implements vscode.TreeDataProvider<SourceRow>, Disposable {
  readonly #options: SourcesViewOptions;
  readonly #parts = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #tallies: Tallies;
  #providers: Promise<readonly ProviderInfo[]> | null = null;
  #secrets: Promise<Secrets> | null = null;

  constructor(options: SourcesViewOptions) {
    this.#options = options;
    this.#tallies = this.#parts.add(new Tallies(options.engine, options.problems.report));
    this.#parts.add(this.#changed);
    this.#connect();
    const view = this.#parts.add(vscode.window.createTreeView(viewIds.sources, { treeDataProvider: this }));
    this.#parts.add(view.onDidChangeVisibility(({ visible }) => this.#tallies.watch(visible)));
    this.#tallies.watch(view.visible);
  }

  async getChildren(row?: SourceRow): Promise<SourceRow[]> {
    if (row !== undefined) {
      return [...(row.children ?? [])];
    }
    const { listener, storage, answering } = this.#options;
    const first = listenerRow(listener.state, storage.failing, vscode.l10n.t);
    return [first, ...answeringRows(null, answering.current, vscode.l10n.t), ...(await this.#otherRows())];
  }

  getTreeItem(row: SourceRow): vscode.TreeItem {
    const { None, Expanded } = vscode.TreeItemCollapsibleState;
    const isParent = (row.children ?? []).length > 0;
    const item = new vscode.TreeItem(row.label, isParent ? Expanded : None);
    // A row that was there without children would come up folded with its first one.
    item.id = isParent ? `${row.id} and below` : row.id;
    item.description = row.description;
    item.tooltip = row.tooltip;
    item.contextValue = row.kind;
    item.accessibilityInformation = { label: row.accessibleLabel };
    item.iconPath = new vscode.ThemeIcon(row.icon, row.color ? new vscode.ThemeColor(row.color) : undefined);
    const uri = sourceUri(row);
    if (uri !== null) {
      item.resourceUri = uri;
    }
    if (row.command !== null) {
      item.command = { command: row.command, title: row.label, arguments: [row] };
    }
    return item;
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #connect(): void {
    const { listener, secrets, storage, answering, firings, config, forwards, onDidConfigure } =
      this.#options;
    const refresh = (): void => this.#changed.fire(undefined);
    const forget = (): void => {
      this.#providers = null;
      this.#secrets = null;
      refresh();
    };
    const changes = [listener, storage, answering, firings, config, forwards, this.#tallies];
    changes.forEach(({ onDidChange }) => this.#parts.add(onDidChange(refresh)));
    this.#parts.add(secrets.onDidChange(forget));
    this.#parts.add(onDidConfigure(forget));
  }

  /** Where the events of a source go. */
  #rowsBelow({ name, enabled, forward }: SourceSetting): readonly SourceRow[] {
    if (forward === null || !enabled) {
      return [];
    }
    const { forwards, times } = this.#options;
    const health = forwards.healthOf(name, forward.target);
    return [forwardRow({ source: name, setting: forward, ...health }, { t: vscode.l10n.t, times })];
  }

  async #otherRows(): Promise<readonly SourceRow[]> {
    const { engine, secrets, problems, config, listener, answering, firings } = this.#options;
    const { host, port } = listener.state.kind === 'stopped' ? config.settings : listener.state;
    try {
      this.#providers ??= engine.call('providers', null);
      this.#secrets ??= secrets.read();
      const [providers, saved] = await Promise.all([this.#providers, this.#secrets]);
      const { sources, channels } = config.settings;
      const tallies = this.#tallies.current;
      const baseUrl = localUrl(host, port);
      const temporary = answering.current;
      const rowsBelow = (source: SourceSetting): readonly SourceRow[] => this.#rowsBelow(source);
      const known = { sources, channels, providers, secrets: saved };
      const rows = treeRows({ ...known, baseUrl, tallies, temporary, rowsBelow }, vscode.l10n.t);
      return [...rows, ...channelRows(known, firings, vscode.l10n.t)];
    } catch (error) {
      this.#providers = null;
      problems.report(error);
      return [];
    }
  }
}
