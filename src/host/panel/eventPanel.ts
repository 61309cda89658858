import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { PanelMessage, PanelRequest } from '../../protocol/webview.ts';
import type { BodyBreaks } from '../diagnosis/bodyBreaks.ts';
import type { InFlight } from '../replay/inFlight.ts';
import { PanelDeliveries } from '../replay/panelDeliveries.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import { PanelDiagnosis } from '../diagnosis/panelDiagnosis.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { firstPart, readBody } from './bodyPart.ts';
import { eventView, tabTitle } from './eventView.ts';
import type { OfferedSecrets } from '../secrets/offeredSecrets.ts';
import type { PanelActions } from './panelActions.ts';
import { parsePanelRequest } from './panelRequest.ts';
import { panelText } from './panelText.ts';
import type { Problems } from '../shared/problems.ts';
import type { ViewWords } from '../words/viewWords.ts';

export interface EventPanelOptions {
  readonly engine: EngineClient;
  readonly words: ViewWords;
  readonly actions: PanelActions;
  readonly offered: OfferedSecrets;
  readonly diagnoses: Diagnoses;
  readonly explainsAutomatically: () => boolean;
  readonly breaks: BodyBreaks;
  readonly inFlight: Pick<InFlight, 'targetOf' | 'onDidChange'>;
  readonly problems: Problems;
  /** An event is shown that the person asked for, here or elsewhere. */
  readonly onOpened: (id: number) => void;
  /** The person went to another event within the panel. */
  readonly onMoved: (id: number) => void;
}

type Handlers = {
  readonly [T in PanelRequest['type']]: (
    request: Extract<PanelRequest, { readonly type: T }>,
  ) => Promise<void> | void;
};

/** One panel and the event that it shows. It says nothing before its page is ready, and all of it whenever that is. */
export class EventPanel implements Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #options: EventPanelOptions;
  readonly #parts = new DisposableStore();
  readonly #diagnosis: PanelDiagnosis;
  readonly #deliveries: PanelDeliveries;
  #id: number;
  #pinned: boolean;
  #isReady = false;
  #hasNewer = false;
  /** The event whose body the page has, null for none. */
  #sentId: number | null = null;
  /** What is to be brought in sight as soon as the page can. */
  #wanted: 'showExplanation' | 'showDeliveries' | null = null;
  /** Counts what is shown: an answer that is late for an event no longer shown is dropped. */
  #turn = 0;

  constructor(
    panel: vscode.WebviewPanel,
    shows: { id: number; pinned: boolean },
    options: EventPanelOptions,
  ) {
    this.panel = panel;
    this.#id = shows.id;
    this.#pinned = shows.pinned;
    this.#options = options;
    const { engine, offered, diagnoses, breaks, words, inFlight } = options;
    const post = (message: PanelMessage): Promise<void> => this.#post(message);
    this.#deliveries = new PanelDeliveries({ breaks, words, post });
    this.#diagnosis = this.#parts.add(
      new PanelDiagnosis({
        breaks,
        diagnoses,
        t: words.t,
        shownId: () => this.#id,
        isAutomatic: options.explainsAutomatically,
        post,
        onError: options.problems.report,
      }),
    );
    this.#parts.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#parts.add(engine.on('eventsChanged', ({ ids }) => this.#changed(ids)));
    this.#parts.add(engine.on('captured', () => this.#arrived()));
    // What was proven may say which secret re-signs it.
    this.#parts.add(diagnoses.onDidExplain((id) => this.#changed([id])));
    this.#parts.add(inFlight.onDidChange((id) => this.#changed([id])));
    this.#parts.add(offered.onDidChange(() => this.#changed(null)));
    this.#parts.add(panel.onDidChangeViewState(() => this.#visibilityChanged()));
    // The tab has its title before the page has loaded.
    options.problems.watch(this.#send('update'));
  }

  get id(): number {
    return this.#id;
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  show(id: number): void {
    this.#id = id;
    this.#options.problems.watch(this.#send('show'));
  }

  showExplanation(): void {
    this.#bring('showExplanation');
  }

  showDeliveries(): void {
    this.#bring('showDeliveries');
  }

  /** Has a text read out by screen readers. */
  announce(text: string): void {
    this.#options.problems.watch(this.#post({ type: 'announce', text }));
  }

  dispose(): void {
    this.#parts.dispose();
  }

  readonly #handlers: Handlers = {
    ready: async () => {
      this.#isReady = true;
      this.#sentId = null;
      await this.#post({ type: 'text', text: panelText(this.#options.words.t) });
      await this.#send('show');
    },
    loadAll: () => this.#send('show', Number.MAX_SAFE_INTEGER),
    setSecret: () => this.#options.actions.setSecret(this.#id),
    saveSecret: () => this.#options.actions.saveSecret(this.#id),
    editAndReplay: () => this.#options.actions.editAndReplay(this.#id),
    saveAsFixture: () => this.#options.actions.saveAsFixture(this.#id),
    replay: ({ resigned }) => this.#options.actions.replay(this.#id, resigned),
    verifyAs: ({ provider }) => this.#options.actions.verifyAs(this.#id, provider),
    describeProvider: () => this.#options.actions.describeProvider(this.#id),
    openInEditor: ({ what }) => this.#options.actions.openInEditor(this.#id, what),
    copy: ({ what }) => this.#options.actions.copy(this.#id, what),
    copyText: ({ text }) => this.#options.actions.copyText(text),
    showExpected: () => this.#sendExpected(),
    openSetting: ({ setting }) => this.#options.actions.openSetting(setting),
    explain: async () => {
      await this.#options.diagnoses.explain(this.#id);
    },
    searchLonger: async () => {
      await this.#options.diagnoses.searchLonger(this.#id);
    },
    cancelExplain: () => this.#options.diagnoses.cancel(this.#id),
    showSigned: () => this.#options.actions.showSigned(this.#id),
    saveFoundSecret: () => this.#options.actions.saveFoundSecret(this.#id),
    saveCorrectedSecret: () => this.#options.actions.saveCorrectedSecret(this.#id),
    tryEnvSecrets: () => this.#options.actions.tryEnvSecrets(this.#id),
    showBreaks: () => this.#diagnosis.sendBreaks(),
    pin: ({ pinned }) => {
      this.#pinned = pinned;
      return this.#send('update');
    },
    go: ({ to }) => this.#go(to),
    openAttempt: ({ id }) => this.#openAttempt(id),
  };

  #receive(message: unknown): void {
    const request = parsePanelRequest(message);
    if (request !== null) {
      this.#options.problems.watch(this.#handle(request));
    }
  }

  async #handle<T extends PanelRequest['type']>(
    request: Extract<PanelRequest, { readonly type: T }>,
  ): Promise<void> {
    const handler: Handlers[T] = this.#handlers[request.type as T];
    await handler(request);
  }

  #changed(ids: readonly number[] | null): void {
    if (ids === null || ids.includes(this.#id)) {
      this.#options.problems.watch(this.#send('update'));
    }
  }

  /** A newer event has arrived: the button that leads there is offered now. */
  #arrived(): void {
    if (this.#isReady && !this.#hasNewer) {
      this.#options.problems.watch(this.#send('update'));
    }
  }

  /** A page that is hidden is thrown away; when it is shown again it says `ready` again. */
  #visibilityChanged(): void {
    this.#isReady &&= this.panel.visible;
  }

  async #send(wanted: 'show' | 'update', length = firstPart): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const { engine, offered, inFlight } = this.#options;
    const id = this.#id;
    // An update that overtakes the first sending of an event takes its place.
    const type = this.#isReady && this.#sentId !== id ? 'show' : wanted;
    const [detail, { newer, older }] = await Promise.all([
      engine.call('getEvent', { id }),
      engine.call('neighbours', { id }),
    ]);
    const body = type === 'show' && detail !== null ? await readBody(engine, detail, length) : null;
    const offersSecret = detail !== null && (await offered.isOpen(detail));
    const signer = detail === null ? undefined : await offered.signer(detail);
    const likely = detail === null ? [] : await this.#options.actions.likelyProviders(detail);
    if (turn !== this.#turn) {
      return;
    }
    this.#hasNewer = newer !== null;
    this.panel.title = detail === null ? vscode.l10n.t('Deleted event') : tabTitle(detail);
    if (detail === null) {
      await this.#post({ type: 'gone' });
      return;
    }
    const around = { hasNewer: newer !== null, hasOlder: older !== null };
    const surroundings = {
      ...around,
      pinned: this.#pinned,
      offersSecret,
      signer,
      likely,
      sentTo: inFlight.targetOf(id),
    };
    const view = eventView(detail, surroundings, this.#options.words);
    this.#sentId = body !== null && this.#isReady ? id : this.#sentId;
    await this.#post(body === null ? { type: 'update', view } : { type: 'show', view, ...body });
    await this.#diagnosis.show(id, view.canExplain);
    await this.#deliveries.send(detail, body !== null);
    await this.#bringWanted();
  }

  #bring(wanted: 'showExplanation' | 'showDeliveries'): void {
    this.#wanted = wanted;
    if (this.#sentId === this.#id) {
      this.#options.problems.watch(this.#bringWanted());
    }
  }

  async #bringWanted(): Promise<void> {
    const type = this.#wanted;
    if (this.#isReady && type !== null) {
      this.#wanted = null;
      await this.#post({ type });
    }
  }

  async #sendExpected(): Promise<void> {
    const id = this.#id;
    const expected = await this.#options.engine.call('expectedDigests', { id });
    const digests = expected.map(({ secretLabel, digest }) => ({
      label: secretLabel,
      value: digest,
      code: true,
      copy: true,
    }));
    await this.#post({ type: 'expected', id, digests });
  }

  async #go(to: 'newer' | 'older'): Promise<void> {
    const neighbours = await this.#options.engine.call('neighbours', { id: this.#id });
    await this.#goTo(neighbours[to]);
  }

  /** The page may only ask for an attempt of the delivery that it shows. */
  async #openAttempt(id: number): Promise<void> {
    const ids = await this.#options.engine.call('attemptIds', { id: this.#id });
    await this.#goTo(ids.includes(id) ? id : null);
  }

  async #goTo(id: number | null): Promise<void> {
    if (id !== null) {
      this.#id = id;
      this.#options.onOpened(id);
      this.#options.onMoved(id);
      await this.#send('show');
    }
  }

  async #post(message: PanelMessage): Promise<void> {
    if (this.#isReady) {
      await this.panel.webview.postMessage(message);
    }
  }
}
