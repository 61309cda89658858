import type { Place } from '../../protocol/event.ts';
import { pairsOf } from './headers.ts';
import type { SignedRequest } from './requestParts.ts';
import { setJson } from './setJson.ts';

/** Headers with this one's value in the place of the first of its name, and of no other; behind all where it is new. */
export function withHeader(rawHeaders: readonly string[], name: string, value: string): string[] {
  const isOwn = (own: string): boolean => own.toLowerCase() === name.toLowerCase();
  const pairs = pairsOf(rawHeaders);
  const first = pairs.findIndex(([own]) => isOwn(own));
  if (first < 0) {
    return [...rawHeaders, name, value];
  }
  return pairs
    .filter(([own], index) => index === first || !isOwn(own))
    .flatMap(([own, old]) => (isOwn(own) ? [own, value] : [own, old]));
}

/** The name of a query parameter as a server reads it. */
function parameterName(parameter: string): string {
  return [...new URLSearchParams(parameter).keys()][0] ?? '';
}

/** A URL or request target with a parameter in the place of the first of its name, behind all where it is new. */
export function withQuery(url: string, name: string, value: string): string {
  const start = url.indexOf('?');
  const parameters = start < 0 ? [] : url.slice(start + 1).split('&');
  const written = new URLSearchParams([[name, value]]).toString();
  const first = parameters.findIndex((own) => parameterName(own) === name);
  const changed =
    first < 0 ? [...parameters.filter((own) => own !== ''), written] : parameters.with(first, written);
  return `${start < 0 ? url : url.slice(0, start)}?${changed.join('&')}`;
}

/**
 * A request with a text at a place: instead of what stands there, else added. An item of the signature's own value
 * is written with the signature.
 */
export function withValue(request: SignedRequest, place: Place, text: string): SignedRequest {
  if ('header' in place) {
    return { ...request, rawHeaders: withHeader(request.rawHeaders, place.header, text) };
  }
  if ('query' in place) {
    return { ...request, target: withQuery(request.target, place.query, text) };
  }
  return 'json' in place ? { ...request, body: setJson(request.body, place.json, text) } : request;
}
