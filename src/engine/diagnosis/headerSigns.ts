import { Buffer } from 'node:buffer';
import type { Cause, CauseId } from '../../protocol/diagnosis.ts';
import { algorithms, isPublicKey } from '../signature/digest.ts';
import { headerValues, pairsOf } from '../signature/headers.ts';
import { isInBody, nameOf, placesOfItem } from '../signature/requestParts.ts';
import type { Scheme, VerifyRule } from '../signature/scheme.ts';
import { readJwt } from '../signature/verifiers/jwt.ts';
import { timeAbsent } from './besides.ts';
import { lengthDetail, type Target } from './digestTexts.ts';
import { fieldsOf } from './framings.ts';
import { cause, type Variant } from './hypothesis.ts';
import { cleaned, ownTexts, textsIn } from './receivedTexts.ts';
import { isPlaceholder } from './placeholders.ts';
import { failingItem } from './signedPart.ts';
import type { Subject } from './subject.ts';
import { targetsOf } from './targets.ts';
import { secretInside, signatureFields, signerInBody } from './unsigned.ts';
import type { Place } from '../../protocol/signature.ts';

/** Headers that tell of a proxy, tunnel or CDN on the way. */
const ofProxies =
  /^(?:via|forwarded|x-forwarded-.+|x-real-ip|cf-.+|x-amz-cf-.+|x-amzn-.+|x-envoy-.+|x-vercel-.+|fly-.+|ngrok-.+|x-cache|fastly-.+|x-azure-.+|x-original-.+)$/i;

/** At most eight names, as one text. */
function namesLike(subject: Subject, pattern: RegExp): string {
  const names = pairsOf(subject.case.request.rawHeaders).map(([name]) => name);
  return [...new Set(names.filter((name) => pattern.test(name)))].slice(0, 8).join(', ');
}

function placesOf(rule: VerifyRule, subject: Subject): readonly Place[] {
  switch (rule.kind) {
    case 'signature':
      return placesOfItem(rule, failingItem(subject, rule));
    case 'token':
      return [rule.from];
    case 'jwt':
      return [{ header: rule.header }];
    case 'builtin':
    case 'none':
      return [];
  }
}

/** What the values at a place look like, however they are wrapped: a few texts of each. */
function textsAt(place: Place, subject: Subject, rule: VerifyRule): string[] {
  const parse = rule.kind === 'signature' ? rule.parse : undefined;
  return subject.case.parts.valuesAt(place).flatMap((value) => {
    const own = ownTexts(value, parse);
    const first = own.length > 0 ? own : textsIn(value, parse).map(({ text }) => text);
    return [cleaned({ text: value.slice(0, 4096), causes: [] }).text, ...first];
  });
}

/** Bytes of an RSA signature with a key of 2048, 3072 or 4096 bits, and an ECDSA one in DER. */
function privateKeyKind(text: string): string | undefined {
  const bytes = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
  if ([256, 384, 512].includes(bytes.length)) {
    return 'RSA';
  }
  const isDer =
    bytes.length >= 68 && bytes.length <= 72 && bytes[0] === 0x30 && bytes[1] === bytes.length - 2;
  return isDer ? 'ECDSA' : undefined;
}

/** The kind of signature that a text is and the rule does not expect; undefined where it may be right. */
function otherKind(text: string, place: Place, rule: VerifyRule): string | undefined {
  const jwt = rule.kind === 'jwt' ? undefined : readJwt(text.replace(/^bearer\s+/i, ''));
  if (jwt !== undefined) {
    return `JWT, ${jwt.algorithm.slice(0, 20)}`;
  }
  if (rule.kind !== 'signature') {
    return undefined;
  }
  if (isPublicKey(rule.algorithm)) {
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text) ? 'HMAC' : undefined;
  }
  const isEd25519 = /ed25519/i.test(nameOf(place));
  const isLong = rule.algorithm !== 'hmac-sha512' && /^[\w+/-]{86}(?:==)?$/.test(text);
  return privateKeyKind(text) ?? (isEd25519 ? 'Ed25519' : isLong ? 'Ed25519 or HMAC-SHA512' : undefined);
}

/** A secret as a header would have it: without what copying adds to its ends. */
const inHeader = (secret: string): string =>
  cleaned({ text: Buffer.from(secret, 'utf8').toString('latin1'), causes: [] }).text;

/** The secret itself in the signature's place. */
function tokenSign(texts: readonly string[], { secrets }: Subject, rule: VerifyRule): Cause[] {
  const bare = new Set(texts.map((text) => text.replace(/^(?:bearer|token|basic)\s+/i, '')));
  const sent = secrets.find(({ value }) => inHeader(value) !== '' && bare.has(inHeader(value)));
  return sent === undefined || rule.kind === 'token'
    ? []
    : [cause('token-scheme', { label: sent.label, owner: sent.owner })];
}

function signsAt(place: Place, subject: Subject, rule: VerifyRule): Cause[] {
  const texts = textsAt(place, subject, rule);
  const own = subject.case.parts
    .valuesAt(place)
    .flatMap((value) => ownTexts(value, rule.kind === 'signature' ? rule.parse : undefined));
  const candidates = own.length > 0 ? own : texts;
  const isEmpty =
    texts.length > 0 && candidates.every((text) => isPlaceholder(cleaned({ text, causes: [] }).text));
  const kind = texts.map((text) => otherKind(text, place, rule)).find((found) => found !== undefined);
  const header = nameOf(place);
  // Where a token stands, or a saved secret, it is not shown, whatever else it looks like.
  const shown = rule.kind === 'token' ? {} : { value: (texts[0] ?? '').slice(0, 40) };
  const isBare = candidates.every((text) => text.trim() === '');
  const detail = { header, ...shown, ...(isBare ? { received: 'empty' } : {}) };
  const token = tokenSign(texts, subject, rule);
  return [
    ...token,
    ...(isEmpty && token.length === 0 ? [cause('header-placeholder', detail)] : []),
    ...(kind === undefined ? [] : [cause('public-key-scheme', { header, received: kind })]),
  ];
}

const ofSignatures = /sign|hmac|digest|hash/i;

/** The hash that a digest's bytes are as many as those of. */
const hashOfSize: ReadonlyMap<number, CauseId> = new Map([
  [16, 'algorithm-md5'],
  [20, 'algorithm-sha1'],
  [32, 'algorithm-sha256'],
  [48, 'algorithm-sha384'],
  [64, 'algorithm-sha512'],
]);

/** A digest that is as long as those of another hash than the rule's. */
function sizeSign({ value: { bytes, isWhole } }: Variant<Target>, rule: VerifyRule): Cause[] {
  const expected = rule.kind === 'signature' ? algorithms[rule.algorithm].bytes : null;
  const id = hashOfSize.get(bytes.length);
  return expected === null || !isWhole || bytes.length === expected || id === undefined ? [] : [cause(id)];
}

/** Whether a text may be anything: a digest neither whole, or as long as the scheme's, nor spelled as the scheme's. */
function isVague({ value: { bytes, isWhole }, causes }: Variant<Target>, { verify }: Scheme): boolean {
  const size = verify.kind === 'signature' ? algorithms[verify.algorithm].bytes : null;
  const isOfSize = isWhole && (size === null || bytes.length === size);
  return !isOfSize && causes.some(({ id }) => id.startsWith('encoding-'));
}

/** What is wrong with the form of the signature that is the likeliest one, wherever it stands. */
function formSigns(subject: Subject): Cause[] {
  const [first] = targetsOf(subject);
  const { scheme } = subject.prepared;
  if (first === undefined || isVague(first, scheme)) {
    return [];
  }
  // Other headers have values of a digest's size as well: their names have to say so.
  const isUnlikely = ({ id, detail }: Cause): boolean =>
    (id === 'header-renamed' || id === 'header-other') && !ofSignatures.test(detail['header'] ?? '');
  return first.causes.some(isUnlikely) ? [] : [...first.causes, ...sizeSign(first, scheme.verify)];
}

/** What a value is that has nothing of a digest: the beginning of one, a word, or a token of another kind. */
function strangeSigns(place: Place, subject: Subject, rule: VerifyRule): Cause[] {
  const [whole = '', text = whole] = textsAt(place, subject, rule);
  if (rule.kind !== 'signature' || text === '') {
    return [];
  }
  const isHex = /^[0-9a-f]+$/i.test(text);
  if (text.length < 16) {
    const { bytes } = algorithms[rule.algorithm];
    const isOfHex = bytes !== null && rule.encoding.startsWith('hex');
    const word = cause('header-placeholder', { header: nameOf(place), value: whole.slice(0, 40) });
    return [isHex ? cause('header-truncated', isOfHex ? lengthDetail(text, bytes, 'hex') : {}) : word];
  }
  return !isHex && /^[\x21-\x7e]{16,256}$/.test(text) ? [cause('token-scheme')] : [];
}

/** That a list of named items has none of a signature's name. */
function absentItem(subject: Subject, rule: VerifyRule): Cause[] {
  if (rule.kind !== 'signature' || rule.parse?.items === undefined) {
    return [];
  }
  const { keys } = rule.parse;
  const had = [...fieldsOf(subject, rule).keys()].filter(
    (key, at, all) =>
      /^[\w-]{1,20}$/.test(key) && all.findIndex((own) => own.toLowerCase() === key.toLowerCase()) === at,
  );
  return had.length === 0 || had.some((key) => keys.includes(key.toLowerCase()))
    ? []
    : [
        cause('header-absent', {
          item: keys[0] ?? '',
          had: had.slice(0, 4).join(', '),
          beside: nameOf(rule.signature[0]),
        }),
      ];
}

/** What else has to be there for a signature to be checked, and is not; `isEmpty` where nothing is in its header. */
function absentCompanions(subject: Subject, rule: VerifyRule, isEmpty: boolean): Cause[] {
  if (rule.kind !== 'signature') {
    return [];
  }
  const { parts } = subject.case;
  const beside = nameOf(rule.signature[0]);
  const names = (rule.requires ?? []).flatMap((place) =>
    'header' in place && parts.valuesAt(place).length === 0 ? [place.header] : [],
  );
  const others = names.filter((name) => rule.timestamp === undefined || name !== nameOf(rule.timestamp.from));
  const from = rule.timestamp?.from;
  const isTimeSigned = from !== undefined && !isInBody(from) && !(isEmpty && 'field' in from);
  const isTimeAbsent = isTimeSigned && !parts.valuesAt(from, fieldsOf(subject, rule)).some(Boolean);
  return [
    ...[...new Set(others)].map((header) => cause('header-absent', { header, beside })),
    ...(isTimeAbsent ? timeAbsent(rule) : []),
  ];
}

/** Amazon SNS delivers raw messages where a subscription asks for it: they have no signature anywhere. */
function rawDelivery({ case: { request } }: Subject, rule: VerifyRule): Cause[] {
  const isRaw = headerValues(request.rawHeaders, 'x-amz-sns-rawdelivery').includes('true');
  return rule.kind === 'builtin' && isRaw ? [cause('header-absent', { by: 'rawDelivery' })] : [];
}

/** What the place of a signature shows by itself, without any match: the strongest first. */
export function headerSigns(subject: Subject): Cause[] {
  const { verify: rule } = subject.prepared.scheme;
  const places = placesOf(rule, subject);
  const [first] = places;
  const isAbsent = places.every((place) => subject.case.parts.valuesAt(place).length === 0);
  const absent =
    first !== undefined && isAbsent
      ? [
          cause('header-absent', {
            header: nameOf(first),
            proxies: namesLike(subject, ofProxies),
            similar: namesLike(subject, ofSignatures),
            fields: signatureFields(subject),
            ...signerInBody(subject),
          }),
        ]
      : [];
  const seen = places.flatMap((place) => signsAt(place, subject, rule));
  const own = seen.length > 0 || isAbsent ? seen : absentItem(subject, rule);
  const form = own.length > 0 ? [] : formSigns(subject);
  const hasDigest =
    own.length > 0 || targetsOf(subject).some((target) => !isVague(target, subject.prepared.scheme));
  const strange = hasDigest ? [] : places.flatMap((place) => strangeSigns(place, subject, rule));
  const isEmpty = own.some(({ id }) => id === 'header-placeholder');
  const companions = absentCompanions(subject, rule, isEmpty);
  const raw = rawDelivery(subject, rule);
  return isAbsent
    ? [...raw, ...secretInside(subject, rule), ...form, ...absent]
    : [...own, ...companions, ...form, ...strange];
}
