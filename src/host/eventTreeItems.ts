import * as vscode from 'vscode';
import { verdictLook, type EventSummary } from '../protocol/event.ts';
import { commandIds, documentScheme, itemKinds } from './contributions.ts';
import type { Diagnoses } from './diagnosis/diagnoses.ts';
import { diagnosisText } from './diagnosis/diagnosisText.ts';
import {
  attemptRowText,
  eventRowText,
  olderText,
  type AttemptRow,
  type EventRow,
  type EventRowText,
  type EventsRow,
} from './eventRows.ts';
import type { ViewWords } from './eventView.ts';
import type { Times } from './wording.ts';

/** Marks the resource of a row whose label is to be coloured as a failure. */
export const failureQuery = 'failure';

const toneColors = {
  good: 'testing.iconPassed',
  bad: 'testing.iconFailed',
  caution: 'problemsWarningIcon.foreground',
  quiet: 'disabledForeground',
} as const;

/** Makes tree items of rows. */
export class EventTreeItems {
  readonly #words: ViewWords;
  readonly #diagnoses: Diagnoses;

  constructor(times: Times, diagnoses: Diagnoses) {
    this.#words = { t: vscode.l10n.t, times };
    this.#diagnoses = diagnoses;
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

  #explanation(id: number): string {
    const state = this.#diagnoses.stateOf(id);
    return state?.kind === 'done' ? diagnosisText(state.diagnosis, vscode.l10n.t).sentence : '';
  }

  #eventItem(row: EventRow): vscode.TreeItem {
    const notes = { ...row, explanation: this.#explanation(row.summary.id) };
    const text = eventRowText(row.summary, this.#words.times, vscode.l10n.t, notes);
    const item = itemOf(row.summary, text);
    // Of the delivery, not of its last attempt: a row stays selected, and unfolded, when the sender tries again.
    item.id = `event.${row.delivery}`;
    if (row.summary.outcome === 'failure') {
      item.resourceUri = failureUri(row.summary.id);
    }
    if (row.attempts > 1) {
      item.collapsibleState = vscode.TreeItemCollapsibleState.Collapsed;
    }
    return item;
  }

  #attemptItem(row: AttemptRow): vscode.TreeItem {
    const item = itemOf(row.summary, attemptRowText(row, this.#words));
    item.id = `attempt.${row.summary.id}`;
    return item;
  }
}

function failureUri(id: number): vscode.Uri {
  return vscode.Uri.from({ scheme: documentScheme, path: `/${id}`, query: failureQuery });
}

/** A row that opens an event. */
function itemOf({ id, verdict }: EventSummary, text: EventRowText): vscode.TreeItem {
  const item = new vscode.TreeItem(text.label);
  item.description = text.description;
  item.tooltip = text.tooltip;
  item.accessibilityInformation = { label: text.accessibleLabel };
  item.contextValue = itemKinds.event;
  const { icon, tone } = verdictLook[verdict];
  item.iconPath = iconOf(icon, toneColors[tone]);
  item.command = {
    command: commandIds.openEvent,
    title: vscode.l10n.t('Open Event'),
    arguments: [{ eventId: id, preserveFocus: true }],
  };
  return item;
}

function iconOf(icon: string, color: string): vscode.ThemeIcon {
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
  item.iconPath = iconOf('error', toneColors.bad);
  item.command = { command: commandIds.showLog, title: vscode.l10n.t('Show Log') };
  return item;
}
