import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { EventView, HandlerFaultView } from '../../protocol/webview.ts';
import { EventElement } from '../panel/eventElement.ts';
import { icon, prose } from '../panel/parts.ts';
import { valueList } from '../panel/valueList.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** What is said where an app refused what is right here. */
export class FaultSection extends EventElement {
  static override properties: PropertyDeclarations = {
    fault: { attribute: false },
    openId: { state: true },
  };
  declare fault: HandlerFaultView | null;
  /** The event for which a person unfolded the remedies. */
  declare private openId: number;

  constructor() {
    super();
    this.fault = null;
    this.openId = 0;
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    if (this.fault === null) return nothing;
    const { sentence, causes, remedies } = this.fault;
    return html`<section class="explanation fault" aria-labelledby="fault-title">
      <h2 id="fault-title">${text.handlerFault}</h2>
      <p class="cause"><strong>${prose(sentence, text)}</strong></p>
      ${causes.map((cause) => html`<p class="remedy">${prose(cause, text)}</p>`)}
      ${remedies.length === 0 ? nothing : this.#remedies(view, text, this.fault)}
    </section>`;
  }

  #remedies({ id }: EventView, text: PanelText, { remedies }: HandlerFaultView): TemplateResult {
    const open = this.openId === id;
    return html`<h3>
        <button
          type="button"
          class="unfold"
          aria-expanded=${open}
          aria-controls="fault-remedies"
          @click=${() => (this.openId = open ? 0 : id)}
        >
          ${icon(open ? 'chevron-down' : 'chevron-right')}${text.handlerRemedies}
        </button>
      </h3>
      <div id="fault-remedies" ?hidden=${!open}>${open ? valueList(remedies, text) : nothing}</div>`;
  }
}
