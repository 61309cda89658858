import type { Cause } from '../../protocol/diagnosis.ts';
import { timeOf } from '../signature/timestamp.ts';
import { isInBody, nameOf } from '../signature/requestParts.ts';
import type { SignatureRule } from '../signature/scheme.ts';
import { statementsOf } from '../signature/verifiers/readSignature.ts';
import { cause } from './hypothesis.ts';
import { signatureRuleOf } from './signedPart.ts';
import type { Subject } from './subject.ts';
import type { Reason } from '../../protocol/reason.ts';

/** A time that did not come; `signed` is the one that the signature is right with, where it was found. */
export function timeAbsent({ timestamp, signature: [place] }: SignatureRule, signed?: string): Cause[] {
  if (timestamp === undefined) {
    return [];
  }
  const { from } = timestamp;
  const detail = {
    name: nameOf(from),
    in: 'header' in from ? 'headers' : 'field' in from ? nameOf(place) : isInBody(from) ? 'body' : '',
    ...(signed === undefined ? {} : { signed }),
  };
  return [cause('time-absent', detail)];
}

const units = ['s', 'ms', 'iso'] as const;
type Unit = (typeof units)[number];

const inUnit = (value: string, unit: Unit, came: Unit): Cause =>
  cause('framing-timestamp-unit', { value: value.slice(0, 40), unit, came });

/** A time that came in another unit than the rule's, or in no form of a time. */
function timeForm(value: string, unit: Unit): Cause {
  const came = units.find((other) => other !== unit && timeOf(value, other) !== undefined);
  return came === undefined
    ? cause('time-form', { value: value.slice(0, 40), unit })
    : inUnit(value, unit, came);
}

const day = 86_400_000;

/** Unix seconds where the rule has milliseconds, which read as a time in January 1970; undefined for any other time. */
export function secondsForMilliseconds(subject: Subject): Cause | undefined {
  const { parts, request } = subject.case;
  const rule = signatureRuleOf(subject);
  const value = rule?.timestamp?.unit === 'ms' ? statementsOf(rule, parts).timestamp : '';
  const time = timeOf(value, 's');
  return time !== undefined && Math.abs(time - request.receivedAt) < day
    ? inUnit(value, 'ms', 's')
    : undefined;
}

function claimFault(claim: string, expected: string, actual: string): Cause {
  return cause('header-claim', { claim, expected: expected.slice(0, 80), actual: actual.slice(0, 80) });
}

function ofRule(reason: Reason, rule: SignatureRule, { case: { parts } }: Subject): Cause[] {
  const { timestamp } = statementsOf(rule, parts);
  switch (reason.code) {
    case 'wrongTime':
      return [timeForm(timestamp, reason.unit)];
    case 'wrongForm':
      return timestamp === '' ? timeAbsent(rule) : [];
    case 'lacks':
    case 'absent': {
      const header = nameOf(reason.place);
      return rule.timestamp !== undefined && nameOf(rule.timestamp.from) === header
        ? timeAbsent(rule)
        : [cause('header-absent', { header, beside: nameOf(rule.signature[0]) })];
    }
    case 'severalHeaders':
      return [cause('header-duplicated', { header: reason.header, count: String(reason.count) })];
    default:
      return [];
  }
}

/** Something that is in no form that the rule reads, beside what is right. */
function ofForm(reason: Reason): Cause {
  switch (reason.code) {
    case 'wrongForm':
    case 'wrongLength':
    case 'wrongCharacter':
      return cause('header-form', { header: nameOf(reason.place) });
    case 'emptySignature':
      return cause('header-form', { header: nameOf(reason.place), received: 'empty' });
    default:
      return cause('header-form');
  }
}

/** What a token says that it must not, or does not say. */
function ofToken(reason: Reason, { prepared: { scheme } }: Subject): Cause[] {
  const { verify } = scheme;
  if (reason.code === 'severalHeaders') {
    return [cause('header-duplicated', { header: reason.header, count: String(reason.count) })];
  }
  if (reason.code === 'wrongClaim') {
    return [claimFault(reason.claim, reason.expected, reason.actual)];
  }
  if (reason.code === 'wrongAlgorithm') {
    return [claimFault('alg', reason.expected, reason.actual)];
  }
  return reason.code === 'bodyHash' && verify.kind === 'jwt' && verify.bodyHash !== undefined
    ? [claimFault(verify.bodyHash.claim, '', '')]
    : [];
}

/** What is wrong with a request whose signature is right over what came, beside the signature: never nothing. */
export function causesBeside(reason: Reason, subject: Subject): readonly [Cause, ...Cause[]] {
  const rule = signatureRuleOf(subject);
  const [first, ...others] = rule === undefined ? ofToken(reason, subject) : ofRule(reason, rule, subject);
  return first === undefined ? [ofForm(reason)] : [first, ...others];
}
