import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { BreaksView, BreakView, EventView } from '../../protocol/webview.ts';
import { EventElement } from '../panel/eventElement.ts';
import { foreign, icon, prose } from '../panel/parts.ts';
import { valueList } from '../panel/valueList.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** What runtimes would make of the body, asked for when the section is opened. */
export class BreaksSection extends EventElement {
  static override properties: PropertyDeclarations = {
    breaks: { attribute: false },
    openId: { state: true },
  };
  /** Null until the host answered. */
  declare breaks: BreaksView | null;
  /** The event for which a person opened the section. */
  declare private openId: number;

  constructor() {
    super();
    this.breaks = null;
    this.openId = 0;
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    if (!view.canShowBreaks) return nothing;
    const open = this.openId === view.id;
    return html`<section class="breaks">
      <h2>
        <button
          type="button"
          class="unfold"
          aria-expanded=${open}
          aria-controls="breaks-content"
          @click=${() => this.#toggle(view, open)}
        >
          ${icon(open ? 'chevron-down' : 'chevron-right')}${text.breaks}
        </button>
      </h2>
      <div id="breaks-content" ?hidden=${!open} aria-live="polite">
        ${open ? this.#content(text) : nothing}
      </div>
    </section>`;
  }

  #content(text: PanelText): TemplateResult {
    if (this.breaks === null) return html`<p class="note" aria-busy="true">${text.loading}</p>`;
    const { rows, remedies } = this.breaks;
    if (rows.length === 0) return html`<p class="advice">${text.breaksNotJson}</p>`;
    return html`<p class="advice">${text.breaksHint}</p>
      <ul class="runtimes">
        ${rows.map((row) => runtimeRow(row, text))}
      </ul>
      <p class="advice">${text.breaksRemedies}</p>
      ${valueList(remedies, text)}`;
  }

  #toggle({ id }: EventView, open: boolean): void {
    this.openId = open ? 0 : id;
    if (!open) this.request({ type: 'showBreaks' });
  }
}

function runtimeRow({ runtime, expression, changes, text }: BreakView, labels: PanelText): TemplateResult {
  return html`<li>
    ${icon(changes ? 'warning' : 'pass', changes ? 'changes' : 'keeps')}
    <span class="runtime"
      ><strong>${runtime}</strong> <span class="code">${foreign(expression, labels)}</span></span
    >
    <span>${prose(text, labels)}</span>
  </li>`;
}
