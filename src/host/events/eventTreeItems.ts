import * as vscode from 'vscode';
import type { EventDetail } from '../../protocol/event.ts';
import { commandIds, documentScheme } from '../shared/contributions.ts';
import type { InFlight } from '../replay/inFlight.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import { explanationNotes } from '../diagnosis/diagnosisView.ts';
import { eventKind } from './eventKind.ts';
import { olderText, type AttemptRow, type EventRow, type EventsRow } from './eventRows.ts';
import { appFailed, attemptRowText, eventRowText, type EventRowText, type RowNotes } from './eventRowText.ts';
import { eventTooltip } from './eventTooltip.ts';
import type { NewEvents } from './newEvents.ts';
import type { ProviderNames } from '../engine/providerNames.ts';
import { attemptLook, eventLook, type RowLook } from './rowLook.ts';
import type { Times } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** Mark the resource of a row: an app did not take its event; nobody has opened or selected it yet. */
export const rowMarks = { appFailed: 'appFailed', isNew: 'new' } as const;

/** What is known of events beside what is stored. */
export interface EventKnowledge {
  readonly times: Times;
  readonly diagnoses: Pick<Diagnoses, 'stateOf'>;
  readonly providers: ProviderNames;
  readonly newEvents: NewEvents;
  readonly inFlight: Pick<InFlight, 'targetOf'>;
}

/** Makes tree items of rows. */
export class EventTreeItems {
  readonly #words: ViewWords;
  readonly #known: EventKnowledge;

  constructor(known: EventKnowledge) {
    this.#words = { t: vscode.l10n.t, times: known.times };
    this.#known = known;
  }

  itemOf(row: EventsRow): vscode.TreeItem {
    switch (row.kind) {
      case 'event':
        return this.#eventItem(row);
      case 'attempt':
        return this.#attemptItem(row);
      case 'older':
        return olderItem(row.hidden);
      case 'unreadable':
        return unreadableItem();
    }
  }

  /** The part of a row's text that time alone changes, null where none does. */
  recentText(row: EventsRow): string | null {
    return row.kind === 'event' ? this.#words.times.recent(row.summary.receivedAt, vscode.l10n.t) : null;
  }

  /** What a row says when the pointer rests on it. Made then: it needs more than a list does. */
  tooltipOf(row: EventRow | AttemptRow, detail: EventDetail): vscode.MarkdownString {
    // Neither trusted nor HTML nor with icons, which is what it is by default.
    return new vscode.MarkdownString(eventTooltip(detail, this.#words, this.#notesOf(row)));
  }

  #notesOf(row: EventRow | AttemptRow): RowNotes {
    const { id, provider } = row.summary;
    const { diagnoses, providers, newEvents, inFlight } = this.#known;
    const explanation = explanationNotes(diagnoses.stateOf(id), row.summary, vscode.l10n.t);
    const own = { provider: providers.of(provider), sentTo: inFlight.targetOf(id), ...explanation };
    const isNew = newEvents.isNew(row.summary);
    return row.kind === 'event' ? { ...own, isNew, attempts: row.attempts, differs: row.differs } : own;
  }

  #eventItem(row: EventRow): vscode.TreeItem {
    const { summary } = row;
    const item = itemOf(summary, eventRowText(summary, this.#words, this.#notesOf(row)), eventLook(summary));
    // Of the delivery, not of its last attempt: a row stays selected, and unfolded, when the sender tries again.
    item.id = `event.${row.delivery}`;
    const marks = [
      ...(this.#known.newEvents.isNew(summary) ? [rowMarks.isNew] : []),
      ...(appFailed(summary) ? [rowMarks.appFailed] : []),
    ];
    if (marks.length > 0) {
      item.resourceUri = markedUri(summary.id, marks);
    }
    if (row.attempts > 1) {
      item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    }
    return item;
  }

  #attemptItem(row: AttemptRow): vscode.TreeItem {
    const item = itemOf(
      row.summary,
      attemptRowText(row, this.#words, this.#notesOf(row)),
      attemptLook(row.status),
    );
    item.id = `attempt.${row.summary.id}`;
    return item;
  }
}

function markedUri(id: number, marks: readonly string[]): vscode.Uri {
  return vscode.Uri.from({ scheme: documentScheme, path: `/${id}`, query: marks.join('&') });
}

/** A row that opens an event. */
function itemOf(summary: EventSummary, text: EventRowText, look: RowLook): vscode.TreeItem {
  const item = new vscode.TreeItem(text.label);
  item.description = text.description;
  item.accessibilityInformation = { label: text.accessibleLabel };
  item.contextValue = eventKind(summary);
  item.iconPath = iconOf(look);
  item.command = {
    command: commandIds.openEvent,
    title: vscode.l10n.t('Open Event'),
    arguments: [{ eventId: summary.id, preserveFocus: true }],
  };
  return item;
}

function iconOf({ icon, color }: RowLook): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

function olderItem(hidden: number): vscode.TreeItem {
  const label = olderText(hidden, vscode.env.language, vscode.l10n.t);
  const item = new vscode.TreeItem(label);
  item.id = 'older';
  item.accessibilityInformation = { label };
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = { command: commandIds.showOlderEvents, title: label };
  return item;
}

function unreadableItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('The stored events could not be read'));
  item.id = 'unreadable';
  item.iconPath = iconOf({ icon: 'error', color: 'testing.iconFailed' });
  item.command = { command: commandIds.showLog, title: vscode.l10n.t('Show Log') };
  return item;
}
