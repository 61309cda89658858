import { algorithms, isPublicKey } from './digest.ts';
import {
  anyText,
  isRecord,
  listOf,
  object,
  oneOf,
  optional,
  recordOf,
  required,
  seconds,
  text,
  type FieldReader,
  type Report,
} from './fieldReader.ts';
import {
  keyEncodings,
  type JwtRule,
  type SignatureAlgorithm,
  type SignatureRule,
  type TokenRule,
  type VerifyRule,
} from './scheme.ts';
import type { ByteEncoding, DigestEncoding, Place } from '../../protocol/signature.ts';

function placeOf(...kinds: readonly string[]): FieldReader<Place> {
  const expected = `one of ${kinds.map((kind) => `{"${kind}": …}`).join(', ')}`;
  return (value, field, report) => {
    const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const kind = kinds.find((candidate) => names.length === 1 && names[0] === candidate);
    if (kind === undefined) {
      report(field, { code: 'wrongType', expected });
      return undefined;
    }
    const name = text((value as Readonly<Record<string, unknown>>)[kind], `${field}.${kind}`, report);
    return name === undefined ? undefined : ({ [kind]: name } as unknown as Place);
  };
}

export const requestPlace = placeOf('header', 'json', 'query', 'form');
/** Also an item of the signature's own value. */
const place = placeOf('header', 'json', 'query', 'form', 'field');

const encoding = oneOf<DigestEncoding>('hex', 'hex-upper', 'base64', 'base64url');
const byteEncoding = oneOf<ByteEncoding>('hex', 'base64', 'base64url');
const hash = oneOf('sha1', 'sha256');
const normalize = oneOf('NFKD');
const algorithm = oneOf<SignatureAlgorithm>(...(Object.keys(algorithms) as SignatureAlgorithm[]));

const key = object<SignatureRule['key']>({
  encoding: required(oneOf(...keyEncodings)),
  prefix: optional(text),
  normalize: optional(normalize),
});

const future: FieldReader<true | number> = (value, field, report) =>
  value === true ? true : seconds(value, field, report);

/** What a person writes of a signature: content and key have defaults. */
interface WrittenSignature extends Omit<SignatureRule, 'content' | 'key' | 'signature'> {
  readonly content?: string;
  readonly key?: SignatureRule['key'];
  readonly signature: readonly Place[];
}

const signature = object<WrittenSignature>({
  kind: required(oneOf('signature')),
  algorithm: required(algorithm),
  encoding: required(encoding),
  signature: required(listOf(requestPlace)),
  content: optional(text),
  key: optional(key),
  parse: optional(
    object<NonNullable<SignatureRule['parse']>>({
      items: optional(text),
      pair: required(text),
      keys: required(listOf(text)),
    }),
  ),
  requires: optional(listOf(requestPlace)),
  timestamp: optional(
    object<NonNullable<SignatureRule['timestamp']>>({
      from: required(place),
      unit: required(oneOf('s', 'ms', 'iso')),
      tolerance: optional(seconds),
      future: optional(future),
    }),
  ),
  listed: optional(
    object<NonNullable<SignatureRule['listed']>>({
      names: required(place),
      split: required(text),
      item: required(anyText),
      join: required(anyText),
    }),
  ),
  bodyHash: optional(
    object<NonNullable<SignatureRule['bodyHash']>>({
      from: required(requestPlace),
      algorithm: required(hash),
    }),
  ),
  url: optional(oneOf('port-insensitive', 'unescaped')),
  each: optional(text),
});

const token = object<TokenRule>({
  kind: required(oneOf('token')),
  from: required(requestPlace),
  auth: optional(oneOf('Bearer', 'Basic')),
});

const jwt = object<Omit<JwtRule, 'key'> & { readonly key?: JwtRule['key'] }>({
  kind: required(oneOf('jwt')),
  header: required(text),
  algorithm: required(oneOf('HS256', 'ES256')),
  key: optional(key),
  claims: optional(recordOf(anyText)),
  maxAge: optional(seconds),
  bodyHash: optional(
    object<NonNullable<JwtRule['bodyHash']>>({
      claim: required(text),
      algorithm: required(hash),
      encoding: required(byteEncoding),
    }),
  ),
});

const none = object<{ readonly kind: 'none' }>({ kind: required(oneOf('none')) });

type KeyEncoding = SignatureRule['key']['encoding'];

const utf8Key = { encoding: 'utf8' } as const;
const sharedKeys: readonly KeyEncoding[] = ['utf8', 'base64', 'hex', 'sha1'];
const publicKeys: readonly KeyEncoding[] = ['pem', 'spki-base64', 'jwk'];
const ed25519Keys: readonly KeyEncoding[] = [...publicKeys, 'ed25519-base64', 'ed25519-hex'];

function keysFor(name: SignatureAlgorithm | JwtRule['algorithm']): readonly KeyEncoding[] {
  if (name === 'HS256' || name === 'ES256') {
    return name === 'HS256' ? sharedKeys : publicKeys;
  }
  if (name === 'ed25519') {
    return ed25519Keys;
  }
  return isPublicKey(name) ? publicKeys : sharedKeys;
}

/** A shared secret is its text where nothing else is said; of a public key its form has to be said. */
function keyFor(
  { key: own, algorithm: name }: Partial<Pick<SignatureRule | JwtRule, 'key' | 'algorithm'>>,
  field: string,
  report: Report,
): SignatureRule['key'] {
  const allowed = name === undefined ? keyEncodings : keysFor(name);
  if (own === undefined && !allowed.includes('utf8')) {
    report(`${field}.key`, { code: 'missing' });
  } else if (own?.encoding !== undefined && !allowed.includes(own.encoding)) {
    report(`${field}.key.encoding`, { code: 'notOneOf', allowed });
  }
  return own ?? utf8Key;
}

const readSignature: FieldReader<SignatureRule> = (value, field, report) => {
  const written = signature(value, field, report);
  const [first, ...others] = written?.signature ?? [];
  return written === undefined || first === undefined
    ? undefined
    : {
        content: '{body}',
        ...written,
        key: keyFor(written, field, report),
        signature: [first, ...others],
      };
};

const readJwt: FieldReader<JwtRule> = (value, field, report) => {
  const written = jwt(value, field, report);
  return written === undefined ? undefined : { ...written, key: keyFor(written, field, report) };
};

const verifyKinds = ['signature', 'token', 'jwt', 'none'] as const;
const verifyReaders: Readonly<Record<(typeof verifyKinds)[number], FieldReader<VerifyRule>>> = {
  signature: readSignature,
  token,
  jwt: readJwt,
  none,
};

/** The kind says which fields there are. */
export const verify: FieldReader<VerifyRule> = (value, field, report) => {
  if (!isRecord(value)) {
    report(field, { code: 'wrongType', expected: 'an object' });
    return undefined;
  }
  if (value['kind'] === undefined) {
    report(`${field}.kind`, { code: 'missing' });
    return undefined;
  }
  const kind = oneOf(...verifyKinds)(value['kind'], `${field}.kind`, report);
  return kind === undefined ? undefined : verifyReaders[kind](value, field, report);
};
