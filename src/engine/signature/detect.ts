import type { Detection } from '../../protocol/detection.ts';
import { headerValues, hasHeader } from './headers.ts';
import { textOf, valueAt } from './json.ts';
import type { RequestParts } from './requestParts.ts';
import { detectPasses, type DetectRule, type Scheme } from './scheme.ts';

export interface Detected {
  readonly scheme: Scheme;
  readonly detection: Detection & { readonly by: 'headers' | 'shape' };
  /** It shows no more than a header that senders of all kinds have. */
  readonly isVague: boolean;
}

interface RankedRule {
  readonly scheme: Scheme;
  readonly rule: DetectRule;
  /** Names that say why, as the rule has them. */
  readonly headers: readonly string[];
  readonly shape: readonly string[];
  readonly starts: readonly (readonly [name: string, start: string])[];
  readonly jsonStarts: readonly (readonly [path: string, starts: readonly string[]])[];
  rank: number;
}

function ranked(scheme: Scheme, rule: DetectRule): RankedRule {
  const {
    headers = [],
    anyHeader = [],
    starts = {},
    hex,
    userAgent,
    query = [],
    json = [],
    jsonStarts = {},
    form = [],
    onlyField,
  } = rule;
  const agent = userAgent === undefined ? [] : ['User-Agent'];
  const digits = hex === undefined ? [] : [hex];
  return {
    scheme,
    rule,
    headers: [...new Set([...headers, ...anyHeader, ...Object.keys(starts), ...digits, ...agent])],
    shape: [
      ...query,
      ...json,
      ...Object.keys(jsonStarts),
      ...form,
      ...(onlyField === undefined ? [] : [onlyField]),
    ],
    starts: Object.entries(starts),
    jsonStarts: Object.entries(jsonStarts),
    rank: 0,
  };
}

/** How particular a rule is: one with more conditions is asked first; the start of a value counts as two. */
function conditions({ rule, headers, shape }: RankedRule): number {
  const either = Math.max(0, (rule.anyHeader?.length ?? 0) - 1);
  const starts = Object.keys(rule.starts ?? {}).length;
  return headers.length - either + starts + shape.length + (rule.without === undefined ? 0 : 1);
}

function startsWithOneOf(value: string | undefined, starts: readonly string[]): boolean {
  return value !== undefined && starts.some((start) => value.startsWith(start));
}

function headersHold({ rule, starts }: RankedRule, rawHeaders: readonly string[]): boolean {
  const has = (name: string): boolean => hasHeader(rawHeaders, name);
  const { headers, anyHeader, without, hex, userAgent, unlike = {} } = rule;
  return (
    (userAgent === undefined || (headerValues(rawHeaders, 'user-agent')[0]?.includes(userAgent) ?? false)) &&
    (hex === undefined || /^[0-9a-f]+$/i.test(headerValues(rawHeaders, hex)[0] ?? '')) &&
    (headers?.every(has) ?? true) &&
    (anyHeader?.some(has) ?? true) &&
    !(without?.some(has) ?? false) &&
    starts.every(([name, start]) => startsWithOneOf(headerValues(rawHeaders, name)[0], [start])) &&
    Object.entries(unlike).every(([name, form]) => !form.test(headerValues(rawHeaders, name)[0] ?? ''))
  );
}

function shapeHolds(
  { rule: { query, json, form, onlyField }, jsonStarts }: RankedRule,
  parts: RequestParts,
): boolean {
  return (
    (query?.every((name) => parts.query.has(name)) ?? true) &&
    (json?.every((path) => valueAt(parts.json, path) !== undefined) ?? true) &&
    (form?.every((name) => parts.fieldNames.includes(name)) ?? true) &&
    (onlyField === undefined || parts.isFormOf(onlyField)) &&
    jsonStarts.every(([path, starts]) => startsWithOneOf(textOf(valueAt(parts.json, path)), starts))
  );
}

/** Recognises providers; made once for a table, so that a request is only held against rules that it may meet. */
export class Detector {
  readonly #byHeader = new Map<string, RankedRule[]>();
  readonly #byShape: RankedRule[] = [];
  /** Rules of headers with a lower rank are asked before any rule of the shape. */
  readonly #firstShape: number;

  /** Rules of `custom` go before all others. */
  constructor(schemes: readonly Scheme[], custom: readonly Scheme[] = []) {
    const inOrder = (list: readonly Scheme[]): RankedRule[] => {
      const rules = list.flatMap((scheme) => scheme.detect.map((rule) => ranked(scheme, rule)));
      const pass = ({ rule }: RankedRule): number => detectPasses.indexOf(rule.pass);
      return rules.sort((a, b) => pass(a) - pass(b) || conditions(b) - conditions(a));
    };
    [...inOrder(custom), ...inOrder(schemes)].forEach((entry, rank) => {
      entry.rank = rank;
      this.#add(entry);
    });
    this.#firstShape = this.#byShape[0]?.rank ?? Number.POSITIVE_INFINITY;
  }

  /** The provider that a request shows; undefined where it shows none. */
  detect(parts: RequestParts): Detected | undefined {
    const { rawHeaders } = parts.request;
    const shown = this.#byHeaders(rawHeaders);
    const early = shown.filter(({ rank }) => rank < this.#firstShape);
    const holds = (rule: RankedRule): boolean => headersHold(rule, rawHeaders) && shapeHolds(rule, parts);
    const found = early.find(holds) ?? this.#inOrder(shown.slice(early.length)).find(holds);
    return found === undefined ? undefined : detectedBy(found, rawHeaders);
  }

  #add(entry: RankedRule): void {
    const { rule, headers } = entry;
    const triggers = rule.anyHeader ?? headers.slice(0, 1);
    if (triggers.length === 0) {
      this.#byShape.push(entry);
    }
    for (const name of triggers) {
      const key = name.toLowerCase();
      this.#byHeader.set(key, [...(this.#byHeader.get(key) ?? []), entry]);
    }
  }

  /** The rules whose first header a request has, in their order. */
  #byHeaders(rawHeaders: readonly string[]): RankedRule[] {
    const found: RankedRule[] = [];
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const rules = this.#byHeader.get((rawHeaders[index] ?? '').toLowerCase());
      if (rules !== undefined) {
        found.push(...rules);
      }
    }
    return found.sort((a, b) => a.rank - b.rank);
  }

  /** Rules of headers among those of the shape alone. */
  #inOrder(late: readonly RankedRule[]): readonly RankedRule[] {
    return late.length === 0 ? this.#byShape : [...late, ...this.#byShape].sort((a, b) => a.rank - b.rank);
  }
}

function detectedBy({ scheme, rule, headers, shape }: RankedRule, rawHeaders: readonly string[]): Detected {
  const there = headers.filter((name) => hasHeader(rawHeaders, name));
  const detection: Detected['detection'] =
    there.length > 0 ? { by: 'headers', headers: there } : { by: 'shape', names: shape };
  return { scheme, detection, isVague: rule.pass === 'fallback' };
}
