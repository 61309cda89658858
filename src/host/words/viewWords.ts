import type { Translate } from './translate.ts';
import type { Times } from './wording.ts';

export interface ViewWords {
  readonly t: Translate;
  readonly times: Times;
}
