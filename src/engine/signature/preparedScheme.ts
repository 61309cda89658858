import type { Secret, Secrets } from '../../protocol/engine.ts';
import { isPublicKey } from './digest.ts';
import { keysOf, type Key } from './keys.ts';
import type { RequestParts } from './requestParts.ts';
import type { KeyRule, Scheme, SignatureRule } from './scheme.ts';
import { compileTemplate, signedHeaders, signsSecret, usesUrl, type Template } from './template.ts';
import type { Place } from '../../protocol/signature.ts';

/** A scheme with the saved secrets that a request is held against. */
export interface PreparedScheme {
  readonly scheme: Scheme;
  readonly keys: readonly Key[];
  /** Of all saved secrets, also of those that are no key. */
  readonly secretLabels: readonly string[];
}

/** A signature rule with what can be worked out of it once. */
export interface CompiledRule {
  readonly rule: SignatureRule;
  readonly content: Template;
  /** Whether the URL, or its path, is part of what is signed. */
  readonly needsUrl: boolean;
  /** Headers that the verdict rests on, beside the signature: more than one of a name is a fault. */
  readonly headers: readonly string[];
}

const compiled = new WeakMap<SignatureRule, CompiledRule>();

function headersOf(rule: SignatureRule, content: Template): string[] {
  const places = [...(rule.requires ?? []), ...(rule.timestamp === undefined ? [] : [rule.timestamp.from])];
  const named = places.flatMap((place) => ('header' in place ? [place.header] : []));
  return [...new Set([...named, ...signedHeaders(content)].map((name) => name.toLowerCase()))];
}

/** @throws TypeError where the content is not a template. */
export function compileRule(rule: SignatureRule): CompiledRule {
  let result = compiled.get(rule);
  if (result === undefined) {
    const content = compileTemplate(rule.content);
    result = { rule, content, needsUrl: usesUrl(content), headers: headersOf(rule, content) };
    compiled.set(rule, result);
  }
  return result;
}

/** Where a request of this provider may hold its signature or token; empty where it signs in no place of its own. */
export function signaturePlaces({ verify }: Scheme): readonly Place[] {
  switch (verify.kind) {
    case 'signature':
      return verify.signature;
    case 'token':
      return [verify.from];
    case 'jwt':
      return [{ header: verify.header }];
    case 'builtin':
    case 'none':
      return [];
  }
}

/** A scheme as a request has its form, where it is one of several: by its signature, else by what belongs to that. */
export function asSentIn<T extends Scheme | undefined>(scheme: T, parts: RequestParts): T {
  const has = (places: readonly Place[] = []): boolean =>
    places.some((place) => parts.valuesAt(place).some((value) => value !== ''));
  if (scheme?.otherForms === undefined || has(signaturePlaces(scheme))) {
    return scheme;
  }
  const { otherForms, verify } = scheme;
  const isBegun = verify.kind === 'signature' && has(verify.requires);
  const form =
    otherForms.find((own) => has(own.verify.signature)) ??
    (isBegun ? undefined : otherForms.find((own) => has(own.verify.requires)));
  return form === undefined ? scheme : { ...scheme, ...form };
}

/** The same with its secrets, which are those of all forms. */
export function preparedAsSentIn(prepared: PreparedScheme, parts: RequestParts): PreparedScheme {
  const scheme = asSentIn(prepared.scheme, parts);
  return scheme === prepared.scheme ? prepared : { ...prepared, scheme };
}

/** The header that only a request of this provider has; undefined where there is not one, or it may be of anybody. */
export function ownHeaderOf(scheme: Scheme): Place | undefined {
  const places = signaturePlaces(scheme);
  const [place] = places;
  const isOwn = places.length === 1 && place !== undefined && 'header' in place;
  return isOwn && !/^(authorization|signature)$/i.test(place.header) ? place : undefined;
}

const asText: KeyRule = { encoding: 'utf8' };
const asCertificate: KeyRule = { encoding: 'pem' };

function keyRuleOf({ verify }: Scheme): KeyRule {
  switch (verify.kind) {
    case 'signature':
    case 'jwt':
      return verify.key;
    case 'builtin':
      return asCertificate;
    case 'token':
    case 'none':
      return asText;
  }
}

export function prepareScheme(scheme: Scheme, secrets: readonly Secret[]): PreparedScheme {
  const { verify } = scheme;
  const hasTextBesideKey =
    verify.kind === 'signature' && isPublicKey(verify.algorithm) && signsSecret(compileRule(verify).content);
  return {
    scheme,
    keys: keysOf(secrets, keyRuleOf(scheme), hasTextBesideKey),
    secretLabels: secrets.map(({ label }) => label),
  };
}

/** Every scheme with its secrets, by scheme id. */
export function prepareSchemes(schemes: readonly Scheme[], secrets: Secrets): Map<string, PreparedScheme> {
  // A person may call a provider "constructor".
  const own = (id: string): readonly Secret[] => (Object.hasOwn(secrets, id) ? (secrets[id] ?? []) : []);
  return new Map(schemes.map((scheme) => [scheme.id, prepareScheme(scheme, own(scheme.id))]));
}
