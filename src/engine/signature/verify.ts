import { timingSafeEqual } from 'node:crypto';
import type { Reason, Verdict } from '../../protocol/event.ts';
import { decodeDigest, hashes, hmac } from './digest.ts';
import { hasHeader, headerValues } from './headers.ts';
import type { Key, PreparedScheme } from './preparedScheme.ts';
import type { SignatureRule } from './scheme.ts';
import { fillTemplate, type SignedRequest } from './template.ts';

export interface Verification {
  readonly verdict: Verdict;
  readonly reason: Reason;
}

/** What a header claims as a digest of the scheme, still text. */
interface Candidate {
  readonly header: string;
  readonly text: string;
}

interface Digest {
  readonly header: string;
  readonly bytes: Buffer;
}

const malformed = (reason: Reason): Verification => ({ verdict: 'malformed', reason });

/** The candidates of a header value under a parse rule; values of other versions of the scheme are passed over. */
function candidatesOf(value: string, rule: SignatureRule): string[] | undefined {
  const parse = rule.parse;
  if (parse === undefined) {
    return [value];
  }
  const items = parse.items === undefined ? [value] : value.split(parse.items).map((item) => item.trim());
  const digests = items.flatMap((item) => {
    const at = item.indexOf(parse.pair);
    return at > 0 && parse.keys.includes(item.slice(0, at)) ? [item.slice(at + parse.pair.length)] : [];
  });
  return digests.length > 0 ? digests : undefined;
}

function expectedForm(rule: SignatureRule): string {
  const key = rule.parse?.keys[0];
  return key === undefined ? rule.encoding : `${key}${rule.parse?.pair ?? ''}<${rule.encoding}>`;
}

/** What one header claims, or what is wrong with the header as a whole. */
function readHeader(
  header: string,
  values: readonly string[],
  rule: SignatureRule,
): Candidate[] | Verification {
  const [value = ''] = values;
  if (values.length > 1) {
    return malformed({ code: 'severalHeaders', header, count: values.length });
  }
  if (value === '') {
    return malformed({ code: 'emptySignature', header });
  }
  const texts = candidatesOf(value, rule);
  return texts === undefined
    ? malformed({ code: 'wrongForm', header, expectedForm: expectedForm(rule) })
    : texts.map((text) => ({ header, text }));
}

/** Everything that claims to be a signature of the scheme, from every header that may hold one. */
function readSignature(prepared: PreparedScheme, request: SignedRequest): Candidate[] | Verification {
  const { verify: rule, name } = prepared.scheme;
  const missing = (header: string): Verification => {
    return { verdict: 'missing', reason: { code: 'missingHeader', header, provider: name } };
  };
  const absent = rule.requires?.find(({ header }) => !hasHeader(request.rawHeaders, header));
  if (absent !== undefined) {
    return missing(absent.header);
  }
  const candidates: Candidate[] = [];
  for (const { header } of rule.signature) {
    const values = headerValues(request.rawHeaders, header);
    const read = values.length === 0 ? [] : readHeader(header, values, rule);
    if ('verdict' in read) {
      return read;
    }
    candidates.push(...read);
  }
  return candidates.length === 0 ? missing(rule.signature[0].header) : candidates;
}

/** The digests that are claimed, or what is wrong with the first that is none. */
function readDigests(candidates: readonly Candidate[], rule: SignatureRule): Digest[] | Verification {
  const { encoding } = rule;
  const digests: Digest[] = [];
  for (const { header, text } of candidates) {
    const digest = decodeDigest(text, encoding, hashes[rule.algorithm].bytes);
    if (Buffer.isBuffer(digest)) {
      digests.push({ header, bytes: digest });
    } else if (digest.fault === 'length') {
      const lengths = { expected: digest.expected, actual: text.length };
      return malformed({ code: 'wrongLength', header, encoding, ...lengths });
    } else {
      const { position, uppercaseHex } = digest;
      return malformed({ code: 'wrongCharacter', header, encoding, position, uppercaseHex });
    }
  }
  return digests;
}

interface Match {
  readonly header: string;
  readonly key: Key;
}

function findMatch(
  { scheme, content, keys }: PreparedScheme,
  digests: readonly Digest[],
  request: SignedRequest,
): Match | undefined {
  for (const key of keys) {
    const expected = hmac(scheme.verify.algorithm, key.key, fillTemplate(content, request));
    const match = digests.find(({ bytes }) => timingSafeEqual(bytes, expected));
    if (match !== undefined) {
      return { header: match.header, key };
    }
  }
  return undefined;
}

function mismatch(prepared: PreparedScheme, [first]: readonly Candidate[]): Verification {
  const { encoding } = prepared.scheme.verify;
  const secretLabels = prepared.keys.map(({ label }) => label);
  const { header, text } = first ?? { header: '', text: '' };
  const reason = { code: 'mismatch', header, digestCharacters: text.length, encoding, secretLabels } as const;
  return { verdict: 'invalid', reason };
}

/**
 * Holds a request against a scheme with its secrets: the form first, then the digest, in constant time.
 * Depends on its arguments alone; nothing that a sender writes makes it throw.
 */
export function verify(request: SignedRequest, prepared: PreparedScheme): Verification {
  const { verify: rule, name } = prepared.scheme;
  const candidates = readSignature(prepared, request);
  if ('verdict' in candidates) {
    return candidates;
  }
  const digests = readDigests(candidates, rule);
  if ('verdict' in digests) {
    return digests;
  }
  if (prepared.keys.length === 0) {
    const header = candidates[0]?.header ?? '';
    return { verdict: 'noSecret', reason: { code: 'noSecret', header, provider: name } };
  }
  const match = findMatch(prepared, digests, request);
  if (match === undefined) {
    return mismatch(prepared, candidates);
  }
  return {
    verdict: 'valid',
    reason: {
      code: 'matches',
      header: match.header,
      algorithm: hashes[rule.algorithm].title,
      secretLabel: match.key.label,
      coverage: prepared.content.coversBody
        ? { kind: 'body', bytes: request.body.length }
        : { kind: 'partial', parts: prepared.content.text },
    },
  };
}
