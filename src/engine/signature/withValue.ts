import { Buffer } from 'node:buffer';
import { pairsOf } from './headers.ts';
import { RequestParts, type SignedRequest } from './requestParts.ts';
import { setJson } from './setJson.ts';
import type { Place } from '../../protocol/signature.ts';

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

/** Parameters with one in the place of the first of its name, behind all where it is new. */
function withParameter(text: string, name: string, value: string): string {
  const parameters = text.split('&');
  const written = new URLSearchParams([[name, value]]).toString();
  const first = parameters.findIndex((own) => parameterName(own) === name);
  const changed =
    first < 0 ? [...parameters.filter((own) => own !== ''), written] : parameters.with(first, written);
  return changed.join('&');
}

/** A URL or request target with a parameter in the place of the first of its name, behind all where it is new. */
export function withQuery(url: string, name: string, value: string): string {
  const start = url.indexOf('?');
  const own = start < 0 ? '' : url.slice(start + 1);
  return `${start < 0 ? url : url.slice(0, start)}?${withParameter(own, name, value)}`;
}

/** A body with a text as a field of its form. A multipart one keeps its other bytes; it has to have the field. */
function withField(request: SignedRequest, name: string, text: string): Uint8Array {
  const parts = new RequestParts(request);
  const { body } = request;
  if (parts.hasForm) {
    return Buffer.from(withParameter(Buffer.from(body).toString('latin1'), name, text), 'latin1');
  }
  const old = parts.fieldBytes(name);
  if (old === undefined) {
    return body;
  }
  const start = old.byteOffset - body.byteOffset;
  return Buffer.concat([
    body.subarray(0, start),
    Buffer.from(text, 'utf8'),
    body.subarray(start + old.length),
  ]);
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
  if ('form' in place) {
    return { ...request, body: withField(request, place.form, text) };
  }
  return 'json' in place ? { ...request, body: setJson(request.body, place.json, text) } : request;
}
