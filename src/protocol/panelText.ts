/** The fixed texts of the panel, translated by the host. `{0}` and so on are filled in by the panel. */
import type { PayloadText } from './payload.ts';

export interface PanelText extends PayloadText {
  readonly payload: string;
  readonly headers: string;
  readonly signature: string;
  readonly delivery: string;
  readonly signatureVerdict: string;
  /** The button that folds the facts to one line. */
  readonly facts: string;
  readonly setSecret: string;
  /** `Save Secret`: the one that the event brought. */
  readonly saveSecret: string;
  readonly verifyAs: string;
  readonly openInEditor: string;
  /** The button of the headers tab, such as `Open Headers in Editor`. */
  readonly openHeaders: string;
  readonly copyPayload: string;
  readonly pin: string;
  readonly unpin: string;
  readonly newer: string;
  readonly older: string;
  /** `Copy {0}`; {0} is the name of the header or value. */
  readonly copy: string;
  readonly copyHeaders: string;
  readonly copied: string;
  readonly headerName: string;
  readonly headerValue: string;
  readonly trailers: string;
  readonly noHeaders: string;
  readonly showExpected: string;
  readonly expectedDigest: string;
  /** The heading of the explanation and the button that asks for one. */
  readonly explanation: string;
  readonly explain: string;
  /** The button of the header, which has no heading beside it. */
  readonly explainSignature: string;
  /** What the explanation is for, before anybody asked for one. */
  readonly explainHint: string;
  readonly explaining: string;
  readonly cancel: string;
  readonly showExplanation: string;
  readonly evidence: string;
  /** `What to do`, the name of the list of steps. */
  readonly steps: string;
  /** The link beside a text that names a setting. */
  readonly openSetting: string;
  readonly diagnosisActions: Readonly<Record<DiagnosisAction, string>>;
  /** The button of the header that sends the event again. */
  readonly replay: string;
  /** The same among the others that send it. */
  readonly replayAgain: string;
  readonly replayResigned: string;
  readonly editAndReplay: string;
  readonly saveAsFixture: string;
  /** The heading above the times that it was. */
  readonly deliveries: string;
  /** The headings above what was sent and what came back. */
  readonly deliveryRequest: string;
  readonly deliveryAnswer: string;
  /** Said where there is no answer. */
  readonly noAnswer: string;
  /** Said where it was not kept. */
  readonly requestNotKept: string;
  /** The heading above how it came, and what its sender was answered. */
  readonly received: string;
  readonly handlerFault: string;
  readonly handlerRemedies: string;
  /** Leads from the delivery to what is said of a refusal. */
  readonly showHandlerFault: string;
  readonly breaks: string;
  /** Said above the runtimes. */
  readonly breaksHint: string;
  readonly breaksNotJson: string;
  /** Said above the frameworks. */
  readonly breaksRemedies: string;
  /** The heading of the time line. */
  readonly attempts: string;
  readonly eventGone: string;
  readonly loading: string;
}

/** What an explanation offers to do. */
export type DiagnosisAction =
  'searchLonger' | 'showSigned' | 'setSecret' | 'saveFoundSecret' | 'saveCorrectedSecret' | 'tryEnvSecrets';
