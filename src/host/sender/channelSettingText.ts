import type { Translate } from '../words/translate.ts';
import { channelDefaults, channelLimits, type ChannelFault } from './channelSettings.ts';

type Words = (setting: string, t: Translate) => string;

const texts: Readonly<Record<ChannelFault, Words>> = {
  notAList: (setting, t) => t('{0} is not a list: it is not used.', setting),
  notAnObject: (setting, t) => t('{0} is not an object: this channel is left out.', setting),
  noName: (setting, t) => t('{0} is missing or empty: this channel is left out.', setting),
  sameName: (setting, t) =>
    t('{0} is the name of another channel already: this channel is left out.', setting),
  noProvider: (setting, t) => t('{0} has to be the id of a provider: this channel is left out.', setting),
  badUrl: (setting, t) =>
    t('{0} has to be an http or https URL without #: this channel is left out.', setting),
  badEvents: (setting, t) =>
    t('{0} has to be a list of event ids: this channel is enabled for all events.', setting),
  badRetries: (setting, t) =>
    t(
      '{0} has to be a whole number from 0 to {1}: {2} is used.',
      setting,
      channelLimits.retries,
      channelDefaults.retries,
    ),
  badGaps: (setting, t) =>
    t(
      '{0} has to be a list of seconds from 0 to {1}: {2} are used.',
      setting,
      channelLimits.gap,
      channelDefaults.gaps.join(', '),
    ),
  badTimeout: (setting, t) =>
    t(
      '{0} has to be a number of seconds from 1 to {1}: {2} are used.',
      setting,
      channelLimits.timeout,
      channelDefaults.timeout,
    ),
  notBoolean: (setting, t) => t('{0} is neither true nor false: this channel is enabled.', setting),
};

/** What is wrong with a field of a channel, and what is used instead. `setting` is its whole name. */
export function channelProblemText(setting: string, fault: ChannelFault, t: Translate): string {
  return texts[fault](setting, t);
}
