import type { Cause } from '../../protocol/diagnosis.ts';
import { timeFault, timeOf } from '../signature/timestamp.ts';
import { secondsForMilliseconds } from './besides.ts';
import { fieldsOf } from './framings.ts';
import { cause } from './hypothesis.ts';
import { signatureRuleOf } from './signedPart.ts';
import type { Subject } from './subject.ts';
import type { Reason } from '../../protocol/reason.ts';

type Expired = Extract<Reason, { readonly code: 'expired' }>;

function ofTime({ age, tolerance }: Expired): Cause {
  const detail = { age: String(age), tolerance: String(tolerance) };
  return cause(age < 0 ? 'time-future' : 'time-old', detail);
}

/** The signature is right, and its time is not: nothing has to be looked for. */
export function timeCauses(reason: Expired, subject: Subject): Cause[] {
  const { seenAt } = subject;
  const unit = secondsForMilliseconds(subject);
  if (unit !== undefined) {
    return [unit];
  }
  const own = ofTime(reason);
  const replayed = seenAt === null ? [] : [cause('time-replayed', { ...own.detail, seenAt: String(seenAt) })];
  return [...replayed, own];
}

/** That the time is beyond its tolerance as well, where something else was found to be wrong: it would be refused still. */
export function timesBeside(subject: Subject, found: readonly Cause[]): Cause[] {
  const rule = signatureRuleOf(subject);
  const isOfTime = found.some(({ id }) => /^(?:time-|framing-(?:timestamp|other))/.test(id));
  const { case: received, knowledge } = subject;
  if (rule?.timestamp === undefined || isOfTime || knowledge.settings.ignoreTimestamps) {
    return [];
  }
  const { from, unit } = rule.timestamp;
  const [value = ''] = received.parts.valuesAt(from, fieldsOf(subject, rule));
  const sentAt = timeOf(value, unit);
  const { receivedAt } = received.request;
  const at = { receivedAt, url: received.url, ignoreTimestamps: false };
  const fault = sentAt === undefined ? undefined : timeFault(sentAt, rule.timestamp, at, '');
  if (fault?.reason.code !== 'expired') {
    return [];
  }
  const { id, detail } = ofTime(fault.reason);
  return [cause(id, { ...detail, beside: 'yes' })];
}
