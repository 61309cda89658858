import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { verdictLook } from '../protocol/event.ts';
import type { DiagnosisView, EventView, PanelText } from '../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { foreign, icon } from './parts.ts';

/** Told when the person wants to read the whole explanation. */
const explanationWantedEvent = 'explanation-wanted';

/** The verdict, its reason, and what was found out of it: what is read first. */
export class VerdictCard extends EventElement {
  static override properties: PropertyDeclarations = { diagnosis: { attribute: false } };
  /** Absent where it stands in sight elsewhere. */
  declare diagnosis: DiagnosisView | undefined;

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const look = verdictLook[view.verdict];
    return html`<div class="verdict tone-${look.tone}" role="status" aria-label=${text.signatureVerdict}>
      ${icon(look.icon, 'verdict-icon')}
      <div class="verdict-text">
        <p><strong>${view.verdictWord}</strong> ${foreign(view.reason, text)}</p>
        ${this.#explanation(text)}
        ${view.advice === '' ? nothing : html`<p class="advice">${foreign(view.advice, text)}</p>`}
      </div>
    </div>`;
  }

  #explanation(text: PanelText): TemplateResult | typeof nothing {
    if (this.diagnosis?.state !== 'done') return nothing;
    const { levelWord, sentence } = this.diagnosis;
    return html`<p class="explained">
      <strong>${levelWord}</strong> ${foreign(sentence, text)}
      <button type="button" class="link" @click=${() => this.tell(explanationWantedEvent, null)}>
        ${text.showExplanation}
      </button>
    </p>`;
  }
}
