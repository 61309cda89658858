import { compileRule, prepareScheme } from '../signature/preparedScheme.ts';
import type { Fields, RequestParts } from '../signature/requestParts.ts';
import type { Scheme, SignatureRule } from '../signature/scheme.ts';
import type { Template } from '../signature/template.ts';
import { verifyRequest } from '../verification/verifyRequest.ts';
import type { Subject } from './subject.ts';
import type { Place } from '../../protocol/signature.ts';

/** A provider's rules by which a request is right in all: its headers, their form, the content and the algorithm. */
export interface OtherProvider {
  readonly id: string;
  readonly provider: string;
  readonly secretLabel: string;
}

/** The provider whose rules a request fits as it came, with a saved secret; undefined where it fits none but its own. */
export function otherProvider({
  case: received,
  prepared,
  knowledge,
  secrets,
}: Subject): OtherProvider | undefined {
  for (const scheme of knowledge.schemes) {
    const { id, name, verify } = scheme;
    const isThere =
      verify.kind === 'signature' &&
      id !== prepared.scheme.id &&
      verify.signature.some((place) => received.parts.valuesAt(place).length > 0);
    const { verdict, reason } = isThere
      ? verifyRequest(received, prepareScheme(scheme, secrets), true)
      : { verdict: undefined, reason: undefined };
    if (verdict === 'valid' && reason?.code === 'matches') {
      return { id, provider: name, secretLabel: reason.secretLabel };
    }
  }
  return undefined;
}

/** How another provider puts its signed content together, with the time that it takes from the request. */
export interface OtherFraming {
  readonly rule: SignatureRule;
  readonly timestamp: string;
}

/** Where the values of a template stand; undefined where the request has no such thing at all. */
function placesOf({ runs }: Template, rule: SignatureRule, parts: RequestParts): Place[] | undefined {
  const places: Place[] = [];
  for (const part of runs.flatMap((run) => run.parts)) {
    if (part.kind === 'place') {
      places.push(part.place);
    } else if (part.kind === 'timestamp' && rule.timestamp !== undefined) {
      places.push(rule.timestamp.from);
    } else if (part.kind === 'listed' && rule.listed !== undefined) {
      places.push(rule.listed.names);
    } else if (part.kind === 'form' && !parts.hasForm) {
      return undefined;
    }
  }
  return places;
}

function framingOf({ verify: rule }: Scheme, parts: RequestParts, fields: Fields): OtherFraming[] {
  if (rule.kind !== 'signature' || rule.each !== undefined) {
    return [];
  }
  const places = placesOf(compileRule(rule).content, rule, parts);
  if (places === undefined || places.some((place) => parts.valuesAt(place, fields).length === 0)) {
    return [];
  }
  const [timestamp = ''] = rule.timestamp === undefined ? [] : parts.valuesAt(rule.timestamp.from, fields);
  return [{ rule, timestamp }];
}

/** The framings of all providers that a request can fill, with the items of its signature, each content once. */
export function otherFramings(
  schemes: readonly Scheme[],
  parts: RequestParts,
  fields: Fields,
): OtherFraming[] {
  const seen = new Set<string>();
  return schemes
    .flatMap((scheme) => framingOf(scheme, parts, fields))
    .filter(({ rule, timestamp }) => {
      const key = `${rule.content}\n${timestamp}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}
