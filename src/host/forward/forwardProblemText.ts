import type { Translate } from '../words/translate.ts';
import { answerWithinSeconds, type ForwardProblemCode } from './forwardSetting.ts';

/** What is wrong with the forwarding of a source, and what is used instead. */
export const forwardProblemTexts: Readonly<
  Record<ForwardProblemCode, (setting: string, t: Translate) => string>
> = {
  badForwardTo: (setting, t) =>
    t(
      '{0} is not an http or https URL without user name, password and #: nothing is forwarded. An example: http://localhost:3000',
      setting,
    ),
  forwardToMissing: (setting, t) =>
    t('{0} is missing: “forward” says how events are forwarded, and this where to.', setting),
  forwardNotAnObject: (setting, t) => t('{0} is not an object: the usual options are used.', setting),
  unknownForwardField: (setting, t) => t('{0} is not an option of forwarding: it is not used.', setting),
  badForwardPath: (setting, t) =>
    t('{0} has to be one of auto, keep, replace, append: auto is used.', setting),
  badForwardSwitch: (setting, t) => t('{0} is neither true nor false: its default is used.', setting),
  badAnswerWithin: (setting, t) =>
    t(
      '{0} has to be a number from {1} to {2}: {3} is used.',
      setting,
      answerWithinSeconds.min,
      answerWithinSeconds.max,
      answerWithinSeconds.fallback,
    ),
};
