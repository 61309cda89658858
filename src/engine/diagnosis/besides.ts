import type { Cause } from '../../protocol/diagnosis.ts';
import type { Reason } from '../../protocol/event.ts';
import { nameOf } from '../signature/requestParts.ts';
import type { SignatureRule } from '../signature/scheme.ts';
import { statementsOf } from '../signature/verifiers/readSignature.ts';
import { cause } from './hypothesis.ts';
import { signatureRuleOf } from './signedPart.ts';
import type { Subject } from './subject.ts';

/** A time that did not come; `signed` is the one that the signature is right with, where it was found. */
export function timeAbsent({ timestamp, signature: [place] }: SignatureRule, signed?: string): Cause[] {
  if (timestamp === undefined) {
    return [];
  }
  const { from } = timestamp;
  const detail = {
    name: nameOf(from),
    in: 'header' in from ? 'headers' : 'field' in from ? nameOf(place) : 'json' in from ? 'body' : '',
    ...(signed === undefined ? {} : { signed }),
  };
  return [cause('time-absent', detail)];
}

/** What is wrong with a request whose signature is right over what came, beside the signature. */
export function causesBeside(reason: Reason, subject: Subject): Cause[] {
  const rule = signatureRuleOf(subject);
  if (rule === undefined) {
    return [];
  }
  const { timestamp } = statementsOf(rule, subject.case.parts);
  switch (reason.code) {
    case 'wrongTime':
      return [cause('time-form', { value: timestamp.slice(0, 40), unit: reason.unit })];
    case 'wrongForm':
      return timestamp === '' ? timeAbsent(rule) : [];
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
