import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { DiagnosisView, EventView, StepView } from '../../protocol/webview.ts';
import { EventElement } from '../panel/eventElement.ts';
import { icon, prose } from '../panel/parts.ts';
import { linked } from '../panel/settingLink.ts';
import { valueList } from '../panel/valueList.ts';
import type { PanelText, DiagnosisAction } from '../../protocol/panelText.ts';

type Done = Extract<DiagnosisView, { readonly state: 'done' }>;

const levelIcons: Readonly<Record<Done['level'], string>> = {
  proven: 'pass',
  likely: 'lightbulb',
  unexplained: 'question',
  verifies: 'verified-filled',
};

const none: DiagnosisView = { state: 'none' };

/** Why the signature fails: asked for, being looked for, or found. */
export class ExplanationView extends EventElement {
  static override properties: PropertyDeclarations = { diagnosis: { attribute: false } };
  declare diagnosis: DiagnosisView;
  #hadFocus = false;

  constructor() {
    super();
    this.diagnosis = none;
  }

  protected override willUpdate(): void {
    this.#hadFocus = document.hasFocus() && this.contains(document.activeElement);
  }

  /** A button that goes away takes the focus with it: what stands in its place gets it. */
  protected override updated(changed: PropertyValues): void {
    if (!changed.has('diagnosis') || this.diagnosis.state === 'none') return;
    if (this.#hadFocus && !this.contains(document.activeElement)) {
      this.querySelector<HTMLElement>('[data-next]')?.focus();
    }
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    if (!view.canExplain) return nothing;
    return html`<section class="explanation" tabindex="-1" aria-labelledby="explanation-title">
      <h2 id="explanation-title">${text.explanation}</h2>
      ${this.diagnosis.state === 'done' || view.advice === '' ? nothing : this.#advice(view, text)}
      ${this.diagnosis.state === 'none' ? this.#question(text) : nothing}
      ${this.diagnosis.state === 'running' ? this.#progress(this.diagnosis.share, text) : nothing}
      <div role="status" aria-label=${text.explanation}>
        ${this.diagnosis.state === 'done' ? answer(this.diagnosis, text) : nothing}
      </div>
      ${this.diagnosis.state === 'done' ? this.#steps(this.diagnosis, text) : nothing}
      ${this.diagnosis.state === 'done' ? this.#after(this.diagnosis, text) : nothing}
    </section>`;
  }

  #advice({ advice, setting }: EventView, text: PanelText): TemplateResult {
    return html`<p>${linked({ sentence: advice, setting }, text, this.openSetting)}</p>`;
  }

  #question(text: PanelText): TemplateResult {
    return html`<p class="advice">${text.explainHint}</p>
      <div class="panel-actions">
        <button type="button" class="primary" @click=${() => this.request({ type: 'explain' })}>
          ${icon('lightbulb')}${text.explain}
        </button>
      </div>`;
  }

  #progress(share: number, text: PanelText): TemplateResult {
    return html`<div class="progress">
      <progress max="1" .value=${share} aria-label=${text.explaining}></progress>
      <span aria-hidden="true">${text.explaining}</span>
      <button
        type="button"
        class="secondary"
        data-next
        @click=${() => this.request({ type: 'cancelExplain' })}
      >
        ${text.cancel}
      </button>
    </div>`;
  }

  /** Outside of the status: what is read out is the cause. */
  #steps({ steps }: Done, text: PanelText): TemplateResult | typeof nothing {
    const [only, second] = steps;
    if (only === undefined) return nothing;
    if (second === undefined) return html`<div class="remedy">${this.#step(only, text)}</div>`;
    return html`<ol class="remedy steps" aria-label=${text.steps}>
      ${steps.map((step) => html`<li>${this.#step(step, text)}</li>`)}
    </ol>`;
  }

  #step({ text: words, code = [], setting }: StepView, text: PanelText): TemplateResult {
    return html`<span>${linked({ sentence: words, setting: setting ?? null }, text, this.openSetting)}</span>
      ${code.length === 0 ? nothing : valueList(code, text)}`;
  }

  #after({ actions, evidence }: Done, text: PanelText): TemplateResult {
    return html`<div class="panel-actions" tabindex="-1" data-next>
        ${actions.map((action) => this.#action(action, text))}
      </div>
      ${
        evidence.length === 0
          ? nothing
          : html`<h3>${text.evidence}</h3>
              ${valueList(evidence, text)}`
      }`;
  }

  #action(action: DiagnosisAction, text: PanelText): TemplateResult {
    const style = primary.has(action) ? 'primary' : 'secondary';
    return html`<button type="button" class=${style} @click=${() => this.request({ type: action })}>
      ${text.diagnosisActions[action]}
    </button>`;
  }
}

/** What ends the matter. */
const primary: ReadonlySet<DiagnosisAction> = new Set([
  'showSigned',
  'saveFoundSecret',
  'saveCorrectedSecret',
]);

function answer({ level, levelWord, sentence }: Done, text: PanelText): TemplateResult {
  return html`<p class="level">${icon(levelIcons[level])}<strong>${levelWord}</strong></p>
    <p class="cause">${prose(sentence, text)}</p>`;
}
