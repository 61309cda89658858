import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { EngineMessage } from '../../protocol/engine.ts';
import type { EventSummary } from '../../protocol/event.ts';
import type { EngineClient } from '../engineClient.ts';
import { canBeExplained } from './canBeExplained.ts';

type NewsOf<T extends EngineMessage['type']> = Extract<EngineMessage, { readonly type: T }>;

/** Changed events that are looked at; more of them come of a change that no failure needs to be explained for. */
const mostChanged = 20;

export interface AutoExplainOptions {
  readonly engine: Pick<EngineClient, 'call' | 'on'>;
  readonly diagnoses: { explain(id: number, automatic: boolean): Promise<unknown> };
  readonly isOn: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** Whose failure it is: its source's, else its provider's. */
function senderOf({ source, provider }: EventSummary): string {
  return JSON.stringify([source, source === null ? provider : null]);
}

/** Has the first failure of each sender in a session explained, one after the other. */
export class AutoExplain implements Disposable {
  readonly #options: AutoExplainOptions;
  readonly #parts = new DisposableStore();
  readonly #explained = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: AutoExplainOptions) {
    const { engine, onError } = options;
    this.#options = options;
    this.#parts.add(engine.on('captured', ({ newest }) => this.#look([...newest].reverse())));
    this.#parts.add(
      engine.on('eventsChanged', (news) => {
        this.#lookAtChanged(news).catch(onError);
      }),
    );
  }

  dispose(): void {
    this.#parts.dispose();
  }

  /** Verdicts change when a secret is saved: the wrong one makes failures of what waited for it. */
  async #lookAtChanged({ ids, gone }: NewsOf<'eventsChanged'>): Promise<void> {
    if (gone || ids === null || ids.length > mostChanged || !this.#options.isOn()) {
      return;
    }
    const details = await Promise.all(ids.map((id) => this.#options.engine.call('getEvent', { id })));
    this.#look(details.flatMap((detail) => (detail === null ? [] : [detail.summary])));
  }

  /** `events` are the oldest first. */
  #look(events: readonly EventSummary[]): void {
    if (!this.#options.isOn()) {
      return;
    }
    for (const summary of events.filter(canBeExplained)) {
      const sender = senderOf(summary);
      if (!this.#explained.has(sender)) {
        this.#explained.add(sender);
        this.#last = this.#last
          .then(() => this.#options.diagnoses.explain(summary.id, true))
          .catch(this.#options.onError);
      }
    }
  }
}
