import { html, nothing, type TemplateResult } from 'lit';
import type { LabelledValue, LinkedSetting } from '../../protocol/webview.ts';
import { fill } from './fill.ts';
import { foreign, marked, prose } from './parts.ts';
import { linked } from './settingLink.ts';
import { visibleString } from './visibleText.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** Opens a setting that a value names. */
type OpenSetting = (setting: LinkedSetting) => void;

/** Names and values below each other; `open` is needed where one of them names a setting. */
export function valueList(
  values: readonly LabelledValue[],
  text: PanelText,
  open?: OpenSetting,
): TemplateResult {
  return html`<dl class="values">
    ${values.map(
      (value) =>
        html`<div>
          <dt>${foreign(value.label, text)}</dt>
          <dd>${shownValue(value, text, open)}${copyOf(value, text)}</dd>
        </div>`,
    )}
  </dl>`;
}

function shownValue(
  { value, code, prose: isProse, setting }: LabelledValue,
  text: PanelText,
  open?: OpenSetting,
): TemplateResult {
  if (setting !== undefined && open !== undefined)
    return html`<span class="value">${linked({ sentence: value, setting }, text, open)}</span>`;
  if (isProse === true) return html`<span class="value">${prose(value, text)}</span>`;
  return html`<bdi class=${code === true ? 'value code' : 'value'}>${marked(value, text, 'block')}</bdi>`;
}

function copyOf({ label, value, copy }: LabelledValue, text: PanelText): TemplateResult | typeof nothing {
  if (copy !== true) return nothing;
  return html`<webhook-copy-button
    .label=${fill(text.copy, visibleString(label))}
    .copies=${{ type: 'copyText', text: value }}
  ></webhook-copy-button>`;
}
