import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { fill } from '../panel/fill.ts';
import { LightElement } from '../panel/lightElement.ts';
import { marked } from '../panel/parts.ts';
import { textSlices } from './textSlices.ts';
import type { PanelText } from '../../protocol/panelText.ts';

const sliceLength = 20_000;
const firstCharacters = 100_000;
const moreCharacters = 500_000;

/** A text exactly as it came. */
export class RawView extends LightElement {
  static override properties: PropertyDeclarations = {
    text: { attribute: false },
    source: { attribute: false },
    eventId: { attribute: false },
    limit: { state: true },
  };
  declare text: PanelText | undefined;
  declare source: string;
  declare eventId: number;
  declare private limit: number;

  constructor() {
    super();
    this.source = '';
    this.eventId = 0;
    this.limit = firstCharacters;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('eventId')) this.limit = firstCharacters;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { source, text } = this;
    if (text === undefined) return nothing;
    const slices = textSlices(source, sliceLength, this.limit);
    const left = source.length - slices.reduce((sum, slice) => sum + slice.length, 0);
    return html`<pre class="raw">
${slices.map((slice) => html`<span>${marked(slice, text, 'block')}</span>`)}</pre>
      ${left === 0 ? nothing : this.#more(left, text)}`;
  }

  #more(left: number, text: PanelText): TemplateResult {
    return html`<button type="button" class="secondary more" @click=${() => (this.limit += moreCharacters)}>
      ${fill(text.showMoreCharacters, Math.min(left, moreCharacters))}
    </button>`;
  }
}
