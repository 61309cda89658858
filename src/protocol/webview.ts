import type { Fact, HeaderPair, Outcome, Verdict } from './event.ts';

/** A name and a value, ready to show; both may hold text that a sender wrote. */
export interface LabelledValue {
  readonly label: string;
  readonly value: string;
  /** Shown in the editor font. */
  readonly code?: boolean;
  /** Offers a copy button. */
  readonly copy?: boolean;
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
  readonly outcome: Outcome;
  readonly method: string;
  /** The request target as sent, query included. */
  readonly target: string;
  /** Such as `23 Nov 2026, 12:21:12`. */
  readonly received: string;
  readonly sizeText: string;
  readonly providerName: string;
  readonly facts: readonly FactView[];
  readonly headers: readonly HeaderPair[];
  readonly trailers: readonly HeaderPair[];
  readonly signature: readonly LabelledValue[];
  /** False where no digest can be computed (no secret, no scheme, a token, a public key). */
  readonly canShowExpected: boolean;
  /** False where the event is no request that a provider could have made. */
  readonly canChooseProvider: boolean;
  readonly delivery: readonly LabelledValue[];
  readonly contentType: string;
  /** All body bytes kept; the panel may have been sent fewer. */
  readonly bodySize: number;
  /** The one thing to do next, where there is one. */
  readonly primaryAction: 'setSecret' | 'saveSecret' | 'openInEditor';
  readonly pinned: boolean;
  readonly hasNewer: boolean;
  readonly hasOlder: boolean;
}

export interface FactView extends Fact {
  readonly outcome?: Outcome;
}

/** Why a text is not JSON (RFC 8259); comments and trailing commas are not JSON. */
export type JsonProblemKind =
  /** Nothing but white space. */
  | 'empty'
  /** A character or word that JSON does not know. */
  | 'unexpected'
  | 'comment'
  | 'valueMissing'
  | 'nameMissing'
  | 'colonMissing'
  /** Neither a comma nor the end of the object or array. */
  | 'separatorMissing'
  | 'stringOpen'
  | 'badCharacter'
  | 'badEscape'
  | 'badNumber'
  /** More after the end of the value. */
  | 'trailing'
  | 'endsEarly';

/** The fixed texts of the panel, translated by the host. `{0}` and so on are filled in by the panel. */
export interface PanelText {
  readonly payload: string;
  readonly headers: string;
  readonly signature: string;
  readonly delivery: string;
  readonly signatureVerdict: string;
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
  readonly json: string;
  readonly raw: string;
  readonly hex: string;
  readonly payloadFormat: string;
  /** `Fold {0}`; {0} is the name, the index or the format. */
  readonly fold: string;
  /** `Unfold {0}`. */
  readonly unfold: string;
  /** `{0} fields`. */
  readonly foldedFields: string;
  readonly foldedOneField: string;
  /** `{0} items`. */
  readonly foldedItems: string;
  readonly foldedOneItem: string;
  readonly emptyBody: string;
  /** `Not valid JSON at line {1}, column {2} (byte {3}): {0}.`; {0} is one of `jsonProblems`. */
  readonly invalidJson: string;
  readonly jsonProblems: Readonly<Record<JsonProblemKind, string>>;
  /** Said above the hex and the raw view of a body that is not UTF-8 text. */
  readonly notText: string;
  /** `Showing the first {0} of {1} bytes.` */
  readonly truncated: string;
  readonly loadAll: string;
  /** `Show {0} more lines`. */
  readonly showMoreLines: string;
  /** `Show {0} more characters`. */
  readonly showMoreCharacters: string;
  /** The title of a mark that stands for a character one cannot see: `Invisible or control character {0}`. */
  readonly invisibleCharacter: string;
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
  readonly eventGone: string;
  readonly loading: string;
  /** The heading of the hex view's first column. */
  readonly offset: string;
}

/** Host to panel. */
export type PanelMessage =
  | { readonly type: 'text'; readonly text: PanelText }
  /** `body` holds the first bytes of the payload, all of them where it is as long as `view.bodySize`. */
  | { readonly type: 'show'; readonly view: EventView; readonly body: Uint8Array }
  /** The verdict or the buttons changed; the body did not. */
  | { readonly type: 'update'; readonly view: EventView }
  | { readonly type: 'expected'; readonly id: number; readonly digests: readonly LabelledValue[] }
  | { readonly type: 'gone' };

export type PanelCopy = 'payload' | 'headers';

/** Panel to host. */
export type PanelRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'loadAll' }
  | { readonly type: 'setSecret' }
  /** The secret that the event brought. */
  | { readonly type: 'saveSecret' }
  /** Lets the person say whose event it is. */
  | { readonly type: 'verifyAs' }
  | { readonly type: 'openInEditor'; readonly what: PanelCopy }
  | { readonly type: 'copy'; readonly what: PanelCopy }
  /** Text that the panel shows, put on the clipboard by the host. */
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'showExpected' }
  | { readonly type: 'pin'; readonly pinned: boolean }
  | { readonly type: 'go'; readonly to: 'newer' | 'older' };
