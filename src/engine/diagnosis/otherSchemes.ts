import type { Place } from '../../protocol/event.ts';
import { compileRule } from '../signature/preparedScheme.ts';
import { noFields, type RequestParts } from '../signature/requestParts.ts';
import type { Scheme, SignatureRule } from '../signature/scheme.ts';
import type { Template } from '../signature/template.ts';

/** How another provider puts its signed content together, with the time that it takes from the request. */
export interface OtherFraming {
  readonly provider: string;
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

function framingOf({ name, verify: rule }: Scheme, parts: RequestParts): OtherFraming[] {
  if (rule.kind !== 'signature' || rule.each !== undefined) {
    return [];
  }
  const places = placesOf(compileRule(rule).content, rule, parts);
  // Items of a signature header are not looked at: the received one is read as the request's own scheme has it.
  if (places === undefined || places.some((place) => parts.valuesAt(place, noFields).length === 0)) {
    return [];
  }
  const [timestamp = ''] = rule.timestamp === undefined ? [] : parts.valuesAt(rule.timestamp.from);
  return [{ provider: name, rule, timestamp }];
}

/** The framings of all providers that a request can fill, each content once. */
export function otherFramings(schemes: readonly Scheme[], parts: RequestParts): OtherFraming[] {
  const seen = new Set<string>();
  return schemes
    .flatMap((scheme) => framingOf(scheme, parts))
    .filter(({ rule, timestamp }) => {
      const key = `${rule.content}\n${timestamp}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    });
}
