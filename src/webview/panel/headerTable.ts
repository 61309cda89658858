import { html, nothing, type TemplateResult } from 'lit';
import type { EventView } from '../../protocol/webview.ts';
import { fill } from './fill.ts';
import { headerText } from './headerText.ts';
import { EventElement } from './eventElement.ts';
import { foreign, icon } from './parts.ts';
import { visibleString } from './visibleText.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** The headers as they came, in order, and the trailers after them. */
export class HeaderTable extends EventElement {
  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    if (view.headers.length === 0) return html`<p class="note">${text.noHeaders}</p>`;
    return html`<div class="panel-actions">
        <webhook-copy-button
          caption
          .label=${text.copyHeaders}
          .copies=${{ type: 'copy', what: 'headers' }}
        ></webhook-copy-button>
        <button
          type="button"
          class="secondary"
          @click=${() => this.request({ type: 'openInEditor', what: 'headers' })}
        >
          ${icon('go-to-file')}${text.openHeaders}
        </button>
      </div>
      ${table(view.headers, text, text.headers)}
      ${view.trailers.length === 0 ? nothing : trailers(view.trailers, text)}`;
  }
}

function trailers(pairs: readonly HeaderPair[], text: PanelText): TemplateResult {
  return html`<h2>${text.trailers}</h2>
    ${table(pairs, text, text.trailers)}`;
}

function table(pairs: readonly HeaderPair[], text: PanelText, label: string): TemplateResult {
  return html`<table class="headers" aria-label=${label}>
    <thead>
      <tr>
        <th scope="col">${text.headerName}</th>
        <th scope="col">${text.headerValue}</th>
        <td></td>
      </tr>
    </thead>
    <tbody>
      ${pairs.map(([name, value]) => row(headerText(name), headerText(value), text))}
    </tbody>
  </table>`;
}

function row(name: string, value: string, text: PanelText): TemplateResult {
  return html`<tr>
    <th scope="row">${foreign(name, text)}</th>
    <td>${foreign(value, text)}</td>
    <td class="row-actions">
      <webhook-copy-button
        .label=${fill(text.copy, visibleString(name))}
        .copies=${{ type: 'copyText', text: value }}
      ></webhook-copy-button>
    </td>
  </tr>`;
}
