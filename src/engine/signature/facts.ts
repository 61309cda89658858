import type { Fact } from '../../protocol/event.ts';
import { textOf, valueAt } from './json.ts';
import type { RequestParts } from './requestParts.ts';
import type { FactRule, Scheme } from './scheme.ts';
import { filtered, splitFilter } from './textFilter.ts';

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
  const [field, filter] = splitFilter(rule.field);
  const value = filtered(textOf(valueAt(json, field)), filter);
  const note = rule.note === undefined ? undefined : textOf(valueAt(json, rule.note));
  if (value === undefined) {
    return undefined;
  }
  return { label: rule.label, kind: rule.kind, value, ...(note === undefined ? {} : { note }) };
}

/** What is worth reading of a body without opening it; empty where the body is not of the scheme's kind. */
export function factsOf(scheme: Scheme, parts: RequestParts): Fact[] {
  return (scheme.facts ?? []).flatMap((rule) => factOf(rule, parts.exactJson) ?? []);
}
