import type { Cause } from '../../protocol/diagnosis.ts';
import { headerValues } from '../signature/headers.ts';
import { Detector, type Detected } from '../signature/detect.ts';
import { compileRule, signaturePlaces } from '../signature/preparedScheme.ts';
import { nameOf } from '../signature/requestParts.ts';
import type { Scheme } from '../signature/scheme.ts';
import { usesUrl } from '../signature/template.ts';
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
  if (reason.code === 'foreignCertificate') {
    return [cause('header-absent', { by: 'certificate' })];
  }
  if (reason.code === 'severalHeaders') {
    return [cause('header-duplicated', { header: reason.header, count: String(reason.count) })];
  }
  return reason.code === 'cutOff'
    ? [cause('body-truncated', { received: String(reason.received), declared: String(reason.declared) })]
    : [];
}

/** Hosts that no sender calls from outside: who guesses the URL by such a Host has the wrong one. */
const localHost =
  /^https?:\/\/(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[|[^./]+(?::\d+)?\/)/i;

/** That another URL was signed, where one is: nothing else fails as often. */
function addressSigns({ case: { url } }: Subject, { reason }: Verification, scheme: Scheme): Cause[] {
  const { verify } = scheme;
  const isOfUrl = verify.kind === 'signature' && usesUrl(compileRule(verify).content);
  if (!isOfUrl || (reason.code !== 'mismatch' && reason.code !== 'publicUrlMissing')) {
    return [];
  }
  const tried = url.url;
  const isGuess = reason.code === 'publicUrlMissing';
  if (isGuess && localHost.test(tried)) {
    return [cause('url-host', { tried })];
  }
  const how = isGuess ? {} : { how: 'known' };
  const query = tried.includes('?') ? [cause('url-query')] : [];
  return [cause('url-path', { tried, ...how }), cause('url-host'), ...query, cause('secret-other')];
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

/** Methods whose requests bring a body. */
const withBody = /^(?:POST|PUT|PATCH)$/;

function payloadSigns({ case: { request }, prepared: { scheme } }: Subject): Cause[] {
  const [contentType = ''] = headerValues(request.rawHeaders, 'content-type');
  const signs = [...jsonSigns(request.body, scheme.id), ...bodySigns(request.body, contentType)];
  return withBody.test(request.method) ? signs : signs.filter(({ id }) => id !== 'body-empty');
}

/** What also happens to events that nothing happened to: a secret that is another one is as likely. */
function hedged(signs: readonly Cause[]): readonly Cause[] {
  const isSure = signs.some(({ id, detail }) => id === 'body-truncated' || detail['received'] === 'empty');
  return signs.length === 0 || isSure ? signs : [...signs, cause('secret-other')];
}

/** Whether what shows another provider is what all of its family have. */
function isOfOneKind({ family, verify }: Scheme, { scheme: other, detection }: Detected): boolean {
  const required = verify.kind === 'signature' ? (verify.requires ?? []).map(nameOf) : [];
  return (
    family !== undefined &&
    other.family === family &&
    (other.id === family ||
      (detection.by === 'headers' && detection.headers.every((header) => required.includes(header))))
  );
}

/**
 * Another provider whose own headers a request has, or its form where it lacks what its own provider signs with; none
 * where it shows its own provider, too. What a custom provider shares with others only its user knows, so that there it
 * has to lack that.
 */
function senderSigns({ case: { parts }, prepared: { scheme }, knowledge }: Subject): Cause[] {
  const places = signaturePlaces(scheme);
  const own = places.filter((place) => parts.valuesAt(place).length > 0);
  const found = places.length === 0 ? undefined : knowledge.detector.detect(parts);
  if (found === undefined || found.isVague || found.scheme.id === scheme.id) {
    return [];
  }
  const { detection, scheme: other } = found;
  const isOwn = (header: string): boolean =>
    own.some((place) => nameOf(place).toLowerCase() === header.toLowerCase());
  const isShown =
    own.length === 0 || (scheme.docs !== '' && detection.by === 'headers' && !detection.headers.some(isOwn));
  const showsOwn = own.length > 0 && new Detector([scheme]).detect(parts) !== undefined;
  if (!isShown || showsOwn || isOfOneKind(scheme, found)) {
    return [];
  }
  const shown = (detection.by === 'headers' ? detection.headers : detection.names).slice(0, 3).join(', ');
  const sign = cause('framing-other-scheme', { provider: other.name, own: scheme.name, shown });
  return own.length === 0 ? [sign] : [sign, cause('secret-other')];
}

/** What points to a cause where nothing gives the received signature, the strongest first. */
export function signsOf(subject: Subject, verification: Verification): Cause[] {
  const { scheme } = subject.prepared;
  const { verdict } = verification;
  const signs = [
    ...verdictSigns(verification),
    ...(verdict === 'invalid' || verification.reason.code === 'unusableSecret' ? savedSigns(subject) : []),
    ...senderSigns(subject),
    ...(hidesSignature(subject) ? payloadSigns(subject) : []),
    ...headerSigns(subject),
    ...hedged(verdict === 'invalid' && isOfBody(scheme) ? payloadSigns(subject) : []),
    ...addressSigns(subject, verification, scheme),
  ];
  const distinct = signs.filter(({ id }, index) => signs.findIndex((other) => other.id === id) === index);
  return scheme.verify.kind === 'token' ? distinct.map(asToken) : distinct;
}
