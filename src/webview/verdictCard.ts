import { html, nothing, type TemplateResult } from 'lit';
import { verdictLook } from '../protocol/event.ts';
import type { EventView, PanelText } from '../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { foreign, icon } from './parts.ts';

/** The verdict and its reason: what is read first. */
export class VerdictCard extends EventElement {
  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const look = verdictLook[view.verdict];
    return html`<div class="verdict tone-${look.tone}" role="status" aria-label=${text.signatureVerdict}>
      ${icon(look.icon, 'verdict-icon')}
      <div class="verdict-text">
        <p><strong>${view.verdictWord}</strong> ${foreign(view.reason, text)}</p>
        ${view.advice === '' ? nothing : html`<p class="advice">${foreign(view.advice, text)}</p>`}
      </div>
    </div>`;
  }
}
