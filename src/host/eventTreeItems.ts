import * as vscode from 'vscode';
import { verdictLook, type EventSummary } from '../protocol/event.ts';
import { commandIds, documentScheme, itemKinds } from './contributions.ts';
import type { Diagnoses } from './diagnosis/diagnoses.ts';
import { diagnosisText } from './diagnosis/diagnosisText.ts';
import { eventRowText, olderText, type EventsRow } from './eventRows.ts';
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
  readonly #times: Times;
  readonly #diagnoses: Diagnoses;

  constructor(times: Times, diagnoses: Diagnoses) {
    this.#times = times;
    this.#diagnoses = diagnoses;
  }

  itemOf(row: EventsRow): vscode.TreeItem {
    switch (row.kind) {
      case 'event':
        return this.#eventItem(row.summary);
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

  #eventItem(summary: EventSummary): vscode.TreeItem {
    const { id, verdict, outcome } = summary;
    const text = eventRowText(summary, this.#times, vscode.l10n.t, this.#explanation(id));
    const item = new vscode.TreeItem(text.label);
    item.id = `event.${id}`;
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
    if (outcome === 'failure') {
      item.resourceUri = vscode.Uri.from({ scheme: documentScheme, path: `/${id}`, query: failureQuery });
    }
    return item;
  }
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
