import { EndedWith, HumanError } from '../../common/errors.ts';
import type { EngineCallName } from '../../protocol/engine.ts';
import { displayText } from '../words/displayText.ts';
import { askedName, endsQuietly } from './engineAsked.ts';
import { mostDeaths } from './engineDeaths.ts';
import type { Translate } from '../words/translate.ts';

/** How an engine ended. */
export interface EngineEnd {
  /** `ended`: it was ended from here; `hung`: the same, since its event loop no longer turned. */
  readonly why: 'outOfMemory' | 'error' | 'exit' | 'hung' | 'ended';
  /** The message of the error, or the exit code; empty otherwise. */
  readonly detail: string;
  /** For the log; empty where there is none. */
  readonly stack: string;
}

/** An end that nobody asked for. */
export interface EngineDeath {
  readonly end: EngineEnd;
  /** When the engine last showed that it was alive, in milliseconds since the epoch. */
  readonly since: number;
  /** It died so often that it is not started again by itself. */
  readonly isLast: boolean;
}

/** Characters of an error's message in a sentence. */
const longestDetail = 160;

/** Within brackets: `out of memory`. */
export function endReason({ why, detail }: EngineEnd, t: Translate): string {
  switch (why) {
    case 'outOfMemory':
      return t('out of memory');
    case 'error':
      return displayText(detail, longestDetail);
    case 'exit':
      return t('exit code {0}', detail);
    case 'hung':
      return t('it no longer responded');
    case 'ended':
      return t('it was ended');
  }
}

/** That the engine is not started again by itself. */
export function givenUpText(end: EngineEnd, t: Translate): string {
  return t(
    'The webhook engine stopped {0} times within a minute, the last time for this reason: {1}.',
    mostDeaths,
    endReason(end, t),
  );
}

/** What a call is rejected with that an engine has left unanswered at its end. */
export function endError(call: EngineCallName, end: EngineEnd, t: Translate): Error {
  const asked = askedName(call, t);
  return endsQuietly(call)
    ? new EndedWith(t('“{0}”: the webhook engine stopped ({1}).', asked, endReason(end, t)))
    : new HumanError(
        t('“{0}” was not finished: the webhook engine stopped ({1}).', asked, endReason(end, t)),
      );
}
