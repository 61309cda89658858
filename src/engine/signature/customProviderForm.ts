import { requestPlace, verify } from './customProviderVerify.ts';
import {
  anyText,
  count,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  recordOf,
  required,
  someOf,
  text,
  type FieldReader,
} from './fieldReader.ts';
import { detectPasses, type DetectRule, type Scheme } from './scheme.ts';

type WrittenDetect = Omit<DetectRule, 'pass' | 'onlyField' | 'hex' | 'unlike'> & {
  readonly pass?: DetectRule['pass'];
};

/** A rule without a condition would take every request for the provider's. */
const hasCondition = ({
  headers,
  anyHeader,
  starts,
  userAgent,
  query,
  json,
  form,
  jsonStarts,
}: WrittenDetect): boolean =>
  [headers, anyHeader, query, json, form, Object.keys(starts ?? {}), Object.keys(jsonStarts ?? {})].some(
    (names) => names !== undefined && names.length > 0,
  ) || userAgent !== undefined;

const detectForm = object<WrittenDetect>({
  pass: optional(oneOf(...detectPasses)),
  headers: optional(listOf(text)),
  anyHeader: optional(listOf(text)),
  without: optional(listOf(text)),
  starts: optional(recordOf(anyText)),
  userAgent: optional(text),
  query: optional(listOf(text)),
  json: optional(listOf(text)),
  form: optional(listOf(text)),
  jsonStarts: optional(recordOf(listOf(anyText))),
});

const detect: FieldReader<WrittenDetect> = (value, field, report) => {
  let isFaulty = false;
  const written = detectForm(value, field, (...fault) => {
    isFaulty = true;
    report(...fault);
  });
  if (written !== undefined && !isFaulty && !hasCondition(written)) {
    report(field, { code: 'wrongType', expected: 'an object with a condition beside “without”' });
  }
  return written;
};

/** What a person writes of a provider. */
export interface WrittenRow extends Pick<
  Scheme,
  'id' | 'name' | 'verify' | 'idempotency' | 'attempt' | 'retries'
> {
  readonly docs?: string;
  readonly secretFormat?: string;
  /** Empty where its requests show nothing; absent where the header of the signature is what shows it. */
  readonly detect?: readonly WrittenDetect[];
  readonly title?: readonly string[];
}

export const readRow = object<WrittenRow>({
  id: required(matching(/^[a-z0-9][a-z0-9-]*$/, 'text of lower-case letters, digits and dashes')),
  name: required(text),
  verify: required(verify),
  docs: optional(text),
  secretFormat: optional(text),
  detect: optional(someOf(detect)),
  title: optional(someOf(text)),
  idempotency: optional(requestPlace),
  attempt: optional(requestPlace),
  retries: optional(count),
});
