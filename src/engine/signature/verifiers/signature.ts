import { timingSafeEqual } from 'node:crypto';
import { algorithms, digestOf, hexHash, isPublicKey, publicKeyMatches } from '../digest.ts';
import type { Key } from '../keys.ts';
import { compileRule, type CompiledRule, type PreparedScheme } from '../preparedScheme.ts';
import type { RequestParts } from '../requestParts.ts';
import type { SignatureAlgorithm, SignatureRule } from '../scheme.ts';
import { urlSpellings } from '../signedUrl.ts';
import { coversBody, coversForm, fillTemplate, presentParts, signsUrl, type Filling } from '../template.ts';
import { aheadOf, timeFault } from '../timestamp.ts';
import {
  absent,
  invalid,
  matching,
  withoutKey,
  type Circumstances,
  type Verification,
} from '../verification.ts';
import { readSignature, type Claim, type SignatureReading } from './readSignature.ts';
import type { Place } from '../../../protocol/signature.ts';
import type { Coverage } from '../../../protocol/reason.ts';

interface Match {
  readonly claim: Claim;
  readonly key: Key;
  readonly filling: Filling;
}

/** The claim that a key made over some bytes. */
function matchingClaim(
  algorithm: SignatureAlgorithm,
  key: Key,
  pieces: readonly Uint8Array[],
  claims: readonly Claim[],
): Claim | undefined {
  if (isPublicKey(algorithm)) {
    return claims.find(({ bytes }) => publicKeyMatches(algorithm, key.key, pieces, bytes));
  }
  const expected = digestOf(algorithm, key.key, pieces);
  return claims.find(({ bytes }) => timingSafeEqual(bytes, expected));
}

/** Every key is tried with every spelling of the URL. */
function findMatch(
  { rule, content, needsUrl }: CompiledRule,
  { claims, fields, timestamp }: SignatureReading,
  keys: readonly Key[],
  [parts, at]: readonly [RequestParts, Circumstances],
): Match | undefined {
  const urls = needsUrl ? urlSpellings(at.url.url, rule.url) : [''];
  for (const key of keys) {
    for (const url of urls) {
      const filling = { parts, fields, timestamp, url, secret: key.text, listed: rule.listed };
      const claim = matchingClaim(rule.algorithm, key, fillTemplate(content, filling), claims);
      if (claim !== undefined) {
        return { claim, key, filling };
      }
    }
  }
  return undefined;
}

function mismatch(
  { rule, content }: CompiledRule,
  [claim]: SignatureReading['claims'],
  { scheme, secretLabels }: PreparedScheme,
  { url }: Circumstances,
): Verification {
  const { place } = claim;
  if (signsUrl(content) && !url.isKnown) {
    return invalid({ code: 'publicUrlMissing', place, provider: scheme.name, tried: url.url });
  }
  const { proof } = algorithms[rule.algorithm];
  const digestCharacters = claim.characters;
  const { encoding } = rule;
  return invalid({ code: 'mismatch', place, proof, digestCharacters, encoding, secretLabels });
}

/** Whether a hash of the body is part of the request, and is that of another body. */
function bodyHashFault({ bodyHash }: SignatureRule, parts: RequestParts): Verification | undefined {
  const [claimed] = bodyHash === undefined ? [] : parts.valuesAt(bodyHash.from);
  if (bodyHash === undefined || claimed === undefined) {
    return undefined;
  }
  const { algorithm, from: place } = bodyHash;
  return claimed === hexHash(algorithm, parts.request.body)
    ? undefined
    : invalid({ code: 'bodyHash', place, algorithm });
}

function coverageOf({ rule, content }: CompiledRule, filling: Filling): Coverage {
  const { parts } = filling;
  const hasBodyHash = rule.bodyHash !== undefined && parts.valuesAt(rule.bodyHash.from).length > 0;
  if (coversBody(content) || hasBodyHash) {
    return { kind: 'body', bytes: parts.request.body.length };
  }
  return coversForm(content, parts)
    ? { kind: 'form' }
    : { kind: 'partial', parts: presentParts(content, filling) };
}

function matched(
  compiled: CompiledRule,
  { claim, key, filling }: Match,
  ahead: ReturnType<typeof aheadOf>,
): Verification {
  const { title: algorithm, proof } = algorithms[compiled.rule.algorithm];
  const { place } = claim;
  const coverage = coverageOf(compiled, filling);
  return matching({ code: 'matches', place, proof, algorithm, secretLabel: key.label, coverage, ...ahead });
}

function verifyOne(
  compiled: CompiledRule,
  prepared: PreparedScheme,
  parts: RequestParts,
  at: Circumstances,
): Verification {
  const reading = readSignature(compiled, prepared, parts);
  if ('verdict' in reading) {
    return reading;
  }
  const { claims, sentAt, lost } = reading;
  if (prepared.keys.length === 0) {
    return withoutKey(claims[0].place, prepared);
  }
  const match = findMatch(compiled, reading, prepared.keys, [parts, at]);
  if (match === undefined) {
    return mismatch(compiled, claims, prepared, at);
  }
  const { rule } = compiled;
  if (lost !== undefined) {
    return invalid({ code: 'lacks', place: lost, secretLabel: match.key.label });
  }
  const time =
    rule.timestamp === undefined || sentAt === undefined
      ? undefined
      : timeFault(sentAt, rule.timestamp, at, match.key.label);
  return bodyHashFault(rule, parts) ?? time ?? matched(compiled, match, aheadOf(sentAt, at));
}

/** Holds every signature of a request against the keys: the form first, then the digest, then the time. */
export function verifySignature(
  rule: SignatureRule,
  prepared: PreparedScheme,
  parts: RequestParts,
  at: Circumstances,
): Verification {
  const compiled = compileRule(rule);
  if (rule.each === undefined) {
    return verifyOne(compiled, prepared, parts, at);
  }
  const results = parts.itemsAt(rule.each).map((item) => verifyOne(compiled, prepared, item, at));
  const place: Place = { json: rule.each };
  return results.find(({ verdict }) => verdict !== 'valid') ?? results[0] ?? absent(place, prepared);
}
