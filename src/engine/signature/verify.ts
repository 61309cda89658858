import { timingSafeEqual } from 'node:crypto';
import type { Reason, Verdict } from '../../protocol/event.ts';
import { decodeDigest, hashes, hmac } from './digest.ts';
import { headerValues } from './headers.ts';
import type { Key, PreparedScheme } from './preparedScheme.ts';
import type { SignatureRule } from './scheme.ts';
import { fillTemplate, type SignedRequest } from './template.ts';

export interface Verification {
  readonly verdict: Verdict;
  readonly reason: Reason;
}

interface ReceivedSignature {
  readonly header: string;
  /** What the header claims as digests of this scheme, still text. */
  readonly candidates: readonly string[];
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

function readSignature(prepared: PreparedScheme, request: SignedRequest): ReceivedSignature | Verification {
  const { verify: rule, name } = prepared.scheme;
  const absent = rule.requires?.find(({ header }) => headerValues(request.rawHeaders, header).length === 0);
  const source = rule.signature.find(({ header }) => headerValues(request.rawHeaders, header).length > 0);
  if (source === undefined || absent !== undefined) {
    const header = source === undefined ? rule.signature[0].header : (absent?.header ?? '');
    return { verdict: 'missing', reason: { code: 'missingHeader', header, provider: name } };
  }
  const { header } = source;
  const values = headerValues(request.rawHeaders, header);
  const [value = ''] = values;
  if (values.length > 1) {
    return malformed({ code: 'severalHeaders', header, count: values.length });
  }
  if (value === '') {
    return malformed({ code: 'emptySignature', header });
  }
  const candidates = candidatesOf(value, rule);
  return candidates === undefined
    ? malformed({ code: 'wrongForm', header, expectedForm: expectedForm(rule) })
    : { header, candidates };
}

/** The digests of a header, or what is wrong with the first that is none. */
function readDigests(received: ReceivedSignature, rule: SignatureRule): Buffer[] | Verification {
  const { header, candidates } = received;
  const { encoding } = rule;
  const digests: Buffer[] = [];
  for (const candidate of candidates) {
    const digest = decodeDigest(candidate, encoding, hashes[rule.algorithm].bytes);
    if (Buffer.isBuffer(digest)) {
      digests.push(digest);
    } else if (digest.fault === 'length') {
      const lengths = { expected: digest.expected, actual: candidate.length };
      return malformed({ code: 'wrongLength', header, encoding, ...lengths });
    } else {
      const { position, uppercaseHex } = digest;
      return malformed({ code: 'wrongCharacter', header, encoding, position, uppercaseHex });
    }
  }
  return digests;
}

function matchingKey(
  prepared: PreparedScheme,
  digests: readonly Buffer[],
  request: SignedRequest,
): Key | undefined {
  const { algorithm } = prepared.scheme.verify;
  return prepared.keys.find(({ key }) => {
    const expected = hmac(algorithm, key, fillTemplate(prepared.content, request));
    return digests.some((digest) => timingSafeEqual(digest, expected));
  });
}

/**
 * Holds a request against a scheme with its secrets: the form first, then the digest, in constant time.
 * Depends on its arguments alone; nothing that a sender writes makes it throw.
 */
export function verify(request: SignedRequest, prepared: PreparedScheme): Verification {
  const { verify: rule, name } = prepared.scheme;
  const received = readSignature(prepared, request);
  if ('verdict' in received) {
    return received;
  }
  const digests = readDigests(received, rule);
  if ('verdict' in digests) {
    return digests;
  }
  const { header } = received;
  if (prepared.keys.length === 0) {
    return { verdict: 'noSecret', reason: { code: 'noSecret', header, provider: name } };
  }
  const key = matchingKey(prepared, digests, request);
  if (key === undefined) {
    const secretLabels = prepared.keys.map(({ label }) => label);
    const digestCharacters = received.candidates[0]?.length ?? 0;
    const { encoding } = rule;
    return {
      verdict: 'invalid',
      reason: { code: 'mismatch', header, digestCharacters, encoding, secretLabels },
    };
  }
  return {
    verdict: 'valid',
    reason: {
      code: 'matches',
      header,
      algorithm: hashes[rule.algorithm].title,
      secretLabel: key.label,
      coverage: prepared.content.coversBody
        ? { kind: 'body', bytes: request.body.length }
        : { kind: 'partial', parts: prepared.content.text },
    },
  };
}
