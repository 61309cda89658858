import { html, nothing, type TemplateResult } from 'lit';
import type { EventView, FactView, PanelText } from '../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { foreign, icon, outcomeIcons } from './parts.ts';

/** What is worth knowing of the event without opening its payload. */
export class FactGrid extends EventElement {
  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    if (view.facts.length === 0) return nothing;
    return html`<dl class="facts">
      ${view.facts.map(
        (fact) =>
          html`<div>
            <dt>${foreign(fact.label, text)}</dt>
            <dd>${factValue(fact, view, text)}</dd>
          </div>`,
      )}
    </dl>`;
  }
}

function factValue(fact: FactView, view: EventView, text: PanelText): readonly unknown[] {
  const note = fact.note === undefined ? nothing : html` <small>${foreign(fact.note, text)}</small>`;
  if (fact.kind !== 'outcome') return [foreign(fact.value, text), note];
  const outcome = fact.outcome ?? view.outcome;
  const symbol = outcomeIcons[outcome];
  const value = html`<span class="outcome outcome-${outcome}"
    >${symbol === null ? nothing : icon(symbol)}${foreign(fact.value, text)}</span
  >`;
  return [value, note];
}
