import * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { SentRequest } from '../../protocol/sending.ts';
import { answerScheme } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { answerName, answerText } from './answerText.ts';
import type { Delivery } from '../../protocol/delivery.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** Deliveries of no event that are remembered: those of events are in the store. */
const mostRemembered = 50;

/**
 * Answers as read-only documents, one for each delivery: `webhook-answer:/12/3/Answer 200 from localhost:3000` is
 * delivery 3 of event 12. A delivery of no event has 0 in the place of the event and lasts as long as the window.
 */
export class AnswerDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #engine: EngineCaller;
  readonly #words: ViewWords;
  readonly #registered: Disposable;
  /** By number, the oldest first. */
  readonly #unkept = new Map<number, SentRequest>();
  #lastNumber = 0;

  constructor(engine: EngineCaller, words: ViewWords) {
    this.#engine = engine;
    this.#words = words;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(answerScheme, this);
  }

  dispose(): void {
    this.#registered.dispose();
  }

  /** Shows what came of a delivery beside the editor, which keeps the focus. `event` is null where it is of none. */
  show(delivery: Delivery, event: number | null): Promise<void> {
    return event === null ? this.showUnkept(delivery) : this.#open(delivery, event, delivery.id);
  }

  /** The same of a request that is kept with no event: for as long as the window lasts. */
  showUnkept(sent: SentRequest): Promise<void> {
    return this.#open(sent, 0, this.#remember(sent));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const delivery = await this.#delivery(uri);
    return delivery === undefined
      ? `# ${vscode.l10n.t('This response is no longer kept.')}\n`
      : answerText(delivery, this.#words);
  }

  async #open(sent: SentRequest, event: number, number: number): Promise<void> {
    const path = `/${event}/${number}/${answerName(sent, this.#words)}`;
    const uri = vscode.Uri.from({ scheme: answerScheme, path });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: answerColumn(),
      preserveFocus: true,
      preview: true,
    });
  }

  async #delivery({ path }: vscode.Uri): Promise<SentRequest | undefined> {
    const [, event, number] = /^\/(\d{1,15})\/(\d{1,15})\//.exec(path)?.map(Number) ?? [];
    if (event === undefined || number === undefined) {
      return undefined;
    }
    if (event === 0) {
      return this.#unkept.get(number);
    }
    const detail = await this.#engine.call('getEvent', { id: event });
    return detail?.deliveries.find(({ id }) => id === number);
  }

  #remember(sent: SentRequest): number {
    this.#lastNumber += 1;
    this.#unkept.set(this.#lastNumber, sent);
    this.#unkept.delete(this.#lastNumber - mostRemembered);
    return this.#lastNumber;
  }
}

/** The group that shows an answer already, else the one beside the editor, where there is one. */
function answerColumn(): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const group = all.find(
    ({ activeTab }) =>
      activeTab?.input instanceof vscode.TabInputText && activeTab.input.uri.scheme === answerScheme,
  );
  const isEmpty = activeTabGroup.activeTab === undefined;
  return group?.viewColumn ?? (isEmpty ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside);
}
