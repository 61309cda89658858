import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type {
  BreaksView,
  DeliveryView,
  DiagnosisView,
  EventView,
  HandlerFaultView,
  LabelledValue,
} from '../../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { tabsOf, type TabName } from './panelState.ts';
import type { Payload, PayloadFormat } from '../payload/payload.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** Told when the person picks a tab; its detail is a `TabName`. */
const tabChosenEvent = 'tab-chosen';
/** Told when the person picks a format; its detail is a `PayloadFormat`. */
const formatChosenEvent = 'format-chosen';
/** Told when the person picks the bytes; its detail says whether they are those as received. */
const bytesChosenEvent = 'bytes-chosen';

const steps: Readonly<Record<string, (at: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: () => -1,
};

/** The tabs of the panel and what they show. */
export class EventTabs extends EventElement {
  static override properties: PropertyDeclarations = {
    payload: { attribute: false },
    asReceived: { attribute: false },
    format: {},
    tab: {},
    expected: { attribute: false },
    diagnosis: { attribute: false },
    breaks: { attribute: false },
    deliveries: { attribute: false },
    fault: { attribute: false },
  };
  declare payload: Payload | undefined;
  declare asReceived: boolean;
  declare format: PayloadFormat;
  declare tab: TabName;
  declare expected: readonly LabelledValue[] | null;
  declare diagnosis: DiagnosisView | undefined;
  declare breaks: BreaksView | null;
  declare deliveries: readonly DeliveryView[];
  declare fault: HandlerFaultView | null;

  constructor() {
    super();
    this.format = 'json';
    this.asReceived = false;
    this.tab = 'payload';
    this.expected = null;
    this.breaks = null;
    this.deliveries = [];
    this.fault = null;
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const hasFormats = this.tab === 'payload' && view.bodySize > 0;
    const names = tabsOf(view);
    return html`<div class="tab-bar">
        <div role="tablist" class="tabs" @keydown=${(event: KeyboardEvent) => this.#onKey(event, names)}>
          ${names.map((name) => this.#tab(name, view, text))}
        </div>
      </div>
      ${hasFormats ? this.#choices(view, text) : nothing}
      ${names.map((name) => this.#panel(name, view, text))}`;
  }

  #tab(name: TabName, view: EventView, text: PanelText): TemplateResult {
    const selected = name === this.tab;
    const counts: Partial<Record<TabName, number>> = {
      headers: view.headers.length,
      delivery: this.deliveries.length,
    };
    const count = counts[name] ?? 0;
    return html`<button
      type="button"
      role="tab"
      id="tab-${name}"
      class="tab"
      aria-selected=${selected}
      aria-controls="panel-${name}"
      tabindex=${selected ? 0 : -1}
      @click=${() => this.tell(tabChosenEvent, name)}
    >
      ${text[name]}${count === 0 ? nothing : html`<span class="count" aria-hidden="true">${count.toLocaleString()}</span>`}
    </button>`;
  }

  #panel(name: TabName, view: EventView, text: PanelText): TemplateResult {
    return html`<div
      role="tabpanel"
      id="panel-${name}"
      class="tab-panel"
      aria-labelledby="tab-${name}"
      tabindex="0"
      ?hidden=${name !== this.tab}
    >
      ${name === this.tab || name === 'payload' ? this.#content(name, view, text) : nothing}
    </div>`;
  }

  #content(name: TabName, view: EventView, text: PanelText): TemplateResult {
    const contents: Readonly<Record<TabName, () => TemplateResult>> = {
      payload: () => this.#payloadView(view, text),
      headers: () => html`<webhook-headers .view=${view} .text=${text}></webhook-headers>`,
      signature: () => this.#signatureView(view, text),
      delivery: () => this.#deliveryView(view, text),
    };
    return contents[name]();
  }

  #signatureView(view: EventView, text: PanelText): TemplateResult {
    return html`<webhook-signature
      .view=${view}
      .text=${text}
      .expected=${this.expected}
      .diagnosis=${this.diagnosis}
      .breaks=${this.breaks}
      .fault=${this.fault}
    ></webhook-signature>`;
  }

  #deliveryView(view: EventView, text: PanelText): TemplateResult {
    return html`<webhook-delivery
      .view=${view}
      .text=${text}
      .deliveries=${this.deliveries}
      .fault=${this.fault}
      @fault-wanted=${() => this.tell(tabChosenEvent, 'signature')}
    ></webhook-delivery>`;
  }

  #payloadView(view: EventView, text: PanelText): TemplateResult {
    return html`<webhook-payload
      .view=${view}
      .text=${text}
      .payload=${this.payload}
      .format=${this.format}
    ></webhook-payload>`;
  }

  #choices(view: EventView, text: PanelText): TemplateResult {
    return html`<div class="payload-choices">
      ${view.content?.isDecoded === true ? this.#bytes(text) : nothing}${this.#formats(text)}
    </div>`;
  }

  #bytes(text: PanelText): TemplateResult {
    return html`<div role="radiogroup" class="formats" aria-label=${text.payloadBytes}>
      ${[false, true].map(
        (asReceived) =>
          html`<label
            ><input
              type="radio"
              name="bytes"
              .checked=${asReceived === this.asReceived}
              @change=${() => this.tell(bytesChosenEvent, asReceived)}
            />${asReceived ? text.asReceived : text.decoded}</label
          >`,
      )}
    </div>`;
  }

  #formats(text: PanelText): TemplateResult {
    return html`<div role="radiogroup" class="formats" aria-label=${text.payloadFormat}>
      ${(this.payload?.formats ?? []).map(
        (name) =>
          html`<label
            ><input
              type="radio"
              name="format"
              .checked=${name === this.format}
              @change=${() => this.tell(formatChosenEvent, name)}
            />${text[name]}</label
          >`,
      )}
    </div>`;
  }

  #onKey(event: KeyboardEvent, names: readonly TabName[]): void {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = names.at(step(names.indexOf(this.tab)) % names.length) ?? 'payload';
    this.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
    this.tell(tabChosenEvent, next);
  }
}
