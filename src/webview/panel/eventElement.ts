import { nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { EventView } from '../../protocol/webview.ts';
import { LightElement } from './lightElement.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** An element that shows a part of an event; empty until it has been given the event and the panel's texts. */
export abstract class EventElement extends LightElement {
  static override properties: PropertyDeclarations = {
    view: { attribute: false },
    text: { attribute: false },
  };
  declare view: EventView | undefined;
  declare text: PanelText | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { view, text } = this;
    return view === undefined || text === undefined ? nothing : this.renderEvent(view, text);
  }

  protected abstract renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing;
}
