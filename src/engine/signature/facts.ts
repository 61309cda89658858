import type { Fact } from '../../protocol/fact.ts';
import { textOf, valueAt } from './json.ts';
import type { RequestParts } from './requestParts.ts';
import { majorAmount } from './money.ts';
import type { FactRule, Scheme } from './scheme.ts';
import { filtered, splitFilter } from './textFilter.ts';
import { isoTime, timeOf as timeWithUnit } from './timestamp.ts';

type RuleOf<K extends FactRule['kind']> = Extract<FactRule, { readonly kind: K }>;

/** Milliseconds of a time as senders write it; without a zone it is taken as UTC, which a difference does not notice. */
function timeOf(text = ''): number {
  return Date.parse(/\d \d/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}

function hasZone(text = ''): boolean {
  return /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/i.test(text);
}

const dateAndTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** A time is read as one only where it says which it is. */
function timeFact({ label, field, unit }: RuleOf<'time'>, json: unknown): Fact | undefined {
  const value = textOf(valueAt(json, field));
  if (value === undefined) {
    return undefined;
  }
  const at =
    unit !== undefined
      ? (timeWithUnit(value, unit) ?? Number.NaN)
      : withZone.test(value)
        ? isoTime(value)
        : Number.NaN;
  const isInRange = Math.abs(at) <= 8.64e15;
  const lacksZone = unit === undefined && dateAndTime.test(value);
  return {
    ...{ label, kind: 'time', value },
    ...(isInRange ? { at } : {}),
    ...(lacksZone ? { lacksZone } : {}),
  };
}

function amountFact(rule: RuleOf<'amount'>, json: unknown): Fact | undefined {
  const value = textOf(valueAt(json, rule.field));
  const note = textOf(valueAt(json, rule.currency));
  if (value === undefined) {
    return undefined;
  }
  const money = note === undefined ? undefined : majorAmount(value, note, rule);
  return {
    ...{ label: rule.label, kind: 'amount', value },
    ...(note === undefined ? {} : { note }),
    ...(money === undefined ? {} : { money }),
  };
}

function factOf(rule: FactRule, json: unknown): Fact | undefined {
  if (rule.kind === 'time') {
    return timeFact(rule, json);
  }
  if (rule.kind === 'amount') {
    return amountFact(rule, json);
  }
  if (rule.kind === 'milliseconds') {
    const [from, to] = [rule.from, rule.to].map((field) => textOf(valueAt(json, field)) ?? '');
    const duration = timeOf(to) - timeOf(from);
    // Of a time without a zone and one with it, nobody knows the difference.
    return Number.isFinite(duration) && hasZone(from) === hasZone(to)
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
