import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { PanelMessage } from '../../protocol/webview.ts';
import type { BodyBreaks } from './bodyBreaks.ts';
import type { Translate } from '../words/translate.ts';
import { breaksView } from './breaksText.ts';
import type { Diagnoses } from './diagnoses.ts';
import { diagnosisView } from './diagnosisView.ts';

export interface PanelDiagnosisOptions {
  readonly breaks: BodyBreaks;
  readonly diagnoses: Diagnoses;
  readonly t: Translate;
  /** The event that the panel shows. */
  readonly shownId: () => number;
  /** Whether explanations are made unasked. */
  readonly isAutomatic: () => boolean;
  readonly post: (message: PanelMessage) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** What a panel says of why its event fails, and of what would break it. */
export class PanelDiagnosis implements Disposable {
  readonly #options: PanelDiagnosisOptions;
  readonly #parts = new DisposableStore();
  /** The failing event that is shown; null where it does not fail. */
  #failingId: number | null = null;

  constructor(options: PanelDiagnosisOptions) {
    const { diagnoses, shownId, onError } = options;
    this.#options = options;
    this.#parts.add(
      diagnoses.onDidChange((id) => {
        if (id === shownId()) {
          this.#send().catch(onError);
        }
      }),
    );
    this.#parts.add(diagnoses.onDidForget(() => this.#explain()));
  }

  /** Shows what is known of an event, and looks for the likely causes where nobody has. */
  async show(id: number, canExplain: boolean): Promise<void> {
    const isNew = this.#failingId !== id;
    this.#failingId = canExplain ? id : null;
    await this.#send();
    // What a person has cancelled is not begun again while the event stays open.
    if (isNew) {
      this.#explain();
    }
  }

  #explain(): void {
    const { diagnoses, isAutomatic, shownId, onError } = this.#options;
    if (this.#failingId !== null && this.#failingId === shownId() && isAutomatic()) {
      diagnoses.explainQuickly(this.#failingId).catch(onError);
    }
  }

  async #send(): Promise<void> {
    const { diagnoses, shownId, post, t } = this.#options;
    const id = shownId();
    await post({ type: 'diagnosis', id, diagnosis: diagnosisView(diagnoses.stateOf(id), t) });
  }

  async sendBreaks(): Promise<void> {
    const { breaks, shownId, post, t } = this.#options;
    const id = shownId();
    await post({ type: 'breaks', id, breaks: breaksView(await breaks.of(id), t) });
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
