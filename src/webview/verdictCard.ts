import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { verdictLook } from '../protocol/event.ts';
import type { DiagnosisView, EventView, PanelText } from '../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { foreign, icon } from './parts.ts';

/** Told when the person wants to read the whole explanation. */
const explanationWantedEvent = 'explanation-wanted';

/** The verdict, its reason, and what was found out of it: what is read first. */
export class VerdictCard extends EventElement {
  static override properties: PropertyDeclarations = {
    diagnosis: { attribute: false },
    explains: { attribute: false },
  };
  declare diagnosis: DiagnosisView | undefined;
  /** False where the explanation is in sight elsewhere. */
  declare explains: boolean;

  constructor() {
    super();
    this.explains = true;
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const look = verdictLook[view.verdict];
    return html`<div class="verdict tone-${look.tone}" role="status" aria-label=${text.signatureVerdict}>
      ${icon(look.icon, 'verdict-icon')}
      <div class="verdict-text">
        <p><strong>${view.verdictWord}</strong> ${foreign(view.reason, text)}</p>
        ${this.explains ? this.#explanation(text) : nothing}
        ${view.advice === '' || this.#isProven ? nothing : html`<p class="advice">${foreign(view.advice, text)}</p>`}
      </div>
    </div>`;
  }

  /** What may be the cause need not be said where it is known. */
  get #isProven(): boolean {
    return this.diagnosis?.state === 'done' && this.diagnosis.level === 'proven';
  }

  #explanation(text: PanelText): TemplateResult | typeof nothing {
    if (this.diagnosis?.state !== 'done') return nothing;
    const { level, levelWord, sentence } = this.diagnosis;
    // The other sentences say themselves how sure they are.
    const word = level === 'proven' ? html`<strong>${levelWord}</strong> ` : nothing;
    return html`<p class="explained">
      ${word}${foreign(sentence, text)}
      <button type="button" class="link" @click=${() => this.tell(explanationWantedEvent, null)}>
        ${text.showExplanation}
      </button>
    </p>`;
  }
}
