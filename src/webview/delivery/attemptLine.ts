import { html, nothing, type TemplateResult } from 'lit';
import type { AttemptsView, AttemptView, EventView } from '../../protocol/webview.ts';
import { EventElement } from '../panel/eventElement.ts';
import { answerLooks, foreign, icon } from '../panel/parts.ts';
import type { PanelText } from '../../protocol/panelText.ts';

/** The attempts of the event's delivery in their order, with the pauses between them: each opens from here. */
export class AttemptLine extends EventElement {
  /** The event that is shown, and the last attempt of it when it came in sight. */
  #firstSeen = { id: 0, last: 0 };
  /** The event that was brought in sight; what a person scrolls to stays. */
  #scrolledTo = 0;

  protected override renderEvent(view: EventView, text: PanelText): TemplateResult | typeof nothing {
    const { attempts, id } = view;
    const later = attempts?.later ?? null;
    if (this.#firstSeen.id !== id) this.#firstSeen = { id, last: later?.id ?? id };
    const isNews = later !== null && later.id !== this.#firstSeen.last;
    // The region of the news is there before there are any: only a change of it is read out.
    return html`${attempts === null ? nothing : this.#line(attempts, id, text)}
      <div role="status" aria-label=${text.attempts}>${isNews ? this.#later(later, text) : nothing}</div>`;
  }

  /** Brings the attempt that is shown in sight, of so many that not all of them are. */
  protected override updated(): void {
    const line = this.querySelector<HTMLElement>('.attempt-line');
    const shown = line?.querySelector<HTMLElement>('[aria-current]') ?? null;
    if (line === null || shown === null || this.#scrolledTo === this.#firstSeen.id) return;
    this.#scrolledTo = this.#firstSeen.id;
    line.scrollTop = shown.offsetTop + shown.offsetHeight - line.offsetTop - line.clientHeight;
  }

  #line({ sentence, items, marks, omitted }: AttemptsView, shown: number, text: PanelText): TemplateResult {
    return html`<section class="attempts" aria-labelledby="attempts-title">
      <h2 id="attempts-title" class="visually-hidden">${text.attempts}</h2>
      <p>${foreign(sentence, text)}</p>
      <ol class="attempt-line">
        ${items.map((item) => this.#item(item, item.id === shown, text))}
      </ol>
      ${omitted === '' ? nothing : html`<p class="advice">${omitted}</p>`}
      ${
        marks.length === 0
          ? nothing
          : html`<ul class="attempt-marks">
              ${marks.map((mark) => html`<li>${icon('warning')}${foreign(mark, text)}</li>`)}
            </ul>`
      }
    </section>`;
  }

  #item(item: AttemptView, isShown: boolean, text: PanelText): TemplateResult {
    const { id, name, gap, time, answer, look, verdictWord, senderNumber, marked } = item;
    const notes = [verdictWord, senderNumber].filter((note) => note !== '').join(' · ');
    return html`<li>
      ${gap === '' ? nothing : html`<span class="attempt-gap">${gap}</span>`}
      <button
        type="button"
        class="attempt"
        title=${time}
        aria-current=${isShown ? 'true' : nothing}
        @click=${() => {
          if (!isShown) this.request({ type: 'openAttempt', id });
        }}
      >
        ${icon(answerLooks[look], `delivery-${look}`)}
        <span>${name}: ${answer} ${marked ? icon('warning', 'attempt-mark') : nothing}</span>
        ${notes === '' ? nothing : html`<small>${foreign(notes, text)}</small>`}
      </button>
    </li>`;
  }

  #later({ id, sentence, action }: NonNullable<AttemptsView['later']>, text: PanelText): TemplateResult {
    return html`<p class="attempt-later">
      ${icon('bell')}${foreign(sentence, text)}
      <button type="button" class="link" @click=${() => this.request({ type: 'openAttempt', id })}>
        ${action}
      </button>
    </p>`;
  }
}
