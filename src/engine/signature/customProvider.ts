import type { CustomProviderProblem } from '../../protocol/engine.ts';
import type { DigestEncoding, Place } from '../../protocol/event.ts';
import { algorithms } from './digest.ts';
import {
  listOf,
  matching,
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
import { compileRule } from './preparedScheme.ts';
import {
  detectPasses,
  keyEncodings,
  type DetectRule,
  type JwtRule,
  type Scheme,
  type SignatureAlgorithm,
  type SignatureRule,
  type TokenRule,
  type VerifyRule,
} from './scheme.ts';

/** The rows of the setting that can be used, and what is wrong with the others. */
export interface CustomReading {
  readonly schemes: readonly Scheme[];
  readonly problems: readonly CustomProviderProblem[];
}

const placeKinds = ['header', 'json', 'query', 'field'] as const;

const place: FieldReader<Place> = (value, field, report) => {
  const kinds = placeKinds.map((kind) => `{"${kind}": …}`).join(', ');
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const kind = placeKinds.find((candidate) => names.length === 1 && names[0] === candidate);
  if (kind === undefined) {
    report(field, { code: 'wrongType', expected: kinds });
    return undefined;
  }
  const name = text((value as Readonly<Record<string, unknown>>)[kind], `${field}.${kind}`, report);
  return name === undefined ? undefined : ({ [kind]: name } as unknown as Place);
};

const encoding = oneOf<DigestEncoding>('hex', 'base64', 'base64url');
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
  signature: required(listOf(place)),
  content: optional(text),
  key: optional(key),
  parse: optional(
    object<NonNullable<SignatureRule['parse']>>({
      items: optional(text),
      pair: required(text),
      keys: required(listOf(text)),
    }),
  ),
  requires: optional(listOf(place)),
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
      item: required(text),
      join: required(text),
    }),
  ),
  bodyHash: optional(
    object<NonNullable<SignatureRule['bodyHash']>>({ from: required(place), algorithm: required(hash) }),
  ),
  url: optional(oneOf('port-insensitive', 'unescaped')),
  each: optional(text),
});

const token = object<TokenRule>({
  kind: required(oneOf('token')),
  from: required(place),
  auth: optional(oneOf('Bearer', 'Basic')),
});

const jwt = object<Omit<JwtRule, 'key'> & { readonly key?: JwtRule['key'] }>({
  kind: required(oneOf('jwt')),
  header: required(text),
  algorithm: required(oneOf('HS256', 'ES256')),
  key: optional(key),
  claims: optional(recordOf(text)),
  maxAge: optional(seconds),
  bodyHash: optional(
    object<NonNullable<JwtRule['bodyHash']>>({
      claim: required(text),
      algorithm: required(hash),
      encoding: required(encoding),
    }),
  ),
});

const utf8Key = { encoding: 'utf8' } as const;

const verifyKinds = ['signature', 'token', 'jwt', 'none'] as const;

/** The kind says which fields there are. */
const verify: FieldReader<VerifyRule> = (value, field, report) => {
  const { kind } = (value ?? {}) as { readonly kind?: unknown };
  if (kind === undefined) {
    report(`${field}.kind`, { code: 'missing' });
    return undefined;
  }
  switch (oneOf(...verifyKinds)(kind, `${field}.kind`, report)) {
    case 'signature': {
      const written = signature(value, field, report);
      const [first, ...others] = written?.signature ?? [];
      return written === undefined || first === undefined
        ? undefined
        : { content: '{body}', key: utf8Key, ...written, signature: [first, ...others] };
    }
    case 'token':
      return token(value, field, report);
    case 'jwt': {
      const written = jwt(value, field, report);
      return written === undefined ? undefined : { key: utf8Key, ...written };
    }
    case 'none':
      return { kind: 'none' };
    case undefined:
      return undefined;
  }
};

const detect = object<Omit<DetectRule, 'pass'> & { readonly pass?: DetectRule['pass'] }>({
  pass: optional(oneOf(...detectPasses)),
  headers: optional(listOf(text)),
  anyHeader: optional(listOf(text)),
  without: optional(listOf(text)),
  starts: optional(recordOf(text)),
  userAgent: optional(text),
  query: optional(listOf(text)),
  json: optional(listOf(text)),
  jsonStarts: optional(recordOf(listOf(text))),
});

/** What a person writes of a provider. */
interface WrittenRow extends Pick<Scheme, 'id' | 'name' | 'verify' | 'idempotency' | 'attempt'> {
  readonly docs?: string;
  readonly secretFormat?: string;
  readonly detect?: readonly (Omit<DetectRule, 'pass'> & { readonly pass?: DetectRule['pass'] })[];
  readonly title?: readonly string[];
}

const row = object<WrittenRow>({
  id: required(matching(/^[a-z0-9][a-z0-9-]*$/, 'text of lower-case letters, digits and dashes')),
  name: required(text),
  verify: required(verify),
  docs: optional(text),
  secretFormat: optional(text),
  detect: optional(listOf(detect)),
  title: optional(listOf(text)),
  idempotency: optional(place),
  attempt: optional(place),
});

/** Where a rule looks for its proof; undefined where it looks for none. */
function proofPlace(rule: VerifyRule): Place | undefined {
  switch (rule.kind) {
    case 'signature':
      return rule.signature[0];
    case 'token':
      return rule.from;
    case 'jwt':
      return { header: rule.header };
    default:
      return undefined;
  }
}

/** Without a rule of its own a provider is recognised by the header of its signature. */
function detectRules({ detect: written, verify: rule }: WrittenRow): DetectRule[] {
  const proof = proofPlace(rule);
  const byProof = proof !== undefined && 'header' in proof ? [{ headers: [proof.header] }] : [];
  return (written ?? byProof).map((own) => ({ pass: 'vendor', ...own }));
}

function checkTemplate({ verify: rule }: WrittenRow, report: Report): void {
  try {
    if (rule.kind === 'signature') {
      compileRule(rule);
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    report('verify.content', { code: 'badTemplate', detail });
  }
}

/** One row of the setting, or what is wrong with it. `taken` are ids that other rows have. */
export function readCustomProvider(
  value: unknown,
  index: number,
  taken: ReadonlySet<string>,
): Scheme | readonly CustomProviderProblem[] {
  const problems: CustomProviderProblem[] = [];
  const report: Report = (field, problem) => problems.push({ index, field, problem });
  const written = row(value, '', report);
  if (written !== undefined && problems.length === 0) {
    checkTemplate(written, report);
    if (taken.has(written.id)) {
      report('id', { code: 'duplicateId', id: written.id });
    }
  }
  if (written === undefined || problems.length > 0) {
    return problems;
  }
  return { docs: '', secretFormat: '', title: [], ...written, detect: detectRules(written) };
}

/** The rows of the setting; one that has something wrong with it is left out. */
export function readCustomProviders(values: readonly unknown[], schemes: readonly Scheme[]): CustomReading {
  const taken = new Set(schemes.map(({ id }) => id));
  const usable: Scheme[] = [];
  const problems: CustomProviderProblem[] = [];
  values.forEach((value, index) => {
    const result = readCustomProvider(value, index, taken);
    if ('id' in result) {
      taken.add(result.id);
      usable.push(result);
    } else {
      problems.push(...result);
    }
  });
  return { schemes: usable, problems };
}
