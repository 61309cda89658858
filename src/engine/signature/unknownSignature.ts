import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { SignatureKind, UnknownSignature } from '../../protocol/unknownSignature.ts';
import { pairsOf } from './headers.ts';
import type { RequestParts } from './requestParts.ts';
import type { DigestEncoding, Place } from '../../protocol/signature.ts';

/** How much a name speaks of a signature; the highest goes first. */
type Strength = 0 | 1 | 2 | 3;

interface Candidate {
  readonly place: Place;
  readonly name: string;
  readonly value: string;
  readonly strength: Strength;
}

/** Characters of a value that are looked at: an RSA signature of 4096 bits in hex, among other items. */
const valueLimit = 8192;

/** Digests of content (RFC 9530 and before it), and what others than senders of webhooks put into requests. */
const otherHeader =
  /^(content-md5|(content|repr|want)-?.*digest|digest|signature-input|etag|if-.*|cookie|set-cookie|traceparent|tracestate|b3|sec-.*|cf-.*|x-amz-.*|x-amzn-.*|x-goog-.*|x-ms-.*|x-forwarded-.*|x-request-(?!.*sign).*|x-correlation-.*)$/;
/** A hash of something that is named is one of that thing: only one of the message, or of nothing named, may sign. */
const hashOfMessage =
  /^(x[-_.])?((payload|message|request|webhook|hook|event|verif|auth)[-_.])*(digest|hash|mac|checksum|sha-?(1|256|384|512))$/;

/** `X-WobbleSignature` and `wobble_signature` alike: words in lower case with hyphens between them. */
function wordsOf(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

function strengthOf(name: string): Strength {
  const words = wordsOf(name);
  if (/signature|hmac/.test(words)) {
    return /signature-?_?(version|method|algorithm|alg|type|format|id|key|timestamp|time|nonce)/.test(words)
      ? 0
      : 3;
  }
  if (/(^|[-_.])(sign|signed|sig|jws)([-_.]|$)/.test(words)) {
    return 2;
  }
  return hashOfMessage.test(words) ? 1 : 0;
}

function headerCandidates({ request }: RequestParts): Candidate[] {
  return pairsOf(request.rawHeaders).flatMap(([name, value]): Candidate[] => {
    const place = { header: name };
    const [, own] = /^authorization$/i.test(name)
      ? (/^\s*(?:hmac\S*|signature)\s+(.+)$/i.exec(value.slice(0, valueLimit)) ?? [])
      : [];
    if (own !== undefined) {
      return [{ place, name: 'signature', value: own, strength: 3 }];
    }
    const strength = otherHeader.test(name.toLowerCase()) ? 0 : strengthOf(name);
    return strength === 0 ? [] : [{ place, name, value, strength }];
  });
}

function queryCandidates({ query }: RequestParts): Candidate[] {
  return [...query].map(([name, value]) => ({
    place: { query: name },
    name,
    value,
    strength: strengthOf(name),
  }));
}

/** Fields of a form. As in JSON, a hash in a body is of anything: only what is called a signature counts. */
function formCandidates(parts: RequestParts): Candidate[] {
  return [...new Set(parts.fieldNames)].flatMap((name): Candidate[] => {
    const strength = strengthOf(name);
    const [value = ''] = strength > 1 ? parts.fieldValues(name) : [];
    return value === '' ? [] : [{ place: { form: name }, name, value, strength }];
  });
}

/** Fields of the body and of objects in it, and those of a form. */
function bodyCandidates(parts: RequestParts): Candidate[] {
  const { json } = parts;
  const found = formCandidates(parts);
  const look = (value: unknown, path: string): void => {
    for (const [name, item] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
      const strength = strengthOf(name);
      if (typeof item === 'string' && strength > 1) {
        found.push({ place: { json: path + name }, name, value: item, strength });
      } else if (path === '' && !Array.isArray(item)) {
        look(item, `${name}.`);
      }
    }
  };
  if (!Array.isArray(json)) {
    look(json, '');
  }
  return found;
}

interface Digest {
  readonly encoding: DigestEncoding;
  readonly bytes: Buffer;
}

/** Text as an encoded digest, undefined where it is none. Hex, where all characters are hex digits. */
function readDigest(text: string): Digest | undefined {
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) {
    const isUpper = /[A-F]/.test(text) && !/[a-f]/.test(text);
    return { encoding: isUpper ? 'hex-upper' : 'hex', bytes: Buffer.from(text, 'hex') };
  }
  const [, characters = '', padding = ''] = /^([A-Za-z0-9+/_-]+)(={0,2})$/.exec(text) ?? [];
  const isUrl = /[-_]/.test(characters);
  const isWhole = characters.length % 4 !== 1 && (padding === '' || text.length % 4 === 0);
  if (characters === '' || !isWhole || (isUrl && /[+/]/.test(characters))) {
    return undefined;
  }
  const encoding = isUrl ? 'base64url' : 'base64';
  return { encoding, bytes: Buffer.from(characters, encoding) };
}

/** An ASN.1 sequence that is as long as it says (X.690): what ECDSA signatures are in. */
const isSequence = (bytes: Buffer): boolean => bytes[0] === 0x30 && bytes[1] === bytes.length - 2;

const hashBytes: Readonly<Record<string, number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

/** What bytes of this length may be, the likeliest first; `label` is what they are called, `hint` all that stands beside them. */
function kindsOf(bytes: Buffer, label: string, hint: string): readonly SignatureKind[] {
  if (bytes.length >= 68 && bytes.length <= 72 && isSequence(bytes)) {
    return ['ecdsa'];
  }
  const [, named] = /(md5|sha-?_?(?:1|256|384|512))(?!\d)/.exec(label) ?? [];
  if (named !== undefined && bytes.length <= 64 && bytes.length !== hashBytes[named.replace(/-?_?/g, '')]) {
    return /ecdsa|es256/.test(hint) ? ['ecdsa'] : [];
  }
  switch (bytes.length) {
    case 16:
      return ['hmac-md5'];
    case 20:
      return ['hmac-sha1'];
    case 32:
      return ['hmac-sha256'];
    case 48:
      return ['hmac-sha384'];
    case 64:
      return /sha-?_?512/.test(hint)
        ? ['hmac-sha512']
        : /ed-?25519/.test(hint)
          ? ['ed25519']
          : /ecdsa|es256/.test(hint)
            ? ['ecdsa']
            : ['hmac-sha512', 'ed25519'];
    case 128:
    case 256:
    case 384:
    case 512:
      return ['rsa'];
    default:
      return [];
  }
}

/** Whether it is a hash of the body alone, which anybody can make. */
function isChecksum({ bytes }: Digest, { request }: RequestParts): boolean {
  const hash = Object.keys(hashBytes).find((name) => hashBytes[name] === bytes.length);
  return hash !== undefined && createHash(hash).update(request.body).digest().equals(bytes);
}

/** The value, and each item of it without the key in front: `t=1,v1=ab` has `1` and `ab`. */
function itemsOf(value: string): readonly (readonly [key: string, text: string])[] {
  const items = [value, ...value.split(/[,;\s]+/)].map((item) => item.trim());
  return items.flatMap((item) => {
    const [, key = '', text = ''] = /^([A-Za-z][A-Za-z0-9_-]{0,31})[=:,]"?(.+?)"?$/.exec(item) ?? [];
    const own = ['', item.replaceAll('"', '')] as const;
    return text === '' ? [own] : [own, [key, text] as const];
  });
}

/** A compact JWS (RFC 7515), its payload left out or not. */
function isJws(value: string): boolean {
  const [, header] = /^([\w-]{8,})\.[\w-]*\.[\w-]{16,}$/.exec(value) ?? [];
  return header !== undefined && /^\{\s*"/.test(Buffer.from(header, 'base64url').toString('latin1'));
}

function read({ place, name, value }: Candidate, parts: RequestParts): UnknownSignature | undefined {
  const text = value.slice(0, valueLimit).trim();
  const isMessage = 'header' in place && /^signature$/i.test(name);
  if (isMessage && (/keyid="/i.test(text) || /^[\w.*-]+=:[A-Za-z0-9+/=]+:/.test(text))) {
    return { place, kinds: ['http-message'], encoding: null };
  }
  if (isJws(text)) {
    return { place, kinds: ['jws'], encoding: null };
  }
  for (const [key, item] of itemsOf(text)) {
    const digest = readDigest(item);
    const label = `${name} ${key}`.toLowerCase();
    const kinds =
      digest === undefined ? [] : kindsOf(digest.bytes, label, label + text.slice(0, 40).toLowerCase());
    if (digest !== undefined && kinds.length > 0 && !isChecksum(digest, parts)) {
      return { place, kinds, encoding: digest.encoding };
    }
  }
  return undefined;
}

/**
 * A value in a request that looks like a signature: its name speaks of one and its form is that of a digest. The one
 * whose name says most; undefined where there is none.
 */
export function unknownSignature(parts: RequestParts): UnknownSignature | undefined {
  const candidates = [...headerCandidates(parts), ...queryCandidates(parts), ...bodyCandidates(parts)];
  for (const candidate of candidates.toSorted((one, other) => other.strength - one.strength)) {
    const found = candidate.strength === 0 ? undefined : read(candidate, parts);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
