import type { Cause } from '../../protocol/diagnosis.ts';
import { headerValues } from '../signature/headers.ts';
import type { Verification } from '../signature/verification.ts';
import { bodySigns } from './bodies/signs.ts';
import { headerSigns } from './headerSigns.ts';
import { cause } from './hypothesis.ts';
import { jsonSigns } from './json/variants.ts';
import type { Subject } from './subject.ts';

/** What the verdict itself points to. */
function verdictSigns({ reason }: Verification): Cause[] {
  switch (reason.code) {
    case 'cutOff':
      return [
        cause('body-truncated', { received: String(reason.received), declared: String(reason.declared) }),
      ];
    case 'publicUrlMissing':
      return [cause('url-host', { tried: reason.tried })];
    default:
      return [];
  }
}

function payloadSigns({ case: { request } }: Subject): Cause[] {
  const [contentType = ''] = headerValues(request.rawHeaders, 'content-type');
  return [...jsonSigns(request.body), ...bodySigns(request.body, contentType)];
}

/** What points to a cause where nothing gives the received signature, the strongest first. */
export function signsOf(subject: Subject, verification: Verification): Cause[] {
  const signs = [
    ...verdictSigns(verification),
    ...headerSigns(subject),
    ...(verification.verdict === 'invalid' ? payloadSigns(subject) : []),
  ];
  return signs.filter(({ id }, index) => signs.findIndex((other) => other.id === id) === index);
}
