import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { DiagnosisView, EventView, VerdictOffer } from '../../protocol/webview.ts';
import { verdictLook } from '../../protocol/verdict.ts';
import { EventElement } from './eventElement.ts';
import { icon, prose } from './parts.ts';
import { linked } from './settingLink.ts';
import type { PanelText } from '../../protocol/panelText.ts';

type Done = Extract<DiagnosisView, { readonly state: 'done' }>;

/** Told when the person wants to read the whole explanation. */
const explanationWantedEvent = 'explanation-wanted';

/** The verdict, its reason, and its cause or what to do, each said once: the same on every tab. */
export class VerdictCard extends EventElement {
  static override properties: PropertyDeclarations = { diagnosis: { attribute: false } };
  declare diagnosis: DiagnosisView | undefined;

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    return html`<div
        class="verdict tone-${verdictLook[view.verdict].tone}"
        role="status"
        aria-label=${text.signatureVerdict}
      >
        <p><strong>${view.verdictWord}</strong> ${prose(view.reason, text)} ${this.#more(view, text)}</p>
        ${view.warning === '' ? nothing : html`<p>${icon('warning')} ${prose(view.warning, text)}</p>`}
      </div>
      ${this.#offers(view)}`;
  }

  /** Outside of the status, so that it is not read out as part of the verdict. */
  #offers({ offers }: EventView): TemplateResult | typeof nothing {
    if (offers.length === 0) return nothing;
    const button = ({ label, request }: VerdictOffer): TemplateResult =>
      html`<button type="button" class="secondary" @click=${() => this.request(request)}>${label}</button>`;
    return html`<div class="panel-actions">${offers.map(button)}</div>`;
  }

  /** Why a signature fails, or what to do, which the explanation has where there is one. */
  #more(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    if (view.canExplain) return this.#cause(view, text);
    const { advice, setting } = view;
    if (advice === '') return nothing;
    return html`<span class="advice">${linked({ sentence: advice, setting }, text, this.openSetting)}</span>`;
  }

  #cause({ verdict }: EventView, text: PanelText): TemplateResult {
    const { diagnosis } = this;
    const isNew = diagnosis?.state === 'done' && !(verdict === 'expired' && diagnosis.isOfTime);
    return html`${isNew ? found(diagnosis, text) : nothing}
      <button type="button" class="link" @click=${() => this.tell(explanationWantedEvent, null)}>
        ${text.showExplanation}
      </button>`;
  }
}

function found({ level, levelWord, sentence }: Done, text: PanelText): TemplateResult {
  // The other sentences say themselves how sure they are.
  const word = level === 'proven' ? html`<strong>${levelWord}</strong> ` : nothing;
  return html`${word}${prose(sentence, text)}`;
}
