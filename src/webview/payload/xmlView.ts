import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { fill } from '../panel/fill.ts';
import { LightElement } from '../panel/lightElement.ts';
import { marked } from '../panel/parts.ts';
import type { XmlLine, XmlPiece } from './xmlLines.ts';
import type { PanelText } from '../../protocol/panelText.ts';

const firstLines = 1_000;
const moreLines = 5_000;
const deepestIndent = 40;

const classes: Readonly<Record<XmlPiece['kind'], string>> = {
  tag: 'token-name',
  text: 'token-string',
  other: 'token-punctuation',
};

/** An XML text, indented by its tags. */
export class XmlView extends LightElement {
  static override properties: PropertyDeclarations = {
    text: { attribute: false },
    lines: { attribute: false },
    eventId: { attribute: false },
    limit: { state: true },
  };
  declare text: PanelText | undefined;
  declare lines: readonly XmlLine[];
  declare eventId: number;
  declare private limit: number;

  constructor() {
    super();
    this.lines = [];
    this.eventId = 0;
    this.limit = firstLines;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('eventId')) this.limit = firstLines;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { lines, text } = this;
    if (text === undefined) return nothing;
    const left = lines.length - this.limit;
    return html`<pre class="raw">${lines.slice(0, this.limit).map((line) => lineOf(line, text))}</pre>
      ${left <= 0 ? nothing : this.#more(left, text)}`;
  }

  #more(left: number, text: PanelText): TemplateResult {
    return html`<button type="button" class="secondary more" @click=${() => (this.limit += moreLines)}>
      ${fill(text.showMoreLines, Math.min(left, moreLines))}
    </button>`;
  }
}

function lineOf({ depth, pieces }: XmlLine, text: PanelText): TemplateResult {
  const indent = '  '.repeat(Math.min(depth, deepestIndent));
  return html`<span
    >${indent}${pieces.map(
      ({ kind, text: own }) => html`<span class=${classes[kind]}>${marked(own, text, 'block')}</span>`,
    )}${'\n'}</span
  >`;
}
