import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { EventView, FactView } from '../../protocol/webview.ts';
import { EventElement } from './eventElement.ts';
import { foreign, icon } from './parts.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** Told when the person folds or unfolds the facts; its detail is a `FactsChoice`. */
const factsChosenEvent = 'facts-chosen';

export interface FactsChoice {
  /** Whether the panel was small when that was chosen: each size has a choice of its own. */
  readonly isSmall: boolean;
  readonly open: boolean;
}

/** Below these sizes in px one line of facts leaves the payload in sight. */
const smallPanel = '(width < 480px) or (height < 600px)';

/** What is worth knowing of the event without opening its payload: in as many lines as it takes, or folded to one. */
export class FactLine extends EventElement {
  static override properties: PropertyDeclarations = {
    small: { attribute: false },
    large: { attribute: false },
  };
  /** Whether a person wants them unfolded in a small and in a large panel; null before any choice. */
  declare small: boolean | null;
  declare large: boolean | null;
  readonly #query = window.matchMedia(smallPanel);

  constructor() {
    super();
    this.small = null;
    this.large = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#query.addEventListener('change', this.#onSize);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#query.removeEventListener('change', this.#onSize);
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    if (view.facts.length === 0) return nothing;
    const isSmall = this.#query.matches;
    const open = isSmall ? (this.small ?? false) : (this.large ?? true);
    return html`<div class="fact-line">
      <button
        type="button"
        class="icon-button"
        aria-expanded=${open}
        aria-controls="facts"
        aria-label=${text.facts}
        title=${text.facts}
        @click=${() => this.tell<FactsChoice>(factsChosenEvent, { isSmall, open: !open })}
      >
        ${icon(open ? 'chevron-down' : 'chevron-right')}
      </button>
      <dl id="facts" class="facts ${open ? '' : 'facts-folded'}">
        ${view.facts.map((fact) => factChip(fact, text))}
      </dl>
    </div>`;
  }

  readonly #onSize = (): void => this.requestUpdate();
}

function factChip({ label, value, note = '', title = value }: FactView, text: PanelText): TemplateResult {
  return html`<div class="fact">
    <dt>${foreign(label, text)}</dt>
    <dd title=${title}>
      ${foreign(value, text)}${note === '' ? nothing : html` <small>${foreign(note, text)}</small>`}
    </dd>
  </div>`;
}
