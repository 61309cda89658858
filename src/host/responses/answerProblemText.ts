import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import {
  longestBody,
  longestDelay,
  longestHeaders,
  longestSequence,
  type AnswerFault,
  type AnswerProblem,
} from './answerSetting.ts';
import { byteCountText } from '../words/wording.ts';

type FaultText = (t: Translate, text: string) => string;

const faultTexts: Readonly<Record<AnswerFault, FaultText>> = {
  notAnObject: (t) => t('has to be an object'),
  unknownField: (t, text) => t('has no field “{0}”', text),
  notAStatus: (t) => t('has to be a status from 200 to 599, or "timeOut"'),
  interimStatus: (t) => t('is no final status: after 1xx a sender goes on waiting for one'),
  notText: (t) => t('has to be text'),
  bodyTooLong: (t) => t('is over {0}', byteCountText(longestBody, t)),
  bodyNotAllowed: (t) => t('has to be left out: a response with 204, 205 or 304 has no body'),
  badDelay: (t) => t('has to be a number of seconds from 0 to {0}', longestDelay),
  badEvery: (t) => t('has to be a whole number from 1 to {0}', longestSequence),
  badSequence: (t) => t('has to be a list of 1 to {0} responses', longestSequence),
  besideSequence: (t) => t('cannot stand beside "sequence": it belongs into its items'),
  repeatAlone: (t) => t('is of use with "sequence" only'),
  notBoolean: (t) => t('has to be true or false'),
  besideTimeOut: (t) => t('is of no use: with "timeOut" there is no response'),
  headersNotAnObject: (t) => t('has to be an object of names and values'),
  headerName: (t, text) => t('“{0}” is not the name of a header', text),
  headerValue: (t, text) =>
    t('the value of “{0}” has to be text without line breaks and without letters beyond Latin-1', text),
  headerOfConnection: (t, text) =>
    t('“{0}” is set by the listener itself, so that the response can be read', text),
  headersTooLong: (t) => t('is over {0}', byteCountText(longestHeaders, t)),
};

/** What is wrong with a field, to follow its name: `has to be text`. */
export function answerFaultText({ answer, text }: AnswerProblem, t: Translate): string {
  return faultTexts[answer](t, displayText(text, 60));
}

/** `setting` is the field with the section in front: `webhookDebugger.sources[0].answer.status: has to be …`. */
export function answerProblemText(problem: AnswerProblem, setting: string, t: Translate): string {
  const fault = answerFaultText(problem, t);
  return t('{0}: {1}. Its source responds as if it had no “answer”.', setting, fault);
}
