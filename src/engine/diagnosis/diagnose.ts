import type { Cause, Diagnosis, DiagnosisLevel, Recovered } from '../../protocol/diagnosis.ts';
import { isVerified } from '../../protocol/verdict.ts';
import { secretForm } from '../verification/providerInfo.ts';
import { hexHash, isPublicKey } from '../signature/digest.ts';
import { headerValues } from '../signature/headers.ts';
import type { PublicKeyAlgorithm, SignatureRule } from '../signature/scheme.ts';
import type { Verification } from '../signature/verification.ts';
import { verifyRequest } from '../verification/verifyRequest.ts';
import { causesBeside } from './besides.ts';
import { bodyVariants } from './bodyVariants.ts';
import type { Clock } from './clock.ts';
import { constructionVariants } from './constructions.ts';
import { differencesOf } from './differences.ts';
import { framingVariants } from './framings.ts';
import { cause, type Variants } from './hypothesis.ts';
import { searchHash } from './hashes.ts';
import { searchJwts } from './jwts.ts';
import { searchPublicKeys } from './publicKeys.ts';
import { otherProvider } from './otherSchemes.ts';
import { search, type Found, type SearchResult } from './search.ts';
import { secretCompletions, secretVariants } from './secrets.ts';
import { signsOf } from './signs.ts';
import type { Subject } from './subject.ts';
import { oddTargetsOf, targetsOf } from './targets.ts';
import { timeCauses, timesBeside } from './times.ts';
import { asToken, searchTokens } from './tokens.ts';
import type { Reason } from '../../protocol/reason.ts';

/** What is most likely where nothing was found and nothing points anywhere; `prefix`: what no saved secret begins with. */
function usualCauses({ secrets, prepared: { scheme } }: Subject): readonly Cause[] {
  if (scheme.verify.kind === 'token') {
    return [asToken(cause('secret-other'))];
  }
  const { prefix } = secretForm(scheme);
  const own = secrets.filter(({ isOwn }) => isOwn);
  const isOdd = own.length > 0 && !own.some(({ value }) => value.startsWith(prefix));
  return [cause('secret-other', isOdd ? { prefix } : {}), cause('body-edited')];
}

const utf8 = { encoding: 'utf8' } as const;

function bodiesOf({ case: { request }, prepared: { scheme } }: Subject): Variants<Uint8Array> {
  const [contentType = ''] = headerValues(request.rawHeaders, 'content-type');
  return bodyVariants(request.body, contentType, scheme.id);
}

function isPublicKeyRule(
  rule: SignatureRule,
): rule is SignatureRule & { readonly algorithm: PublicKeyAlgorithm } {
  return isPublicKey(rule.algorithm);
}

const nothingTried: SearchResult = { found: null, tried: 0, isCutShort: false };

/** Without anything that could be a signature there is nothing to search, however long. */
function searchSignature(rule: SignatureRule, subject: Subject, clock: Clock): SearchResult {
  const targets = targetsOf(subject);
  const odd = oddTargetsOf(subject);
  if (targets.length + odd.length === 0) {
    return nothingTried;
  }
  const bodies = bodiesOf(subject);
  const framings = framingVariants(subject);
  if (isPublicKeyRule(rule)) {
    return searchPublicKeys(rule, { targets, bodies, framings }, subject, clock);
  }
  const { name, secretPrefix } = subject.prepared.scheme;
  const keyRule = secretPrefix === undefined ? rule.key : { ...rule.key, documented: secretPrefix };
  const secrets = secretVariants(subject.secrets, keyRule, name);
  const completions = secretCompletions(subject.secrets, rule.key);
  const constructions = constructionVariants(rule);
  return search({ targets, odd, secrets, completions, bodies, framings, constructions }, clock);
}

/** Searches as the kind of proof demands it. */
function searchFor(subject: Subject, { reason }: Verification, clock: Clock): SearchResult {
  const { request, parts } = subject.case;
  const { verify: rule, name } = subject.prepared.scheme;
  switch (rule.kind) {
    case 'signature':
      return reason.code === 'bodyHash'
        ? searchHash(
            parts.valuesAt(reason.place),
            (body) => hexHash('sha256', body),
            bodiesOf(subject),
            clock,
          )
        : searchSignature(rule, subject, clock);
    case 'token': {
      const values = parts.valuesAt(rule.from);
      const secrets = secretVariants(subject.secrets, utf8, name);
      return values.length === 0
        ? nothingTried
        : searchTokens(rule, { values, body: request.body }, secrets, clock);
    }
    case 'jwt': {
      const [received = ''] = headerValues(request.rawHeaders, rule.header);
      const space = {
        received,
        secrets: secretVariants(subject.secrets, rule.key, name),
        bodies: bodiesOf(subject),
      };
      return searchJwts(rule, space, reason.code === 'bodyHash', clock);
    }
    case 'builtin':
    case 'none':
      return nothingTried;
  }
}

function recoveredFrom({ body }: Found, received: Uint8Array): Recovered | null {
  if (Buffer.compare(body, received) === 0) {
    return null;
  }
  const { differences, count } = differencesOf(received, body);
  return { body, differences, differenceCount: count };
}

/** What was found, and what else is wrong where the signature is right over the time and the claims that came. */
function causesOf({ causes }: Found, reason: Reason, subject: Subject): readonly Cause[] {
  const isBeside = ['wrongTime', 'wrongClaim', 'lacks'].includes(reason.code);
  const isOfTime = causes.some(({ id }) => /^(?:framing|time)-/.test(id));
  return causes.length === 0 || (isBeside && !isOfTime)
    ? [...causes, ...causesBeside(reason, subject)]
    : [...causes, ...timesBeside(subject, causes)];
}

/** What signs the same way is no provider's by that alone: one is named where all of the request is as it sends it. */
function ofOtherProvider(
  subject: Subject,
  found: Found | null,
): Pick<Finding, 'causes' | 'secretLabel'> | undefined {
  const isOpen = found === null || found.causes.some(({ id }) => id === 'framing-other-scheme');
  const isElsewhere = found?.causes.some(({ id }) => id === 'header-renamed') === true;
  const other = isOpen || isElsewhere ? otherProvider(subject) : undefined;
  // A header that was renamed may have got any provider's name: only what shows a provider tells that one sent it.
  const shown = subject.knowledge.detector.detect(subject.case.parts);
  const isShown = shown?.isVague === false && shown.scheme.id === other?.id;
  return other === undefined || !(isOpen || isShown)
    ? undefined
    : {
        causes: [cause('framing-other-scheme', { provider: other.provider })],
        secretLabel: other.secretLabel,
      };
}

interface Finding {
  readonly level: DiagnosisLevel;
  readonly causes: readonly Cause[];
  readonly secretLabel?: string;
  readonly corrected?: string | undefined;
  readonly recovered?: Recovered | null;
  readonly result?: SearchResult;
}

function findingOf(subject: Subject, verification: Verification, clock: Clock): Finding {
  const { verdict, reason } = verification;
  if (isVerified(verdict)) {
    return {
      level: 'verifies',
      causes: [],
      ...(reason.code === 'matches' ? { secretLabel: reason.secretLabel } : {}),
    };
  }
  if (reason.code === 'expired') {
    return { level: 'proven', causes: timeCauses(reason, subject), secretLabel: reason.secretLabel };
  }
  const result = searchFor(subject, verification, clock);
  const { found } = result;
  const other = ofOtherProvider(subject, found);
  if (other !== undefined) {
    return { level: 'proven', ...other, result };
  }
  if (found !== null) {
    const { secretLabel, corrected } = found;
    const causes = causesOf(found, reason, subject);
    const recovered = recoveredFrom(found, subject.case.request.body);
    return { level: 'proven', causes, secretLabel, corrected, recovered, result };
  }
  const signs = signsOf(subject, verification);
  if (signs.length === 0 && reason.code === 'bodyHash') {
    // Its signature is right: no other secret is the cause. Without a hash nothing was compared.
    return result.tried > 0
      ? { level: 'likely', causes: [cause('body-edited')], result }
      : { level: 'proven', causes: causesBeside(reason, subject), result };
  }
  return signs.length > 0
    ? { level: 'likely', causes: signs, result }
    : { level: 'unexplained', causes: usualCauses(subject), result };
}

/** Why a request's signature does not verify, as far as that can be found within the clock's time. */
export function diagnose(subject: Subject, clock: Clock): Diagnosis {
  const start = performance.now();
  const verification = verifyRequest(subject.case, subject.prepared, false);
  const {
    level,
    causes,
    secretLabel = null,
    corrected,
    recovered,
    result,
  } = findingOf(subject, verification, clock);
  return {
    level,
    causes,
    provider: subject.prepared.scheme.name,
    secretLabel,
    correction:
      secretLabel === null || corrected === undefined
        ? null
        : { key: subject.ownKey, label: secretLabel, value: corrected },
    recovered: recovered ?? null,
    tried: result?.tried ?? 1,
    milliseconds: performance.now() - start,
    isCutShort: result?.isCutShort ?? false,
  };
}
