import type { EventDetail } from '../../protocol/event.ts';
import type { PanelMessage } from '../../protocol/webview.ts';
import type { BodyBreaks } from '../diagnosis/bodyBreaks.ts';
import { deliveryView } from './deliveryText.ts';
import { handlerFault, needsBreaks } from './handlerFaultText.ts';
import type { ViewWords } from '../words/viewWords.ts';

export interface PanelDeliveriesOptions {
  readonly breaks: BodyBreaks;
  readonly words: ViewWords;
  readonly post: (message: PanelMessage) => Promise<void>;
}

/** Tells a panel where its event was sent on to, and what is said of a refusal. */
export class PanelDeliveries {
  readonly #options: PanelDeliveriesOptions;
  /** What the page was told last. */
  #told = '';

  constructor(options: PanelDeliveriesOptions) {
    this.#options = options;
  }

  /** `isNew` where the page has nothing of the event yet; otherwise it is told what changed only. */
  async send(detail: EventDetail, isNew: boolean): Promise<void> {
    const { words, post } = this.#options;
    const { summary, deliveries } = detail;
    const told = [summary.id, summary.verdict, deliveries[0]?.id].join(' ');
    if (told === this.#told && !isNew) {
      return;
    }
    this.#told = told;
    const views = deliveries.map((delivery) => deliveryView(delivery, detail, words));
    await post({ type: 'deliveries', id: summary.id, deliveries: views });
    await this.#sendFault(detail, told);
  }

  async #sendFault(detail: EventDetail, told: string): Promise<void> {
    const { breaks, words, post } = this.#options;
    const { id } = detail.summary;
    const changes = needsBreaks(detail) ? await breaks.of(id) : [];
    // A later delivery may have been told meanwhile.
    if (told === this.#told) {
      await post({ type: 'fault', id, fault: handlerFault(detail, changes, words.t) });
    }
  }
}
