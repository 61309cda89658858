import type { DiagnosisLevel } from './diagnosis.ts';
import type { Fact } from './fact.ts';
import type { ContentView } from './payload.ts';
import type { Verdict } from './verdict.ts';
import type { HeaderPair } from './http.ts';
import type { Outcome } from './summary.ts';
import type { PanelText, DiagnosisAction } from './panelText.ts';

/** A name and a value, ready to show; both may hold text that a sender wrote. */
export interface LabelledValue {
  readonly label: string;
  readonly value: string;
  /** Shown in the editor font. */
  readonly code?: boolean;
  /** A sentence of ours, in which backticks enclose code. */
  readonly prose?: boolean;
  /** Offers a copy button. */
  readonly copy?: boolean;
  /** The setting that the value names, which can be opened. */
  readonly setting?: LinkedSetting;
}

/** Everything the panel shows of an event but its body, in the person's language. */
export interface EventView {
  readonly id: number;
  readonly title: string;
  readonly verdict: Verdict;
  readonly verdictWord: string;
  readonly reason: string;
  /** What to do about it; empty where nothing is to be done. */
  readonly advice: string;
  /** The setting that the advice names; null where it names none. */
  readonly setting: LinkedSetting | null;
  /** What the request gives away; empty where it gives nothing away. */
  readonly warning: string;
  /** Ways to say who sent it, where nothing shows that. */
  readonly offers: readonly VerdictOffer[];
  /** False where it stands for connections of which nothing was read: there is nothing to look at then. */
  readonly hasContent: boolean;
  readonly outcome: Outcome;
  /** What the provider reports of the thing that the event is about, such as `error`; empty where it reports nothing. */
  readonly outcomeWord: string;
  /** What the person's app responded to the event; null where it was not sent to one. */
  readonly app: AppView | null;
  readonly method: string;
  /** The request target as sent, query included. */
  readonly target: string;
  /** Such as `23 Nov 2026, 12:21:12 GMT+1`. */
  readonly received: string;
  readonly sizeText: string;
  readonly providerName: string;
  readonly facts: readonly FactView[];
  /** Null where the sender did not try again. */
  readonly attempts: AttemptsView | null;
  readonly headers: readonly HeaderPair[];
  readonly trailers: readonly HeaderPair[];
  readonly signature: readonly LabelledValue[];
  /** False where no digest can be computed (no secret, no scheme, a token, a public key). */
  readonly canShowExpected: boolean;
  /** False where the event is no request that a provider could have made. */
  readonly canChooseProvider: boolean;
  /** The signature fails, so that there is something to explain. */
  readonly canExplain: boolean;
  /** There is a body that a handler could change, and a signature that would break by it. */
  readonly canShowBreaks: boolean;
  readonly delivery: readonly LabelledValue[];
  /** Why the event cannot be sent again; empty where it can. */
  readonly replayProblem: string;
  /** It can be sent with a signature made anew: its scheme can sign, and a secret is saved. */
  readonly canResign: boolean;
  /** Which secret signs then. */
  readonly resignHint: string;
  readonly contentType: string;
  /** All body bytes kept; the panel may have been sent fewer. */
  readonly bodySize: number;
  /** False where the body that is kept is not all that was sent: it is not judged then. */
  readonly bodyIsWhole: boolean;
  /** How much of it is missing, and why; empty where it is whole. */
  readonly cutNote: string;
  /** Null where the body has no Content-Encoding. */
  readonly content: ContentView | null;
  /** The one thing to do next; null where there is none. */
  readonly primaryAction: 'setSecret' | 'saveSecret' | 'explain' | 'replay' | 'openInEditor' | null;
  readonly pinned: boolean;
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

/** What came of sending an event to the person's app. */
export interface AppView {
  /** Such as `localhost:3000 answered 500 in 4 ms`. */
  readonly text: string;
  readonly look: DeliveryView['look'] | 'waiting';
}

/** A button beside a verdict, and what it asks for. */
export interface VerdictOffer {
  readonly label: string;
  readonly request: Extract<PanelRequest, { readonly type: 'verifyAs' | 'describeProvider' }>;
}

/** Settings that a text of the panel may lead to, by their names without the section. */
export const linkedSettings = ['ignoreTimestamps', 'maxBodySize', 'answerHandshakes', 'sources'] as const;
export type LinkedSetting = (typeof linkedSettings)[number];

/** One thing to do. */
export interface StepView {
  /** A sentence of ours, in which backticks enclose code. */
  readonly text: string;
  /** Code that does it, each under the name of what it is written in. */
  readonly code?: readonly LabelledValue[];
  /** The setting that the sentence names, which can be opened. */
  readonly setting?: LinkedSetting;
}

/** What is known of why an event's signature fails, in the person's language. */
export type DiagnosisView =
  /** Nobody asked, or it was cancelled. */
  | { readonly state: 'none' }
  /** `share` is from 0 to 1. */
  | { readonly state: 'running'; readonly share: number }
  | {
      readonly state: 'done';
      readonly level: DiagnosisLevel;
      readonly levelWord: string;
      readonly sentence: string;
      /** The time is all that is wrong, which the reason of an Expired event says already. */
      readonly isOfTime: boolean;
      /** What to do, in this order; none where nothing is to be done. */
      readonly steps: readonly StepView[];
      readonly evidence: readonly LabelledValue[];
      readonly actions: readonly DiagnosisAction[];
    };

/** What a runtime would make of the body. */
export interface BreakView {
  /** Such as `Node.js`. */
  readonly runtime: string;
  readonly expression: string;
  readonly changes: boolean;
  /** Such as “would add white space: ` ` added at byte 6 and 27 more”. */
  readonly text: string;
}

export interface BreaksView {
  /** Empty where the body is no JSON. */
  readonly rows: readonly BreakView[];
  /** How a handler gets at the bytes as they came, for each framework. */
  readonly remedies: readonly LabelledValue[];
}

/** A request as it was sent, but its body. */
export interface SentRequestView {
  /** Such as `POST /hooks HTTP/1.1`. */
  readonly line: string;
  readonly headers: readonly HeaderPair[];
  /** What is not as it was captured. */
  readonly note: string;
}

/** An answer; its headers and its body are the text of whoever wrote the app. */
export interface AnswerView {
  /** The status, such as `401`. */
  readonly line: string;
  readonly headers: readonly HeaderPair[];
  /** The first 64 KiB of its body; empty where that is no text. */
  readonly body: string;
  /** What is to be said of the body; empty for nothing. */
  readonly bodyNote: string;
}

/** One of the times that the sender tried to deliver an event. */
export interface AttemptView {
  readonly id: number;
  /** Such as `Attempt 2`. */
  readonly name: string;
  /** What the sender says which attempt it is; empty where it does not. */
  readonly senderNumber: string;
  /** Since the attempt before: `+63 s`; empty for the first one that is known. */
  readonly gap: string;
  readonly time: string;
  /** Such as `answered 500`. */
  readonly answer: string;
  readonly look: 'accepted' | 'refused' | 'unanswered';
  /** Empty where all attempts have the verdict of the event that is shown. */
  readonly verdictWord: string;
  /** One of `AttemptsView.marks` is about it. */
  readonly marked: boolean;
}

/** What the sender did until it was satisfied, or gave up. */
export interface AttemptsView {
  /** Such as `Attempt 2 of at most 4: we answered 500 the first time, 63 s earlier.` */
  readonly sentence: string;
  /** That there is a later attempt than the one that is shown, and the button that leads there. */
  readonly later: { readonly id: number; readonly sentence: string; readonly action: string } | null;
  /** That there are more than `items`; empty where there are not. */
  readonly omitted: string;
  /** Oldest first. */
  readonly items: readonly AttemptView[];
  /** What is odd about some of them, each in a sentence. */
  readonly marks: readonly string[];
}

/** A time that the event was sent on. */
export interface DeliveryView {
  readonly id: number;
  /** Such as `12:02:31`. */
  readonly time: string;
  /** Such as `localhost:3000 answered 401 in 12 ms`. */
  readonly headline: string;
  /** Such as `Replayed`. */
  readonly kind: string;
  /** Answered with success, answered otherwise, not answered. */
  readonly look: 'accepted' | 'refused' | 'unanswered';
  readonly values: readonly LabelledValue[];
  /** Null for deliveries of before this was kept. */
  readonly request: SentRequestView | null;
  /** Null where none came. */
  readonly answer: AnswerView | null;
}

/** What is said of a refusal of what is right here. */
export interface HandlerFaultView {
  readonly sentence: string;
  /** What the app probably does. */
  readonly causes: readonly string[];
  /** How a handler gets at the bytes as they came, for each framework; empty where that is not the matter. */
  readonly remedies: readonly LabelledValue[];
}

export interface FactView extends Pick<Fact, 'label' | 'value' | 'note'> {
  /** What the pointer shows, where `value` is not what was sent. */
  readonly title?: string;
}

/** Host to panel. */
export type PanelMessage =
  | { readonly type: 'text'; readonly text: PanelText }
  /** `body` holds the first bytes of the payload, all of them where it is as long as `view.bodySize`. */
  | {
      readonly type: 'show';
      readonly view: EventView;
      readonly body: Uint8Array;
      /** The first bytes of the body without its Content-Encoding; null where it has none. */
      readonly decoded: Uint8Array | null;
    }
  /** The verdict or the buttons changed; the body did not. */
  | { readonly type: 'update'; readonly view: EventView }
  | { readonly type: 'expected'; readonly id: number; readonly digests: readonly LabelledValue[] }
  | { readonly type: 'diagnosis'; readonly id: number; readonly diagnosis: DiagnosisView }
  /** Read out by screen readers, not shown. */
  | { readonly type: 'announce'; readonly text: string }
  /** Brings the explanation in sight. */
  | { readonly type: 'showExplanation' }
  | { readonly type: 'breaks'; readonly id: number; readonly breaks: BreaksView }
  /** Newest first. */
  | { readonly type: 'deliveries'; readonly id: number; readonly deliveries: readonly DeliveryView[] }
  | { readonly type: 'fault'; readonly id: number; readonly fault: HandlerFaultView | null }
  /** Brings the deliveries in sight. */
  | { readonly type: 'showDeliveries' }
  | { readonly type: 'gone' };

export type PanelCopy = 'payload' | 'headers';

/** Panel to host. */
export type PanelRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'loadAll' }
  | { readonly type: 'setSecret' }
  /** The secret that the event brought. */
  | { readonly type: 'saveSecret' }
  /** Checks the event as a provider's: the person is asked which, where none is named. */
  | { readonly type: 'verifyAs'; readonly provider?: string }
  /** Has the person describe how the event's provider signs. */
  | { readonly type: 'describeProvider' }
  | { readonly type: 'openInEditor'; readonly what: PanelCopy }
  | { readonly type: 'copy'; readonly what: PanelCopy }
  /** Text that the panel shows, put on the clipboard by the host. */
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'showExpected' }
  | { readonly type: 'openSetting'; readonly setting: LinkedSetting }
  /** Asks why the signature fails. */
  | { readonly type: 'explain' }
  /** Asks to look for longer than before. */
  | { readonly type: 'searchLonger' }
  | { readonly type: 'cancelExplain' }
  /** Opens the received and the signed body side by side. */
  | { readonly type: 'showSigned' }
  /** Saves the secret that the explanation found under the event's own sender. */
  | { readonly type: 'saveFoundSecret' }
  /** Replaces the damaged copy of a secret by the one that the explanation proved. */
  | { readonly type: 'saveCorrectedSecret' }
  | { readonly type: 'tryEnvSecrets' }
  /** Asks what runtimes would make of the body. */
  | { readonly type: 'showBreaks' }
  /** Sends the event again, to an app of the person's own; `resigned` with its signature made anew. */
  | { readonly type: 'replay'; readonly resigned: boolean }
  /** Opens the request as a document to edit and send. */
  | { readonly type: 'editAndReplay' }
  /** Saves the request as a file of the workspace. */
  | { readonly type: 'saveAsFixture' }
  | { readonly type: 'pin'; readonly pinned: boolean }
  | { readonly type: 'go'; readonly to: 'newer' | 'older' }
  /** Shows another attempt of the same delivery. */
  | { readonly type: 'openAttempt'; readonly id: number };
