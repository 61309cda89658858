import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type {
  BreaksView,
  DeliveryView,
  DiagnosisView,
  EventView,
  HandlerFaultView,
  LabelledValue,
  PanelMessage,
  PanelRequest,
} from '../../protocol/webview.ts';
import { LightElement, panelRequestEvent } from './lightElement.ts';
import { handlePanelMessage, isPanelMessage, type PanelHandlers } from './panelMessages.ts';
import { choosing, panelState, tabOf, type PanelState, type TabName } from './panelState.ts';
import type { FactsChoice } from './factLine.ts';
import { icon } from './parts.ts';
import {
  formatToShow,
  readPayload,
  type BodyFacts,
  type Payload,
  type PayloadFormat,
} from '../payload/payload.ts';
import type { PanelText } from '../../protocol/panelText.ts';

const neighbourKeys: Readonly<Record<string, 'newer' | 'older'>> = { '[': 'newer', ']': 'older' };

/** An event with its body, and what the person asked to see of it. */
interface ShownEvent {
  readonly view: EventView;
  readonly payload: Payload;
  /** The body without its Content-Encoding, null where it has none. */
  readonly decoded: Payload | null;
  /** The bytes as received are to be shown although there are decoded ones. */
  readonly asReceived: boolean;
  readonly format: PayloadFormat | null;
  readonly expected: readonly LabelledValue[] | null;
  readonly diagnosis: DiagnosisView;
  readonly breaks: BreaksView | null;
  readonly deliveries: readonly DeliveryView[];
  readonly fault: HandlerFaultView | null;
  readonly gone: boolean;
}

/** The whole panel: shows what the host sends and passes on what the person asks for. */
export class EventPanel extends LightElement {
  static override properties: PropertyDeclarations = {
    text: { state: true },
    shown: { state: true },
    state: { state: true },
    announcement: { state: true },
    absent: { state: true },
  };
  declare private text: PanelText | undefined;
  declare private shown: ShownEvent | undefined;
  declare private state: PanelState;
  declare private announcement: string;
  /** Whether the event was deleted before this page could show it. */
  declare private absent: boolean;
  readonly #host = acquireVsCodeApi<PanelState>();
  readonly #handlers: PanelHandlers = {
    text: ({ text }) => (this.text = text),
    show: (message) => this.#show(message),
    update: ({ view }) => this.#update(view),
    expected: ({ id, digests }) => this.#change(id, { expected: digests }),
    diagnosis: ({ id, diagnosis }) => this.#change(id, { diagnosis }),
    breaks: ({ id, breaks }) => this.#change(id, { breaks }),
    deliveries: ({ id, deliveries }) => this.#change(id, { deliveries }),
    fault: ({ id, fault }) => this.#change(id, { fault }),
    announce: ({ text }) => this.#announce(text),
    showDeliveries: () => this.#showDeliveries(),
    showExplanation: () => this.#choose('signature'),
    gone: () => this.#gone(),
  };

  constructor() {
    super();
    this.announcement = '';
    this.absent = false;
    this.state = panelState(this.#host.getState());
    this.addEventListener(panelRequestEvent, (event) => this.#onRequest(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', this.#onMessage);
    window.addEventListener('keydown', this.#onKey);
    this.#post({ type: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('message', this.#onMessage);
    window.removeEventListener('keydown', this.#onKey);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { text, shown } = this;
    if (text === undefined) return nothing;
    return html`<div class="visually-hidden" aria-live="polite">${this.announcement}</div>
      ${shown === undefined ? this.#nothingYet(text) : this.#event(shown, text)}`;
  }

  #nothingYet(text: PanelText): TemplateResult {
    return html`<main>
      ${this.absent ? goneNote(text) : html`<p class="note" aria-busy="true">${text.loading}</p>`}
    </main>`;
  }

  #event(shown: ShownEvent, text: PanelText): TemplateResult {
    const { view, format, expected, diagnosis, gone } = shown;
    const payload = shown.asReceived ? shown.payload : (shown.decoded ?? shown.payload);
    return html`<main>
      ${gone ? goneNote(text) : nothing}
      <webhook-event-header .view=${view} .text=${text} .diagnosis=${diagnosis}></webhook-event-header>
      <webhook-verdict
        .view=${view}
        .text=${text}
        .diagnosis=${diagnosis}
        @explanation-wanted=${this.#onExplanation}
      ></webhook-verdict>
      <webhook-facts
        .view=${view}
        .text=${text}
        .small=${this.state.smallFacts}
        .large=${this.state.largeFacts}
        @facts-chosen=${this.#onFacts}
      ></webhook-facts>
      <webhook-attempts .view=${view} .text=${text}></webhook-attempts>
      <webhook-tabs
        .view=${view}
        .text=${text}
        .payload=${payload}
        .asReceived=${shown.asReceived}
        .format=${formatToShow(payload, format, this.state.format)}
        .tab=${tabOf(this.state, view)}
        .expected=${expected}
        .diagnosis=${diagnosis}
        .breaks=${shown.breaks}
        .deliveries=${shown.deliveries}
        .fault=${shown.fault}
        @tab-chosen=${this.#onTab}
        @format-chosen=${this.#onFormat}
        @bytes-chosen=${this.#onBytes}
      ></webhook-tabs>
    </main>`;
  }

  #show({ view, body, decoded }: Extract<PanelMessage, { readonly type: 'show' }>): void {
    const before = this.shown?.view.id === view.id ? this.shown : undefined;
    const isDecoded = decoded !== null && view.content?.isDecoded === true;
    const kept = {
      asReceived: before?.asReceived ?? false,
      format: before?.format ?? null,
      expected: before?.expected ?? null,
      diagnosis: before?.diagnosis ?? ({ state: 'none' } as const),
      breaks: before?.breaks ?? null,
      deliveries: before?.deliveries ?? [],
      fault: before?.fault ?? null,
    };
    const { bodySize, bodyIsWhole: isWhole } = view;
    const payload = payloadOf(view, body, { size: bodySize, isWhole });
    const plain = isDecoded
      ? payloadOf(view, decoded, { size: view.content.size, isWhole: isWhole && view.content.note === '' })
      : null;
    this.shown = { view, payload, decoded: plain, ...kept, gone: false };
    this.#keep({ eventId: view.id, pinned: view.pinned });
    document.title = view.title;
    if (before === undefined) window.scrollTo(0, 0);
  }

  #update(view: EventView): void {
    if (this.shown?.view.id !== view.id) return;
    // The secrets may be others now, and with them the digests.
    this.#change(view.id, { view, expected: null });
    this.#keep({ pinned: view.pinned });
  }

  /** They stand below the tabs. */
  #showDeliveries(): void {
    this.#choose('delivery');
    // Elements within elements are rendered by the next frame.
    requestAnimationFrame(() => this.querySelector('.deliveries')?.scrollIntoView());
  }

  #gone(): void {
    this.absent = this.shown === undefined;
    this.#change(this.shown?.view.id, { gone: true });
  }

  #change(id: number | undefined, change: Partial<ShownEvent>): void {
    if (this.shown !== undefined && this.shown.view.id === id) this.shown = { ...this.shown, ...change };
  }

  #keep(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.#host.setState(this.state);
  }

  #post(request: PanelRequest): void {
    this.#host.postMessage(request);
  }

  readonly #onMessage = ({ data }: MessageEvent<unknown>): void => {
    if (isPanelMessage(data)) handlePanelMessage(this.#handlers, data);
  };

  #choose(tab: TabName): void {
    this.#keep(choosing(tab, this.shown?.view ?? { canExplain: false, hasContent: true }));
  }

  readonly #onTab = ({ detail }: CustomEvent<TabName>): void => this.#choose(detail);

  readonly #onExplanation = (): void => {
    this.#choose('signature');
    // The tab is rendered by the next frame.
    requestAnimationFrame(() => this.querySelector<HTMLElement>('.explanation')?.focus());
  };

  readonly #onFacts = ({ detail }: CustomEvent<FactsChoice>): void =>
    this.#keep(detail.isSmall ? { smallFacts: detail.open } : { largeFacts: detail.open });

  /** `[` to the newer event, `]` to the older one; on some keyboards they are typed with AltGr, which is Ctrl+Alt. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const isTyped = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    const to = neighbourKeys[event.key];
    const view = this.shown?.view;
    if (to === undefined || view === undefined || isTyped || event.metaKey || event.ctrlKey !== event.altKey)
      return;
    if (to === 'newer' ? view.hasNewer : view.hasOlder) this.#post({ type: 'go', to });
  };

  readonly #onFormat = ({ detail }: CustomEvent<PayloadFormat>): void => {
    this.#change(this.shown?.view.id, { format: detail });
    this.#keep({ format: detail });
  };

  readonly #onBytes = ({ detail }: CustomEvent<boolean>): void =>
    this.#change(this.shown?.view.id, { asReceived: detail, format: null });

  #onRequest(event: Event): void {
    if (!(event instanceof CustomEvent)) return;
    const request: PanelRequest = event.detail;
    this.#post(request);
    if (request.type === 'explain') this.#choose('signature');
    if (request.type !== 'copy' && request.type !== 'copyText') return;
    this.#announce(this.text?.copied ?? '');
  }

  /** Only what changes is read out: the same text is another one with a space that nobody hears. */
  #announce(text: string): void {
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
  }
}

function payloadOf(
  { contentType }: EventView,
  bytes: Uint8Array,
  facts: Required<Omit<BodyFacts, 'contentType'>>,
): Payload {
  return readPayload(bytes, bytes.length >= facts.size, { ...facts, contentType });
}

function goneNote(text: PanelText): TemplateResult {
  return html`<p class="note" role="note">${icon('trash')}<span>${text.eventGone}</span></p>`;
}
