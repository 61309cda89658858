import type { Fact } from '../../protocol/event.ts';
import { parseJson, parseLimit, textOf, valueAt } from './json.ts';
import type { FactRule, Scheme } from './scheme.ts';

/** `JSON.parse` with the source text of numbers (ECMA-262 proposal "JSON.parse source text access", in V8 since 11.4). */
type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: SourceReviver) => unknown;

/** As `parseJson`, but numbers keep the spelling of the sender: 12345678901234567890 and 1.0 stay what they are. */
function parseKeepingNumbers(body: Uint8Array): unknown {
  if (body.length > parseLimit) {
    return undefined;
  }
  try {
    return parseWithSource(new TextDecoder().decode(body), (_, value, { source }) =>
      typeof value === 'number' && source !== undefined ? source : value,
    );
  } catch {
    // Nested too deeply for a reviver, or no JSON at all.
    return parseJson(body);
  }
}

/** Milliseconds of a time as senders write it; without a zone it is taken as UTC, which a difference does not notice. */
function timeOf(text: string | undefined): number {
  return text === undefined
    ? Number.NaN
    : Date.parse(/\d \d/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}

function factOf(rule: FactRule, json: unknown): Fact | undefined {
  if (rule.kind === 'milliseconds') {
    const duration = timeOf(textOf(valueAt(json, rule.to))) - timeOf(textOf(valueAt(json, rule.from)));
    return Number.isFinite(duration)
      ? { label: rule.label, kind: rule.kind, value: String(duration) }
      : undefined;
  }
  const value = textOf(valueAt(json, rule.field));
  const note = rule.note === undefined ? undefined : textOf(valueAt(json, rule.note));
  if (value === undefined) {
    return undefined;
  }
  return { label: rule.label, kind: rule.kind, value, ...(note === undefined ? {} : { note }) };
}

/** What is worth reading of a body without opening it; empty where the body is not of the scheme's kind. */
export function factsOf(scheme: Scheme, body: Uint8Array): Fact[] {
  const json = parseKeepingNumbers(body);
  return scheme.facts.flatMap((rule) => factOf(rule, json) ?? []);
}
