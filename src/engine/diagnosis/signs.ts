import type { Cause } from '../../protocol/diagnosis.ts';
import { headerValues } from '../signature/headers.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { Verification } from '../signature/verification.ts';
import { bodySigns } from './bodies/signs.ts';
import { headerSigns } from './headerSigns.ts';
import { cause } from './hypothesis.ts';
import { savedSigns } from './savedSigns.ts';
import { asToken } from './tokens.ts';
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

/** Whether another body would need another signature: not of a token, nor where fields or headers are signed. */
function isOfBody({ verify }: Scheme): boolean {
  return (
    ((verify.kind === 'signature' || verify.kind === 'jwt') && verify.bodyHash !== undefined) ||
    (verify.kind === 'signature' && /\{(?:body|crc32|form)\}/.test(verify.content))
  );
}

/** Whether a body was to bring the signature that cannot be read. */
function hidesSignature({ case: { parts }, prepared: { scheme } }: Subject): boolean {
  const { verify } = scheme;
  return verify.kind === 'signature' && 'json' in verify.signature[0] && parts.json === undefined;
}

function payloadSigns({ case: { request } }: Subject): Cause[] {
  const [contentType = ''] = headerValues(request.rawHeaders, 'content-type');
  const signs = [...jsonSigns(request.body), ...bodySigns(request.body, contentType)];
  return ['GET', 'HEAD'].includes(request.method) ? signs.filter(({ id }) => id !== 'body-empty') : signs;
}

/** What points to a cause where nothing gives the received signature, the strongest first. */
export function signsOf(subject: Subject, verification: Verification): Cause[] {
  const { scheme } = subject.prepared;
  const { verdict } = verification;
  const signs = [
    ...verdictSigns(verification),
    ...(verdict === 'invalid' || verification.reason.code === 'unusableSecret' ? savedSigns(subject) : []),
    ...(hidesSignature(subject) ? payloadSigns(subject) : []),
    ...headerSigns(subject),
    ...(verdict === 'invalid' && isOfBody(scheme) ? payloadSigns(subject) : []),
  ];
  const distinct = signs.filter(({ id }, index) => signs.findIndex((other) => other.id === id) === index);
  return scheme.verify.kind === 'token' ? distinct.map(asToken) : distinct;
}
