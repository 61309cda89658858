import { html, type TemplateResult } from 'lit';
import { headerText } from './headerText.ts';
import { foreign } from './parts.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** The first line of a request or an answer, and its headers below it, each in a line of its own. */
export function headLines(line: string, headers: readonly HeaderPair[], text: PanelText): TemplateResult {
  return html`<ul class="head-lines code">
    <li class="head-first">${foreign(line, text)}</li>
    ${headers.map(
      ([name, value]) =>
        html`<li>
          <span class="head-name">${foreign(`${headerText(name)}:`, text)}</span>
          ${foreign(headerText(value), text)}
        </li>`,
    )}
  </ul>`;
}
