import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Verdict } from '../protocol/event.ts';
import type { EventView, PanelText } from '../protocol/webview.ts';
import { LightElement } from './lightElement.ts';
import { foreign, icon } from './parts.ts';

const looks: Readonly<Record<Verdict, { readonly icon: string; readonly tone: string }>> = {
  valid: { icon: 'verified-filled', tone: 'good' },
  invalid: { icon: 'error', tone: 'bad' },
  missing: { icon: 'unverified', tone: 'caution' },
  malformed: { icon: 'warning', tone: 'caution' },
  expired: { icon: 'history', tone: 'caution' },
  noSecret: { icon: 'question', tone: 'caution' },
  unsigned: { icon: 'circle-large-outline', tone: 'quiet' },
  refused: { icon: 'circle-slash', tone: 'bad' },
};

/** The verdict and its reason: what is read first. */
export class VerdictCard extends LightElement {
  static override properties: PropertyDeclarations = {
    view: { attribute: false },
    text: { attribute: false },
  };
  declare view: EventView | undefined;
  declare text: PanelText | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { view, text } = this;
    if (view === undefined || text === undefined) return nothing;
    const look = looks[view.verdict];
    return html`<div class="verdict tone-${look.tone}" role="status" aria-label=${text.signatureVerdict}>
      ${icon(look.icon, 'verdict-icon')}
      <div class="verdict-text">
        <p><strong>${view.verdictWord}</strong> ${foreign(view.reason, text)}</p>
        ${view.advice === '' ? nothing : html`<p class="advice">${foreign(view.advice, text)}</p>`}
      </div>
    </div>`;
  }
}
