import { randomInt, randomUUID } from 'node:crypto';
import { HumanError } from '../../common/errors.ts';
import type { Source } from '../../protocol/engine.ts';
import { hexHash } from '../signature/digest.ts';
import { pairsOf } from '../signature/headers.ts';
import { preparedAsSentIn, type PreparedScheme } from '../signature/preparedScheme.ts';
import { RequestParts, type SignedRequest } from '../signature/requestParts.ts';
import type { Scheme, SignatureRule, TimestampRule } from '../signature/scheme.ts';
import { signerLabel, signRequest, type Signing, type SigningFault } from '../signature/sign.ts';
import { publicUrlOf } from '../signature/signedUrl.ts';
import { timeText } from '../signature/timestamp.ts';
import { withHeader, withQuery, withValue } from '../signature/withValue.ts';
import { targetAt } from '../send/outgoing.ts';
import type { Place } from '../../protocol/signature.ts';

/** Why a request cannot be signed anew: `unsigned` where its scheme has no signature. */
export type ResigningFault = SigningFault | 'unsigned';

/**
 * The URL that a new signature is made over, where the scheme signs it: the one that the sender knows for the source,
 * since the app checks the signature of genuine requests with it; without one the URL that it is sent to, whose path
 * is `sentTo`.
 */
export function urlToSign(
  request: SignedRequest,
  source: Source | undefined,
  target: URL,
  sentTo = targetAt(request, target),
): string {
  const { path = '/', publicUrl = null } = source ?? {};
  return publicUrl === null ? target.origin + sentTo : publicUrlOf(request, { path, publicUrl }).url;
}

/** A new id of the form of an old one: digits stay digits, and a prefix such as `msg_` stays. */
function newId(old: string): string {
  if (/^\d+$/.test(old)) {
    return old.replace(/\d/g, (digit, at: number) => String(at === 0 ? digit : randomInt(10)));
  }
  const [prefix = ''] = /^[A-Za-z]{1,16}_/.exec(old) ?? [];
  return prefix + randomUUID();
}

function signatureRule({ verify: rule }: Scheme): SignatureRule | undefined {
  return rule.kind === 'signature' ? rule : undefined;
}

/**
 * What is new in each delivery, beside the signature, of what a request has: its ids, its time, the hash of its body.
 * An id in the body names what happened, not the delivery: it stays.
 */
function renewals(request: SignedRequest, scheme: Scheme, now: number): [Place, string][] {
  const { idempotency, renewed = [] } = scheme;
  const { timestamp, bodyHash } = signatureRule(scheme) ?? {};
  const parts = new RequestParts(request);
  const time = (unit: TimestampRule['unit']) => (): string => timeText(now, unit);
  const renewal = (place: Place, renew: (old: string) => string): [Place, string][] => {
    const isFixed = ('json' in place && !parts.hasPlainJson) || ('form' in place && !parts.isPlain);
    const [old] = isFixed ? [] : parts.valuesAt(place);
    return old === undefined ? [] : [[place, renew(old)]];
  };
  return [
    ...(idempotency !== undefined && 'header' in idempotency ? renewal(idempotency, newId) : []),
    ...renewed.flatMap(({ at, as }) => renewal(at, as === 'id' ? newId : time(as))),
    ...(timestamp === undefined ? [] : renewal(timestamp.from, time(timestamp.unit))),
    ...(bodyHash === undefined
      ? []
      : renewal(bodyHash.from, () => hexHash(bodyHash.algorithm, request.body))),
  ];
}

/** A scheme that signs at the places where this request had a signature, the other ones of its row being absent. */
function signingWhereItWas(prepared: PreparedScheme, request: SignedRequest): PreparedScheme {
  const rule = signatureRule(prepared.scheme);
  const parts = new RequestParts(request);
  const [first, ...others] = rule?.signature.filter((place) => parts.valuesAt(place).length > 0) ?? [];
  return rule === undefined || first === undefined
    ? prepared
    : { ...prepared, scheme: { ...prepared.scheme, verify: { ...rule, signature: [first, ...others] } } };
}

/** Lower-case names of the headers that hold a scheme's signature. */
export function proofHeaders({ verify: rule }: Scheme): ReadonlySet<string> {
  const places: readonly Place[] =
    rule.kind === 'signature' ? rule.signature : rule.kind === 'token' ? [rule.from] : [];
  const names = places.flatMap((place) => ('header' in place ? [place.header] : []));
  return new Set([...names, ...(rule.kind === 'jwt' ? [rule.header] : [])].map((name) => name.toLowerCase()));
}

/**
 * A request with its signature made anew, by the secret that verified it, else by the newest: new are also the time, the id of the
 * delivery and the hash of the body, where the scheme has them. They stand where the old ones stood; all other bytes
 * are as they were. Several signatures of a request become the same one.
 */
export function resign(
  { request, url, now, secretLabel }: Signing,
  given: PreparedScheme,
): SignedRequest | ResigningFault {
  const prepared = preparedAsSentIn(given, new RequestParts(request));
  const { scheme } = prepared;
  if (scheme.verify.kind === 'none') {
    return 'unsigned';
  }
  const renewed = renewals(request, scheme, now);
  const fresh = renewed.reduce((changed, [place, text]) => withValue(changed, place, text), request);
  const freshUrl = renewed.reduce(
    (changed, [place, text]) => ('query' in place ? withQuery(changed, place.query, text) : changed),
    url,
  );
  const proofs = proofHeaders(scheme);
  const unsigned = pairsOf(fresh.rawHeaders).filter(([name]) => !proofs.has(name.toLowerCase()));
  const signing = { request: { ...fresh, rawHeaders: unsigned.flat() }, url: freshUrl, now, secretLabel };
  const signed = signRequest(signing, signingWhereItWas(prepared, request));
  if (typeof signed === 'string') {
    return signed;
  }
  const { target, body } = signed;
  const rawHeaders = signed.headers.reduce(
    (headers, [name, value]) => withHeader(headers, name, value),
    fresh.rawHeaders,
  );
  const [, signature = ''] = signed.headers.findLast(([name]) => proofs.has(name.toLowerCase())) ?? [];
  const all = pairsOf(rawHeaders).map(([name, value]) => [
    name,
    proofs.has(name.toLowerCase()) ? signature : value,
  ]);
  return { ...request, target, body, rawHeaders: all.flat() };
}

/** Why a request cannot be signed anew, and what to do. */
function resigningProblem(fault: ResigningFault, { scheme: { name }, secretLabels }: PreparedScheme): string {
  switch (fault) {
    case 'privateKey':
      return `Only ${name} has the key that signs its webhooks: replay this one as it came.`;
    case 'unsigned':
      return `${name} signs nothing: replay this request as it came.`;
    case 'noJson':
      return `The signature of ${name} stands in a JSON body, and this body is not JSON.`;
    case 'noForm':
      return `The signature of ${name} stands in a form, and this body is not one.`;
    case 'noSecret':
      return secretLabels.length === 0
        ? `No signing secret is saved for ${name}: set the one that your app verifies with.`
        : `No secret that is saved for ${name} is a key that it signs with: set the one that your app verifies with.`;
  }
}

/** A request with the label of the secret that signed it. */
export interface Resigned {
  readonly request: SignedRequest;
  readonly secretLabel: string | undefined;
}

/** A request re-signed at this moment. @throws HumanError where it cannot be; it says why. */
export function resigned(signing: Omit<Signing, 'now'>, prepared: PreparedScheme): Resigned {
  const signed = resign({ ...signing, now: Date.now() }, prepared);
  if (typeof signed === 'string') {
    throw new HumanError(resigningProblem(signed, prepared));
  }
  return { request: signed, secretLabel: signerLabel(prepared, signing.secretLabel) };
}
