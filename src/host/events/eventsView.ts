import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import { viewIds } from '../shared/contributions.ts';
import type { InFlight } from '../replay/inFlight.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { EventList } from './eventList.ts';
import { attemptRowsOf, rowsOf, type EventRow, type EventsRow } from './eventRows.ts';
import type { EventTreeItems } from './eventTreeItems.ts';
import type { NewEvents } from './newEvents.ts';
import type { Problems } from '../shared/problems.ts';
import type { ProviderNames } from '../engine/providerNames.ts';
import { RecentRows } from './recentRows.ts';
import { Throttle } from '../shared/throttle.ts';
import type { Unseen } from './unseen.ts';
import { numberText } from '../words/wording.ts';

/** Milliseconds between two refreshes; longer where more rows are shown. */
const leastPause = 250;

export interface EventsViewOptions {
  readonly engine: EngineClient;
  readonly items: EventTreeItems;
  readonly providers: ProviderNames;
  /** The engine has taken up settings. */
  readonly onDidConfigure: Event<unknown>;
  readonly diagnoses: Diagnoses;
  readonly unseen: Unseen;
  readonly newEvents: NewEvents;
  readonly inFlight: Pick<InFlight, 'onDidChange'>;
  readonly problems: Problems;
}

/** The tree "Events": the stored events, newest first, in pages. */
export class EventsView implements vscode.TreeDataProvider<EventsRow>, Disposable {
  readonly #options: EventsViewOptions;
  readonly #parts = new DisposableStore();
  readonly #changed = new vscode.EventEmitter<EventsRow[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #list: EventList;
  readonly #refresh: Throttle;
  readonly #recent: RecentRows<EventsRow>;
  readonly #view: vscode.TreeView<EventsRow>;
  /** As it was told last: the view forgets its own while it loads its rows anew. */
  #selection: readonly EventsRow[] = [];
  /** VS Code knows rows as what they were told as last. */
  #shown: readonly EventsRow[] = [];
  #isStale = false;

  constructor(options: EventsViewOptions) {
    this.#options = options;
    this.#list = new EventList(options.engine);
    this.#refresh = this.#parts.add(
      new Throttle(
        () => this.#changed.fire(undefined),
        () => Math.max(leastPause, this.#list.limit),
      ),
    );
    this.#recent = this.#parts.add(
      new RecentRows(
        (row) => options.items.recentText(row),
        (rows) => this.#changed.fire([...rows]),
      ),
    );
    this.#parts.add(this.#changed);
    this.#view = this.#parts.add(
      vscode.window.createTreeView(viewIds.events, { treeDataProvider: this, canSelectMany: true }),
    );
    this.#connect();
  }

  /** The ids of the selected events. */
  get selectedIds(): readonly number[] {
    return idsOf(this.#selection);
  }

  get selectedRows(): readonly EventsRow[] {
    return this.#selection;
  }

  /** The newest event that the list has shown, null where there is none. */
  get newestId(): number | null {
    return this.#list.listing.newest[0]?.summary.id ?? null;
  }

  /** These events were opened or selected: their rows no longer say that they are new. */
  read(ids: readonly number[]): void {
    const { newEvents } = this.#options;
    const rows = this.#shown.filter(
      (row) => row.kind === 'event' && ids.includes(row.summary.id) && newEvents.isNew(row.summary),
    );
    newEvents.read(ids);
    if (rows.length > 0) {
      this.#changed.fire([...rows]);
    }
  }

  showOlder(): void {
    this.#list.showOlder();
    this.#changed.fire(undefined);
  }

  /**
   * Selects the row of an event that is shown elsewhere, where the list is on screen; not where it is no longer shown by
   * then, or where the person has selected another meanwhile.
   */
  async follow(id: number, isShown: () => boolean): Promise<void> {
    if (!this.#view.visible || this.selectedIds.includes(id)) {
      return;
    }
    const selected = this.#selection;
    const place = await this.#list.placeOf(id);
    if (place === null || !isShown() || selected !== this.#selection) {
      return;
    }
    const parent: EventRow = { kind: 'event', ...place.row };
    const attempt = place.attempt;
    const row: EventsRow = attempt === null ? parent : { kind: 'attempt', parent, before: null, ...attempt };
    await this.#view.reveal(row, { select: true, focus: false });
  }

  async getChildren(row?: EventsRow): Promise<EventsRow[]> {
    try {
      return row === undefined ? await this.#rows() : await this.#rowsBelow(row);
    } catch (error) {
      this.#options.problems.report(error);
      return [{ kind: 'unreadable' }];
    }
  }

  getTreeItem(row: EventsRow): vscode.TreeItem {
    return this.#options.items.itemOf(row);
  }

  async resolveTreeItem(item: vscode.TreeItem, row: EventsRow): Promise<vscode.TreeItem> {
    const { engine, items } = this.#options;
    if ('summary' in row) {
      const detail = await engine.call('getEvent', { id: row.summary.id });
      item.tooltip = detail === null ? undefined : items.tooltipOf(row, detail);
    }
    return item;
  }

  getParent(row: EventsRow): EventsRow | undefined {
    return row.kind === 'attempt' ? row.parent : undefined;
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async #rows(): Promise<EventsRow[]> {
    const { unseen, providers } = this.#options;
    const [listing] = await Promise.all([this.#list.load(), providers.load()]);
    unseen.seen(listing.newest[0]?.summary.id ?? 0);
    const rows = rowsOf(listing);
    this.#shown = rows;
    this.#recent.show(rows);
    return rows;
  }

  async #rowsBelow(row: EventsRow): Promise<EventsRow[]> {
    return row.kind === 'event' ? attemptRowsOf(row, await this.#list.attempts(row)) : [];
  }

  #connect(): void {
    const { engine, unseen, diagnoses, providers, inFlight, onDidConfigure } = this.#options;
    this.#parts.add(
      onDidConfigure(() => {
        providers.forget();
        this.#outdated();
      }),
    );
    this.#parts.add(
      diagnoses.onDidChange((id) => {
        if (diagnoses.stateOf(id)?.kind !== 'running') {
          this.#outdated();
        }
      }),
    );
    this.#parts.add(inFlight.onDidChange(() => this.#outdated()));
    this.#parts.add(engine.on('captured', () => this.#outdated()));
    this.#parts.add(engine.on('eventsChanged', () => this.#outdated()));
    this.#parts.add(this.#view.onDidChangeVisibility(({ visible }) => this.#seen(visible)));
    this.#parts.add(this.#view.onDidChangeSelection(({ selection }) => this.#selected(selection)));
    this.#parts.add(unseen.onDidChange((count) => this.#showBadge(count)));
    this.#showBadge(unseen.count);
    this.#seen(this.#view.visible);
  }

  #outdated(): void {
    if (this.#view.visible) {
      this.#refresh.request();
    } else {
      this.#isStale = true;
    }
  }

  #seen(isVisible: boolean): void {
    this.#options.unseen.setSeeing(isVisible);
    if (isVisible && this.#isStale) {
      this.#isStale = false;
      this.#refresh.request();
    }
  }

  #selected(selection: readonly EventsRow[]): void {
    this.#selection = selection;
    this.#list.keep(idsOf(selection)[0] ?? null);
    this.read(idsOf(selection));
  }

  #showBadge(count: number): void {
    this.#view.badge =
      count === 0 ? undefined : { value: count, tooltip: vscode.l10n.t('{0} new', numberText(count)) };
  }
}

function idsOf(rows: readonly EventsRow[]): number[] {
  return rows.flatMap((row) => ('summary' in row ? [row.summary.id] : []));
}
