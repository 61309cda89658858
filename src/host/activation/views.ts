import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import { ArrivalsAloud } from '../events/arrivalsAloud.ts';
import { AnsweringStatus } from '../responses/answeringStatus.ts';
import { TemporaryAnswers } from '../responses/temporaryAnswers.ts';
import { ChannelFirings } from '../sender/channelFirings.ts';
import { ContextState } from './contextState.ts';
import { documentScheme } from '../shared/contributions.ts';
import { AnswerDocuments } from '../replay/answerDocument.ts';
import { BodyBreaks } from '../diagnosis/bodyBreaks.ts';
import { InFlight } from '../replay/inFlight.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import { Explanations } from '../diagnosis/explanations.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { EventDecorations } from '../events/eventDecorations.ts';
import { EventDocuments } from '../events/eventDocuments.ts';
import { EventPanels } from '../panel/eventPanels.ts';
import { EventsView } from '../events/eventsView.ts';
import { EventTreeItems } from '../events/eventTreeItems.ts';
import { Forwards } from '../forward/forwards.ts';
import { Comparisons } from '../requests/comparisons.ts';
import { FixtureFiles } from '../requests/fixtureFiles.ts';
import { RequestFiles } from '../requests/requestFiles.ts';
import { registerRequestFolding } from '../requests/requestFolding.ts';
import { RequestLenses } from '../requests/requestLenses.ts';
import { RequestProblems } from '../requests/requestProblems.ts';
import type { ListenerControl } from '../listener/listenerControl.ts';
import type { ListenerSettings } from '../listener/listenerOptions.ts';
import { NewEvents } from '../events/newEvents.ts';
import type { OfferedSecrets } from '../secrets/offeredSecrets.ts';
import { PanelActions } from '../panel/panelActions.ts';
import type { Problems } from '../shared/problems.ts';
import { ProviderNames } from '../engine/providerNames.ts';
import { SecretOffers } from '../secrets/secretOffers.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { SendView } from '../sender/sendView.ts';
import { Senders } from '../sources/senders.ts';
import { SourceDecorations } from '../sources/sourceDecorations.ts';
import { SourcesView } from '../sources/sourcesView.ts';
import { StatusBar } from '../listener/statusBar.ts';
import { StorageState } from '../store/storageState.ts';
import { Unseen } from '../events/unseen.ts';
import { Times } from '../words/wording.ts';
import { storageUriOf } from '../shared/storageFolder.ts';

export interface ViewsOptions {
  readonly context: vscode.ExtensionContext;
  readonly engine: EngineClient;
  readonly config: ListenerSettings;
  /** The engine has taken up settings. */
  readonly onDidConfigure: Event<unknown>;
  readonly listener: ListenerControl;
  readonly secrets: SecretStore;
  readonly consent: TargetConsent;
  readonly offered: OfferedSecrets;
  readonly problems: Problems;
}

/** Everything that shows: trees, panels, documents, status bar, context keys. */
export class Views implements Disposable {
  readonly sources: SourcesView;
  readonly send: SendView;
  readonly events: EventsView;
  readonly panels: EventPanels;
  readonly actions: PanelActions;
  readonly documents: EventDocuments;
  readonly answers: AnswerDocuments;
  readonly comparisons = new Comparisons();
  readonly requests: RequestFiles;
  readonly firings: ChannelFirings;
  readonly diagnoses: Diagnoses;
  readonly forwards: Forwards;
  readonly inFlight: InFlight;
  readonly fixtures = new FixtureFiles();
  readonly times = new Times(vscode.env.language, Date.now);
  readonly #parts = new DisposableStore();

  constructor(options: ViewsOptions) {
    const { context, engine, offered, problems } = options;
    const { times } = this;
    const { diagnoses } = this.#parts.add(new Explanations({ ...options, onError: problems.report }));
    this.diagnoses = diagnoses;
    this.#parts.add(this.fixtures);
    this.inFlight = this.#parts.add(new InFlight(problems.report));
    this.forwards = this.#parts.add(new Forwards(options));
    this.firings = this.#parts.add(new ChannelFirings(engine, problems.report));
    const senders = this.#parts.add(new Senders({ ...options, onError: problems.report }));
    this.sources = this.#makeSources(options, senders);
    this.send = this.#parts.add(
      new SendView({ ...options, senders, firings: this.firings, fixtures: this.fixtures }),
    );
    this.#parts.add(new SecretOffers(engine, offered, problems));
    this.events = this.#makeEvents(options);
    this.#parts.add(vscode.window.registerFileDecorationProvider(new SourceDecorations()));
    this.documents = this.#makeDocuments(options);
    this.answers = this.#parts.add(new AnswerDocuments(engine, { t: vscode.l10n.t, times }));
    this.#parts.add(this.comparisons);
    const storage = storageUriOf(context);
    this.requests = this.#parts.add(new RequestFiles(engine, storage, problems.report));
    this.#parts.add(registerRequestFolding());
    this.#parts.add(new RequestLenses({ ...options, onDidExplain: diagnoses.onDidExplain }));
    this.#parts.add(new RequestProblems(engine, problems));
    this.actions = new PanelActions(engine, this.documents, options.secrets);
    this.panels = this.#makePanels(options);
    this.#parts.add(new ArrivalsAloud({ engine, panels: this.panels, t: vscode.l10n.t }));
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #makePanels({ context, config, engine, offered, problems }: ViewsOptions): EventPanels {
    const { actions, diagnoses, inFlight, times } = this;
    return this.#parts.add(
      new EventPanels(context.extensionUri, {
        ...{ engine, actions, offered, diagnoses, inFlight, problems },
        words: { t: vscode.l10n.t, times },
        explainsAutomatically: () => config.settings.explain.automatically,
        breaks: new BodyBreaks(engine),
        onOpened: (id) => this.events.read([id]),
        onMoved: (id) => problems.watch(this.events.follow(id, () => this.panels.shows(id))),
      }),
    );
  }

  #makeSources(options: ViewsOptions, senders: Senders): SourcesView {
    const { engine, problems } = options;
    const { forwards, times, firings, fixtures } = this;
    const storage = this.#parts.add(new StorageState(engine, problems));
    this.#parts.add(new StatusBar(options.listener, storage));
    const answering = this.#parts.add(new TemporaryAnswers(engine, problems.report));
    this.#parts.add(new ContextState({ ...options, answering, firings, forwards, fixtures }));
    this.#parts.add(new AnsweringStatus(answering));
    return this.#parts.add(new SourcesView({ ...options, senders, storage, answering, forwards, times }));
  }

  #makeEvents(options: ViewsOptions): EventsView {
    const { context, engine, problems } = options;
    const { diagnoses, times, inFlight } = this;
    const unseen = this.#parts.add(new Unseen(context.workspaceState, engine, problems.report));
    this.#parts.add(vscode.window.registerFileDecorationProvider(new EventDecorations()));
    const providers = new ProviderNames(engine);
    const newEvents = new NewEvents(unseen.lastSeen);
    const items = new EventTreeItems({ times, diagnoses, providers, newEvents, inFlight });
    const known = { items, providers, diagnoses, unseen, newEvents, inFlight };
    return this.#parts.add(new EventsView({ ...options, ...known }));
  }

  #makeDocuments({ engine, problems }: ViewsOptions): EventDocuments {
    const documents = this.#parts.add(new EventDocuments(engine, this.diagnoses, problems.report));
    const options = { isReadonly: true, isCaseSensitive: true };
    this.#parts.add(vscode.workspace.registerFileSystemProvider(documentScheme, documents, options));
    return documents;
  }
}
