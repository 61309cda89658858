import { html, type TemplateResult } from 'lit';
import type { LinkedSetting } from '../../protocol/webview.ts';
import { prose } from './parts.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** A sentence of ours, with a link to the setting that it names. */
export function linked(
  { sentence, setting }: { readonly sentence: string; readonly setting: LinkedSetting | null },
  text: PanelText,
  open: (setting: LinkedSetting) => void,
): TemplateResult {
  if (setting === null) return html`${prose(sentence, text)}`;
  return html`${prose(sentence, text)}
    <button type="button" class="link" @click=${() => open(setting)}>${text.openSetting}</button>`;
}
