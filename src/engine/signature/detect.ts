import { hasHeader } from './headers.ts';
import { textOf, valueAt } from './json.ts';
import type { Scheme } from './scheme.ts';

/** The scheme whose header a request carries, else the one whose body it has; undefined where neither shows. */
export function detect(
  schemes: readonly Scheme[],
  rawHeaders: readonly string[],
  json: unknown,
): Scheme | undefined {
  return (
    schemes.find(({ detect: rule }) => hasHeader(rawHeaders, rule.header)) ??
    schemes.find(({ detect: { json: fields = [] } }) => {
      return fields.length > 0 && fields.every((field) => textOf(valueAt(json, field)) !== undefined);
    })
  );
}
