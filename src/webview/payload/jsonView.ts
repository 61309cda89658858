import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fill } from '../panel/fill.ts';
import { unfoldedLines, type Fold, type JsonDocument, type JsonToken } from './jsonDocument.ts';
import { LightElement } from '../panel/lightElement.ts';
import { marked } from '../panel/parts.ts';
import { visibleString } from '../panel/visibleText.ts';
import type { PanelText } from '../../protocol/panelText.ts';

const firstLines = 2_000;
const moreLines = 5_000;
const deepestIndent = 40;
const longToken = 10_000;
const restCharacters = 400;

/** A JSON text, line by line, with what can be folded. */
export class JsonView extends LightElement {
  static override properties: PropertyDeclarations = {
    text: { attribute: false },
    json: { attribute: false },
    eventId: { attribute: false },
    limit: { state: true },
  };
  declare text: PanelText | undefined;
  declare json: JsonDocument | undefined;
  declare eventId: number;
  declare private limit: number;
  /** Lines at which a container is folded. */
  readonly #folded = new Set<number>();
  /** The line whose fold button is the one that Tab reaches: the arrow keys go from there, as in a tree. */
  #reached = 0;
  /** Lines whose long tokens are shown to their end. */
  readonly #whole = new Set<number>();

  constructor() {
    super();
    this.eventId = 0;
    this.limit = firstLines;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const digits = String(this.json?.lineCount ?? 0).length;
    this.style.setProperty('--numbers', `${Math.max(3, digits + 1)}ch`);
    if (!changed.has('eventId')) return;
    this.#folded.clear();
    this.#whole.clear();
    this.#reached = 0;
    this.limit = firstLines;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { json, text } = this;
    if (json === undefined || text === undefined) return nothing;
    const { lines, more } = unfoldedLines(json, this.#folded, this.limit);
    this.#reached = reachable(json, lines, this.#reached);
    return html`<div class="json" @keydown=${this.#onKey}>
      ${repeat(
        lines,
        (line) => line,
        (line) => this.#line(json, line, text),
      )}
      ${more === 0 ? rest(json, text) : this.#more(more, text)}
    </div>`;
  }

  #line(json: JsonDocument, line: number, text: PanelText): TemplateResult {
    const fold = json.fold(line);
    const folded = fold !== null && this.#folded.has(line);
    const indent = '  '.repeat(Math.min(json.depth(line), deepestIndent));
    const tokens = folded ? foldedTokens(json, line, fold) : json.tokens(line);
    return html`<div class="line" data-line=${line + 1}>
      ${fold === null ? html`<span></span>` : this.#foldButton(line, fold, text)}<span class="indent"
        >${indent}</span
      ><span class="content"
        >${tokens.map((token) =>
          token === 'summary' ? this.#summary(line, fold, text) : this.#token(line, token, text),
        )}</span
      >
    </div>`;
  }

  #foldButton(line: number, fold: Fold, text: PanelText): TemplateResult {
    const folded = this.#folded.has(line);
    const label = fill(folded ? text.unfold : text.fold, visibleString(fold.name ?? text.json));
    return html`<button
      type="button"
      class="fold codicon codicon-${folded ? 'chevron-right' : 'chevron-down'}"
      tabindex=${line === this.#reached ? 0 : -1}
      aria-expanded=${!folded}
      aria-label=${label}
      @focus=${() => this.#reach(line)}
      @click=${() => this.#toggle(line)}
    ></button>`;
  }

  #summary(line: number, fold: Fold | null, text: PanelText): TemplateResult | typeof nothing {
    if (fold === null) return nothing;
    // Mouse only: the fold button beside it does the same for the keyboard.
    return html`<span class="summary" @click=${() => this.#toggle(line)}>${summaryText(fold, text)}</span>`;
  }

  #token(line: number, token: JsonToken, text: PanelText): TemplateResult {
    const hidden = this.#whole.has(line) ? 0 : token.text.length - longToken;
    const shown = hidden > 0 ? wholeCharacters(token.text, longToken) : token.text;
    return html`<span class="token token-${token.kind}">${marked(shown, text, 'line')}</span>${
        hidden > 0
          ? html`<button type="button" class="link" @click=${() => this.#showWhole(line)}>
              ${fill(text.showMoreCharacters, hidden)}
            </button>`
          : nothing
      }`;
  }

  #more(more: number, text: PanelText): TemplateResult {
    return html`<button type="button" class="secondary more" @click=${() => (this.limit += moreLines)}>
      ${fill(text.showMoreLines, Math.min(more, moreLines))}
    </button>`;
  }

  #reach(line: number): void {
    if (line === this.#reached) return;
    this.#reached = line;
    this.requestUpdate();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const buttons = [...this.querySelectorAll<HTMLElement>('.fold')];
    const at = buttons.findIndex((button) => button === event.target);
    if (!isPlain || at < 0) return;
    const move = moves[event.key];
    const next = move?.(buttons, at);
    if (next === undefined) return;
    event.preventDefault();
    if (next === at && event.key.startsWith('Arrow')) buttons[at]?.click();
    else buttons[next]?.focus();
  };

  #toggle(line: number): void {
    if (!this.#folded.delete(line)) this.#folded.add(line);
    this.requestUpdate();
  }

  #showWhole(line: number): void {
    this.#whole.add(line);
    this.requestUpdate();
  }
}

/** Where a key leads from one fold button to another: the same one is folded or unfolded. Undefined for nowhere. */
type Move = (buttons: readonly HTMLElement[], at: number) => number | undefined;

const isUnfolded = (button: HTMLElement | undefined): boolean => button?.ariaExpanded === 'true';
const indentOf = (button: HTMLElement | undefined): number =>
  button?.parentElement?.querySelector('.indent')?.textContent.length ?? 0;

function indexAround(buttons: readonly HTMLElement[], at: number): number {
  const own = indentOf(buttons[at]);
  let index = at - 1;
  while (index >= 0 && indentOf(buttons[index]) >= own) index -= 1;
  return index;
}

/** As in a tree: https://www.w3.org/WAI/ARIA/apg/patterns/treeview/ */
const moves: Readonly<Record<string, Move>> = {
  ArrowDown: (buttons, at) => (at + 1 < buttons.length ? at + 1 : undefined),
  ArrowUp: (_buttons, at) => (at > 0 ? at - 1 : undefined),
  ArrowRight: (buttons, at) => {
    if (!isUnfolded(buttons[at])) return at;
    return indentOf(buttons[at + 1]) > indentOf(buttons[at]) ? at + 1 : undefined;
  },
  ArrowLeft: (buttons, at) => {
    if (isUnfolded(buttons[at])) return at;
    const around = indexAround(buttons, at);
    return around < 0 ? undefined : around;
  },
  Home: () => 0,
  End: (buttons) => buttons.length - 1,
};

/** `wanted` where it can still be folded, else the first line that can. */
function reachable(json: JsonDocument, lines: readonly number[], wanted: number): number {
  const isThere = lines.includes(wanted) && json.fold(wanted) !== null;
  return isThere ? wanted : (lines.find((line) => json.fold(line) !== null) ?? 0);
}

/** The beginning of a text, not ending inside a surrogate pair. */
function wholeCharacters(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** The opening line, a summary, and the closing line where there is one. */
function foldedTokens(json: JsonDocument, line: number, fold: Fold): readonly (JsonToken | 'summary')[] {
  const closing = fold.end < json.lineCount ? json.tokens(fold.end) : [];
  return [...json.tokens(line), 'summary', ...closing];
}

function summaryText({ kind, count }: Fold, text: PanelText): string {
  if (kind === 'object') return fill(count === 1 ? text.foldedOneField : text.foldedFields, count);
  return fill(count === 1 ? text.foldedOneItem : text.foldedItems, count);
}

function rest(json: JsonDocument, text: PanelText): TemplateResult | typeof nothing {
  const unread = json.rest();
  if (unread === '') return nothing;
  const shown = wholeCharacters(unread, restCharacters) + (unread.length > restCharacters ? '…' : '');
  return html`<div class="line line-unread">
    <span></span><span class="indent"></span><span class="content">${marked(shown, text, 'block')}</span>
  </div>`;
}
