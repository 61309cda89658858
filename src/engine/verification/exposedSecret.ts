import { Buffer } from 'node:buffer';
import type { ExposedSecret } from '../../protocol/exposedSecret.ts';
import { keyOfSource, ownerOfKey } from '../../protocol/secretKeys.ts';
import type { Knowledge } from './knowledge.ts';
import { isPublicKey } from '../signature/digest.ts';
import { pairsOf } from '../signature/headers.ts';
import { isInBody, type RequestParts } from '../signature/requestParts.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { Place } from '../../protocol/signature.ts';

/** A shorter secret may stand in a request by chance. */
const leastSecret = 12;
/** Bytes of a body that are looked at. */
const most = 1024 * 1024;

/** Base64 of a text wherever in a longer one it stands: without the characters that its neighbours are part of. */
function base64Within(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6)];
    return whole.toString('base64').slice(from, to);
  });
}

/** A secret as a request may hold it: as it is, in JSON, in a URL or form, in hex and in Base64. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const encoded = encodeURIComponent(secret);
  const lower = encoded.replace(/%../g, (escape) => escape.toLowerCase());
  const inJson = JSON.stringify(secret).slice(1, -1);
  const texts = [secret, inJson, encoded, lower, encoded.replaceAll('%20', '+')];
  const inBytes = texts.map((text) => Buffer.from(text, 'utf8').toString('latin1'));
  const base64 = base64Within(bytes);
  const urls = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = bytes.toString('hex');
  return [...new Set([...inBytes, hex, hex.toUpperCase(), ...base64, ...urls])];
}

/** A part of a request that may hold a secret, and its text, a character a byte. */
export type Searched = readonly [at: ExposedSecret['at'], text: string];

/** The parts of a request: the body, the URL and each header. */
export function searchedParts({ content, request }: RequestParts): readonly Searched[] {
  const body = Buffer.from(content.subarray(0, most)).toString('latin1');
  const headers = pairsOf(request.rawHeaders).map(([header, value]): Searched => [{ header }, value]);
  return [['body', body], ['URL', request.target], ...headers];
}

/** Where a text stands in any spelling; undefined where nowhere. */
export function placeInside(secret: string, parts: readonly Searched[]): ExposedSecret['at'] | undefined {
  if (secret.length < leastSecret) {
    return undefined;
  }
  const texts = spellings(secret);
  return parts.find(([, text]) => texts.some((spelling) => text.includes(spelling)))?.[0];
}

/** Whether what is saved for a scheme is to be kept to oneself: not the half of a key pair that anybody may have. */
function isSecret({ verify }: Scheme): boolean {
  switch (verify.kind) {
    case 'signature':
      return !isPublicKey(verify.algorithm);
    case 'jwt':
      return verify.algorithm === 'HS256';
    case 'token':
      return true;
    case 'builtin':
    case 'none':
      return false;
  }
}

/** Where a provider sends the secret itself, as it documents: its token, and what it asks with before it sends events. */
function documentedPlaces({ verify, handshake = [] }: Scheme): readonly Place[] {
  const asked = handshake.flatMap(({ token, secret }) => [token ?? [], secret ?? []].flat());
  return [...(verify.kind === 'token' ? [verify.from] : []), ...asked];
}

function isDocumented(at: ExposedSecret['at'], places: readonly Place[]): boolean {
  return places.some((place) => {
    if (typeof at === 'object') {
      return 'header' in place && place.header.toLowerCase() === at.header.toLowerCase();
    }
    return at === 'URL' ? 'query' in place : isInBody(place);
  });
}

/**
 * A saved secret that stands in a request itself, where its provider does not send it: whoever sees the request knows
 * it. `scheme` is the one that the request is of; undefined where it shows none.
 */
export function exposedSecret(
  parts: RequestParts,
  scheme: Scheme | undefined,
  { secrets, schemes, settings: { sources } }: Knowledge,
): ExposedSecret | undefined {
  const all = searchedParts(parts);
  for (const [key, list] of Object.entries(secrets)) {
    const source = sources.find((own) => keyOfSource(own) === key);
    const id = source === undefined ? key : source.provider;
    const owner = schemes.find((own) => own.id === id) ?? scheme;
    const places = [owner, scheme].flatMap((own) => (own === undefined ? [] : documentedPlaces(own)));
    const searched = all.filter(([at]) => !isDocumented(at, places));
    for (const { label, value } of owner === undefined || isSecret(owner) ? list : []) {
      const at = placeInside(value, searched);
      if (at !== undefined) {
        return { label, owner: source?.name ?? ownerOfKey(key) ?? owner?.name ?? key, at };
      }
    }
  }
  return undefined;
}
