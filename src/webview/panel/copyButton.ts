import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { PanelRequest } from '../../protocol/webview.ts';
import { LightElement } from './lightElement.ts';
import { icon } from './parts.ts';

const confirmMilliseconds = 1500;

/** A button that copies, and shows for a moment that it did. */
export class CopyButton extends LightElement {
  static override properties: PropertyDeclarations = {
    label: {},
    copies: { attribute: false },
    caption: { type: Boolean },
    done: { state: true },
  };
  declare label: string;
  declare copies: PanelRequest | undefined;
  /** Whether the label is shown beside the icon. */
  declare caption: boolean;
  declare private done: boolean;

  constructor() {
    super();
    this.label = '';
    this.caption = false;
    this.done = false;
  }

  protected override render(): TemplateResult {
    const symbol = icon(this.done ? 'check' : 'copy');
    if (this.caption)
      return html`<button type="button" class="secondary" @click=${this.#copy}>
        ${symbol}${this.label}
      </button>`;
    return html`<button
      type="button"
      class="icon-button"
      title=${this.label}
      aria-label=${this.label}
      @click=${this.#copy}
    >
      ${symbol}
    </button>`;
  }

  readonly #copy = (): void => {
    if (this.copies === undefined) return;
    this.request(this.copies);
    this.done = true;
    setTimeout(() => (this.done = false), confirmMilliseconds);
  };
}
