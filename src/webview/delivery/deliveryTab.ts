import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AnswerView, DeliveryView, EventView, HandlerFaultView } from '../../protocol/webview.ts';
import { EventElement } from '../panel/eventElement.ts';
import { headLines } from '../panel/headLines.ts';
import { answerLooks, foreign, icon, prose } from '../panel/parts.ts';
import { valueList } from '../panel/valueList.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** Told when the person wants to read what is said of a refusal. */
const faultWantedEvent = 'fault-wanted';

/** What became of the event where it was sent on to, and how it was delivered here. */
export class DeliveryTab extends EventElement {
  static override properties: PropertyDeclarations = {
    deliveries: { attribute: false },
    fault: { attribute: false },
    chosen: { state: true },
  };
  /** Newest first. */
  declare deliveries: readonly DeliveryView[];
  declare fault: HandlerFaultView | null;
  /** Whether a person unfolded a delivery, by its id. Untouched, only the newest is. */
  declare private chosen: ReadonlyMap<number, boolean>;

  constructor() {
    super();
    this.deliveries = [];
    this.fault = null;
    this.chosen = new Map();
  }

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult {
    return html`${view.hasContent ? this.#replay(view, text) : nothing} ${this.#list(view, text)}
      <section aria-labelledby="received-title">
        <h2 id="received-title">${text.received}</h2>
        ${valueList(view.delivery, text, this.openSetting)}
      </section>`;
  }

  #replay({ replayProblem, canResign, resignHint }: EventView, text: PanelText): TemplateResult {
    const disabled = replayProblem !== '';
    return html`<div class="panel-actions replay">
      <button
        type="button"
        class="secondary"
        aria-disabled=${disabled ? 'true' : nothing}
        aria-describedby=${disabled ? 'replay-problem' : nothing}
        @click=${() => {
          if (!disabled) this.request({ type: 'replay', resigned: false });
        }}
      >
        ${icon('debug-restart')}${text.replayAgain}
      </button>
      ${canResign ? this.#resigned(resignHint, text) : nothing} ${disabled ? nothing : this.#files(text)}
      ${disabled ? html`<span id="replay-problem" class="advice">${replayProblem}</span>` : nothing}
    </div>`;
  }

  #resigned(hint: string, text: PanelText): TemplateResult {
    return html`<button
      type="button"
      class="secondary"
      title=${hint === '' ? nothing : hint}
      @click=${() => this.request({ type: 'replay', resigned: true })}
    >
      ${icon('key')}${text.replayResigned}
    </button>`;
  }

  /** The request as a document: to change it first, or to keep it. */
  #files(text: PanelText): TemplateResult {
    return html`<button
        type="button"
        class="secondary"
        @click=${() => this.request({ type: 'editAndReplay' })}
      >
        ${icon('edit')}${text.editAndReplay}
      </button>
      <button type="button" class="secondary" @click=${() => this.request({ type: 'saveAsFixture' })}>
        ${icon('save')}${text.saveAsFixture}
      </button>`;
  }

  #list({ app }: EventView, text: PanelText): TemplateResult | typeof nothing {
    const isWaiting = app?.look === 'waiting';
    if (this.deliveries.length === 0 && !isWaiting) return nothing;
    return html`<section class="deliveries" aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">${text.deliveries}</h2>
      ${isWaiting ? html`<p class="in-flight" role="status">${icon('clock')} ${foreign(app.text, text)}</p>` : nothing}
      ${this.fault === null ? nothing : this.#fault(this.fault, text)}
      ${this.deliveries.map((delivery, at) => this.#delivery(delivery, at === 0, text))}
    </section>`;
  }

  #fault({ sentence }: HandlerFaultView, text: PanelText): TemplateResult {
    return html`<p class="explained">
      ${prose(sentence, text)}
      <button type="button" class="link" @click=${() => this.tell(faultWantedEvent, null)}>
        ${text.showHandlerFault}
      </button>
    </p>`;
  }

  #delivery(delivery: DeliveryView, isNewest: boolean, text: PanelText): TemplateResult {
    const { id, look, headline, kind, time } = delivery;
    const open = this.chosen.get(id) ?? isNewest;
    return html`<article class="delivery" aria-labelledby="delivery-${id}">
      <h3>
        <button
          type="button"
          class="unfold"
          id="delivery-${id}"
          aria-expanded=${open}
          aria-controls="delivery-content-${id}"
          @click=${() => (this.chosen = new Map([...this.chosen, [id, !open]]))}
        >
          ${icon(open ? 'chevron-down' : 'chevron-right')}${icon(answerLooks[look], `delivery-${look}`)}
          <span>${foreign(headline, text)} <span class="delivery-time">· ${kind} · ${time}</span></span>
        </button>
      </h3>
      <div id="delivery-content-${id}" class="delivery-content" ?hidden=${!open}>
        ${open ? content(delivery, text) : nothing}
      </div>
    </article>`;
  }
}

/** What was sent beside what came back; below each other where there is no room. */
function content(delivery: DeliveryView, text: PanelText): TemplateResult {
  const { id, values, answer } = delivery;
  return html`${valueList(values, text)}
    <div class="exchange">
      <section aria-labelledby="sent-${id}">
        <h4 id="sent-${id}">${text.deliveryRequest}</h4>
        ${sent(delivery, text)}
      </section>
      <section aria-labelledby="answer-${id}">
        <h4 id="answer-${id}">${text.deliveryAnswer}</h4>
        ${answer === null ? html`<p class="advice">${text.noAnswer}</p>` : answered(answer, id, text)}
      </section>
    </div>`;
}

function sent({ request }: DeliveryView, text: PanelText): TemplateResult {
  if (request === null) return html`<p class="advice">${text.requestNotKept}</p>`;
  const { line, headers, note } = request;
  return html`${headLines(line, headers, text)}
    <p class="advice">${foreign(note, text)}</p>`;
}

function answered(
  { line, headers, body, bodyNote }: AnswerView,
  id: number,
  text: PanelText,
): TemplateResult {
  return html`${headLines(line, headers, text)}
  ${bodyNote === '' ? nothing : html`<p class="advice">${bodyNote}</p>`}
  ${body === '' ? nothing : html`<webhook-raw .text=${text} .source=${body} .eventId=${id}></webhook-raw>`}`;
}
