import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { EventView, PanelText } from '../protocol/webview.ts';
import { fill } from './fill.ts';
import { EventElement } from './eventElement.ts';
import { icon } from './parts.ts';
import { meansJson, type Payload, type PayloadFormat, type ProblemPlace } from './payload.ts';

/** The body in the chosen format, with a note on whatever is not as one would expect. */
export class PayloadView extends EventElement {
  static override properties: PropertyDeclarations = {
    body: { attribute: false },
    payload: { attribute: false },
    format: {},
  };
  declare body: Uint8Array | undefined;
  declare payload: Payload | undefined;
  declare format: PayloadFormat;

  constructor() {
    super();
    this.format = 'json';
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const { body, payload } = this;
    if (body === undefined || payload === undefined) return nothing;
    if (view.bodySize === 0) return html`<p class="note">${text.emptyBody}</p>`;
    return html`${this.#notes(view, payload, text)}${this.#truncation(view, body, text)}
    ${this.#shown(view, payload, body)}`;
  }

  #notes(view: EventView, payload: Payload, text: PanelText): TemplateResult | typeof nothing {
    if (!payload.isText) return note(text.notText);
    const minds =
      this.format === 'json' || (this.format === 'raw' && meansJson(view.contentType, payload.text));
    if (payload.problem === null || !minds) return nothing;
    return note(problemText(payload.problem, text));
  }

  #truncation(view: EventView, body: Uint8Array, text: PanelText): TemplateResult | typeof nothing {
    if (body.length >= view.bodySize) return nothing;
    return html`<p class="note">
      ${icon('info')}<span>${fill(text.truncated, body.length, view.bodySize)}</span>
      <button type="button" class="link" @click=${() => this.request({ type: 'loadAll' })}>
        ${text.loadAll}
      </button>
    </p>`;
  }

  #shown(view: EventView, payload: Payload, body: Uint8Array): TemplateResult {
    const { text } = this;
    if (this.format === 'hex')
      return html`<webhook-hex .text=${text} .body=${body} .eventId=${view.id}></webhook-hex>`;
    if (this.format === 'raw')
      return html`<webhook-raw .text=${text} .source=${payload.text} .eventId=${view.id}></webhook-raw>`;
    return html`<webhook-json .text=${text} .json=${payload.json} .eventId=${view.id}></webhook-json>`;
  }
}

function note(text: string): TemplateResult {
  return html`<p class="note note-caution">${icon('warning')}<span>${text}</span></p>`;
}

function problemText({ kind, line, column, byte }: ProblemPlace, text: PanelText): string {
  return fill(text.invalidJson, text.jsonProblems[kind], line, column, byte);
}
