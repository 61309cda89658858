import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type {
  BreaksView,
  DiagnosisView,
  EventView,
  HandlerFaultView,
  LabelledValue,
} from '../../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { icon } from './parts.ts';
import { valueList } from './valueList.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** What was received as the signature and what was checked; the right digest only when it is asked for. */
export class SignatureView extends EventElement {
  static override properties: PropertyDeclarations = {
    expected: { attribute: false },
    diagnosis: { attribute: false },
    breaks: { attribute: false },
    fault: { attribute: false },
    hidesExpected: { state: true },
  };
  /** Null until the host answered. */
  declare expected: readonly LabelledValue[] | null;
  declare diagnosis: DiagnosisView | undefined;
  declare breaks: BreaksView | null;
  declare fault: HandlerFaultView | null;
  declare private hidesExpected: boolean;

  constructor() {
    super();
    this.expected = null;
    this.breaks = null;
    this.fault = null;
    this.hidesExpected = false;
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const digests = this.hidesExpected || !view.canShowExpected ? null : this.expected;
    const open = digests !== null;
    return html`<webhook-fault .view=${view} .text=${text} .fault=${this.fault}></webhook-fault>
      <webhook-explanation .view=${view} .text=${text} .diagnosis=${this.diagnosis}></webhook-explanation>
      ${valueList(view.signature, text)}
      <div class="panel-actions">
        ${view.canShowExpected ? this.#expectedButton(open, text) : nothing}
        ${view.canChooseProvider ? this.#providerButton(text) : nothing}
      </div>
      <div aria-live="polite">
        ${open ? html`<h2>${text.expectedDigest}</h2>` : nothing}${open ? valueList(digests, text) : nothing}
      </div>
      <webhook-breaks .view=${view} .text=${text} .breaks=${this.breaks}></webhook-breaks>`;
  }

  #expectedButton(open: boolean, text: PanelText): TemplateResult {
    return html`<button
      type="button"
      class="secondary"
      aria-expanded=${open}
      @click=${() => this.#toggle(open)}
    >
      ${icon(open ? 'chevron-down' : 'chevron-right')}${text.showExpected}
    </button>`;
  }

  #providerButton(text: PanelText): TemplateResult {
    return html`<button type="button" class="secondary" @click=${() => this.request({ type: 'verifyAs' })}>
      ${text.verifyAs}
    </button>`;
  }

  #toggle(open: boolean): void {
    this.hidesExpected = open;
    if (!open) this.request({ type: 'showExpected' });
  }
}
