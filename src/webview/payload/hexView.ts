import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { fill } from '../panel/fill.ts';
import { hexRows } from './hexRows.ts';
import { LightElement } from '../panel/lightElement.ts';
import type { PanelText } from '../../protocol/panelText.ts';

const chunkBytes = 4_096;
const moreBytes = 65_536;
/** CSS pixels below which sixteen bytes do not fit beside each other. */
const narrow = 620;

/** Bytes, with their offsets and what of them is ASCII. */
export class HexView extends LightElement {
  static override properties: PropertyDeclarations = {
    text: { attribute: false },
    body: { attribute: false },
    eventId: { attribute: false },
    limit: { state: true },
    width: { state: true },
  };
  declare text: PanelText | undefined;
  declare body: Uint8Array;
  declare eventId: number;
  declare private limit: number;
  /** Bytes in a row. */
  declare private width: number;
  readonly #observer = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.body = new Uint8Array();
    this.eventId = 0;
    this.limit = chunkBytes;
    this.width = 16;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('eventId')) this.limit = chunkBytes;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { body, text } = this;
    if (text === undefined) return nothing;
    const end = Math.min(this.limit, body.length);
    const chunks = Array.from({ length: Math.ceil(end / chunkBytes) }, (_, at) => at * chunkBytes);
    return html`<div class="hex">
      ${this.#heading(text)}${chunks.map((from) => this.#chunk(from))}
      ${end === body.length ? nothing : this.#more(body.length - end, text)}
    </div>`;
  }

  #heading(text: PanelText): TemplateResult {
    const columns = hexRows(
      Uint8Array.from({ length: this.width }, (_, at) => at),
      { from: 0, to: this.width },
      this.width,
    );
    return html`<div class="hex-row hex-heading">
      <span class="hex-offset">${text.offset}</span><span>${columns[0]?.bytes}</span>
    </div>`;
  }

  #chunk(from: number): TemplateResult {
    const rows = hexRows(this.body, { from, to: from + chunkBytes }, this.width);
    return html`<div class="hex-chunk">
      ${rows.map(
        (row) =>
          html`<div class="hex-row">
            <span class="hex-offset">${row.offset}</span><span>${row.bytes}</span
            ><span class="hex-ascii">${row.ascii}</span>
          </div>`,
      )}
    </div>`;
  }

  #more(left: number, text: PanelText): TemplateResult {
    const rows = Math.ceil(Math.min(left, moreBytes) / this.width);
    return html`<button type="button" class="secondary more" @click=${() => (this.limit += moreBytes)}>
      ${fill(text.showMoreLines, rows)}
    </button>`;
  }

  #measure(): void {
    this.width = this.clientWidth < narrow ? 8 : 16;
  }
}
