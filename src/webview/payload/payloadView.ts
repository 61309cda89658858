import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { EventView } from '../../protocol/webview.ts';
import { fill } from '../panel/fill.ts';
import { EventElement } from '../panel/eventElement.ts';
import { foreign, icon } from '../panel/parts.ts';
import type { Payload, PayloadFormat } from './payload.ts';
import { payloadNotes } from './payloadNotes.ts';
import { formTable, partTable } from './payloadTables.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** The body in the chosen format, with a note on whatever is not as one would expect. */
export class PayloadView extends EventElement {
  static override properties: PropertyDeclarations = {
    payload: { attribute: false },
    format: {},
  };
  declare payload: Payload | undefined;
  declare format: PayloadFormat;

  constructor() {
    super();
    this.format = 'json';
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const { payload } = this;
    if (payload === undefined) return nothing;
    if (view.bodySize === 0 && view.cutNote === '') return html`<p class="note">${text.emptyBody}</p>`;
    return html`${chip(view, text)}
    ${payloadNotes(view, payload, { format: this.format, text }).map(note)}${this.#truncation(payload, text)}
    ${view.bodySize === 0 ? nothing : this.#shown(view, payload)}`;
  }

  #truncation({ bytes, size }: Payload, text: PanelText): TemplateResult | typeof nothing {
    if (bytes.length >= size) return nothing;
    return html`<p class="note">
      ${icon('info')}<span>${fill(text.truncated, bytes.length, size)}</span>
      <button type="button" class="link" @click=${() => this.request({ type: 'loadAll' })}>
        ${text.loadAll}
      </button>
    </p>`;
  }

  #shown(view: EventView, payload: Payload): TemplateResult | typeof nothing {
    const { text } = this;
    if (text === undefined) return nothing;
    const { id } = view;
    const shows: Readonly<Record<PayloadFormat, () => TemplateResult>> = {
      json: () => html`<webhook-json .text=${text} .json=${payload.json} .eventId=${id}></webhook-json>`,
      form: () => formTable(payload.form, text),
      parts: () => partTable(payload.parts ?? [], text),
      xml: () => html`<webhook-xml .text=${text} .lines=${payload.xml ?? []} .eventId=${id}></webhook-xml>`,
      raw: () => html`<webhook-raw .text=${text} .source=${payload.text} .eventId=${id}></webhook-raw>`,
      hex: () => html`<webhook-hex .text=${text} .body=${payload.bytes} .eventId=${id}></webhook-hex>`,
    };
    return shows[this.format]();
  }
}

function chip({ content }: EventView, text: PanelText): TemplateResult | typeof nothing {
  return content === null
    ? nothing
    : html`<p class="note content-chip">${icon('file-zip')}<span>${foreign(content.chip, text)}</span></p>`;
}

function note(words: string): TemplateResult {
  return html`<p class="note note-caution">${icon('warning')}<span>${words}</span></p>`;
}
