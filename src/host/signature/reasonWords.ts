/** A verdict's reason in words: what is the case, and what to do about it (empty where nothing is to be done). */
import type { LinkedSetting } from '../../protocol/webview.ts';
import type { Translate } from '../words/translate.ts';
import type { Reason } from '../../protocol/reason.ts';

export interface Explanation {
  readonly reason: string;
  readonly advice: string;
  /** The setting that the advice names, where it names one. */
  readonly setting?: LinkedSetting;
}

export interface ReasonWords {
  readonly t: Translate;
  /** The template of what the event's scheme signs, empty where there is none. */
  readonly signedContent: string;
}

export type ReasonOf<C extends Reason['code']> = Extract<Reason, { readonly code: C }>;
