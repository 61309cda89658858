import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import { answeringRows } from '../responses/answeringRow.ts';
import type { TemporaryAnswers } from '../responses/temporaryAnswers.ts';
import { viewIds } from '../shared/contributions.ts';
import { notificationText } from '../words/displayText.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { forwardRow } from '../forward/forwardRow.ts';
import type { Forwards } from '../forward/forwards.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import type { ListenerSettings } from '../listener/listenerOptions.ts';
import type { ListenerState } from '../listener/listenerState.ts';
import { localUrl, otherWindowText } from '../listener/listenerText.ts';
import type { Problems } from '../shared/problems.ts';
import { listenerRow, type SourceRow } from './sourceRows.ts';
import { rowItem } from './rowItem.ts';
import type { Senders } from './senders.ts';
import { Tallies } from './tallies.ts';
import { treeRows } from './treeRows.ts';
import type { SourceSetting } from './sourceSettings.ts';
import type { StorageState } from '../store/storageState.ts';
import type { Times } from '../words/wording.ts';

export interface SourcesViewOptions {
  readonly engine: EngineClient;
  readonly config: ListenerSettings;
  readonly listener: ListenerControl;
  readonly senders: Senders;
  readonly storage: StorageState;
  readonly answering: TemporaryAnswers;
  readonly forwards: Forwards;
  readonly times: Times;
  readonly problems: Problems;
}

/** The tree "Sources": the listener, each source and each provider that is met without one. */
export class SourcesView implements vscode.TreeDataProvider<SourceRow>, Disposable {
  readonly #options: SourcesViewOptions;
  readonly #parts = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #tallies: Tallies;

  constructor(options: SourcesViewOptions) {
    this.#options = options;
    this.#tallies = this.#parts.add(new Tallies(options.engine, options.problems.report));
    this.#parts.add(this.#changed);
    this.#connect();
    const view = this.#parts.add(vscode.window.createTreeView(viewIds.sources, { treeDataProvider: this }));
    this.#parts.add(options.listener.onDidChange((state) => (view.message = messageOf(state))));
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
    return rowItem(row);
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #connect(): void {
    const { listener, senders, storage, answering, config, forwards } = this.#options;
    const changes = [listener, senders, storage, answering, config, forwards, this.#tallies];
    changes.forEach(({ onDidChange }) => this.#parts.add(onDidChange(() => this.#changed.fire(undefined))));
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
    const { senders, problems, config, listener, answering } = this.#options;
    const { host, port } = listener.state.kind === 'stopped' ? config.settings : listener.state;
    try {
      const known = await senders.read();
      const { sources } = config.settings;
      const tallies = this.#tallies.current;
      const baseUrl = localUrl(host, port);
      const temporary = answering.current;
      const { language } = vscode.env;
      const rowsBelow = (source: SourceSetting): readonly SourceRow[] => this.#rowsBelow(source);
      return treeRows({ ...known, sources, baseUrl, tallies, temporary, rowsBelow, language }, vscode.l10n.t);
    } catch (error) {
      problems.report(error);
      return [];
    }
  }
}

/** Whole sentences: a row is cut off in a narrow side bar. */
function messageOf(state: ListenerState): string {
  return notificationText(otherWindowText(state, vscode.l10n.t), 400);
}
