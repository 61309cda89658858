import type { Disposable } from '../../common/disposable.ts';
import type { PanelMessage } from '../../protocol/webview.ts';
import type { BodyBreaks } from '../delivery/bodyBreaks.ts';
import type { Translate } from '../translate.ts';
import { breaksView } from './breaksText.ts';
import type { Diagnoses } from './diagnoses.ts';
import { diagnosisView } from './diagnosisView.ts';

export interface PanelDiagnosisOptions {
  readonly breaks: BodyBreaks;
  readonly diagnoses: Diagnoses;
  readonly t: Translate;
  /** The event that the panel shows. */
  readonly shownId: () => number;
  readonly post: (message: PanelMessage) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** What a panel says of why its event fails, and of what would break it. */
export class PanelDiagnosis implements Disposable {
  readonly #options: PanelDiagnosisOptions;
  readonly #subscription: Disposable;

  constructor(options: PanelDiagnosisOptions) {
    this.#options = options;
    this.#subscription = options.diagnoses.onDidChange((id) => {
      if (id === options.shownId()) {
        this.send().catch(options.onError);
      }
    });
  }

  async send(): Promise<void> {
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
    this.#subscription.dispose();
  }
}
