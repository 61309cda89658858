import { LitElement } from 'lit';
import type { LinkedSetting, PanelRequest } from '../../protocol/webview.ts';

/** The event by which an element of the panel asks for something; its detail is a `PanelRequest`. */
export const panelRequestEvent = 'panel-request';

/** An element that renders into the page: one style sheet, and ids that ARIA can refer to across elements. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }

  protected request(request: PanelRequest): void {
    this.dispatchEvent(new CustomEvent(panelRequestEvent, { detail: request, bubbles: true }));
  }

  protected readonly openSetting = (setting: LinkedSetting): void =>
    this.request({ type: 'openSetting', setting });

  protected tell<T>(type: string, detail: T): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
