import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { EngineClient } from '../engine/engineClient.ts';
import { displayText } from '../words/displayText.ts';
import { Throttle } from '../shared/throttle.ts';
import type { Translate } from '../words/translate.ts';
import { numberText, verdictName } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';

/** Milliseconds from one announcement to the next: long enough to be heard to its end. */
const gap = 4000;

/** What is read out of events that have arrived; `newest` is one of them. */
export function arrivedText(count: number, { verdict, title }: EventSummary, t: Translate): string {
  return count === 1
    ? t('New event. {0}: {1}', verdictName(verdict, t), displayText(title, 80))
    : t('{0} new events', numberText(count));
}

export interface ArrivalsAloudOptions {
  readonly engine: Pick<EngineClient, 'on'>;
  readonly panels: { announce(text: string): void };
  readonly t: Translate;
}

/**
 * Has arrivals read out by screen readers, in a panel that is in sight: VS Code announces nothing else of an extension
 * but notifications. Neither a row nor a badge is announced, and its status bar says `aria-live="off"`.
 */
export class ArrivalsAloud implements Disposable {
  readonly #options: ArrivalsAloudOptions;
  readonly #parts = new DisposableStore();
  readonly #say: Throttle;
  #count = 0;
  #newest: EventSummary | null = null;

  constructor(options: ArrivalsAloudOptions) {
    this.#options = options;
    this.#say = this.#parts.add(
      new Throttle(
        () => this.#announce(),
        () => gap,
      ),
    );
    this.#parts.add(
      options.engine.on('captured', ({ count, newest }) => {
        this.#count += count;
        this.#newest = newest[0] ?? this.#newest;
        this.#say.request();
      }),
    );
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #announce(): void {
    const [count, newest] = [this.#count, this.#newest];
    this.#count = 0;
    if (newest !== null) {
      this.#options.panels.announce(arrivedText(count, newest, this.#options.t));
    }
  }
}
