import type { Fact } from '../../protocol/fact.ts';
import { textOf, valueAt } from './json.ts';
import type { RequestParts } from './requestParts.ts';
import { majorAmount } from './money.ts';
import type { FactRule, Scheme } from './scheme.ts';
import { filtered, splitFilter } from './textFilter.ts';
import { isoTime, timeOf as timeWithUnit } from './timestamp.ts';

type RuleOf<K extends FactRule['kind']> = Extract<FactRule, { readonly kind: K }>;

const dateAndTime = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

const day = 86_400_000;

/** Whether a clock may be put forward or back at a time: from Friday to Sunday, in these months. */
function isOfClockChange(at: number): boolean {
  const date = new Date(at);
  return [2, 3, 8, 9, 10].includes(date.getUTCMonth()) && [5, 6, 0].includes(date.getUTCDay());
}

/** Of a time without a zone and one with it, nobody knows the difference. */
function durationFact({ label, kind, from, to }: RuleOf<'milliseconds'>, json: unknown): Fact | undefined {
  const texts = [from, to].map((field) => textOf(valueAt(json, field)) ?? '');
  const lackZones = texts.every((text) => dateAndTime.test(text));
  if (!lackZones && !texts.every((text) => withZone.test(text))) {
    return undefined;
  }
  const [start = 0, end = 0] = texts.map((text) => isoTime(lackZones ? `${text.replace(' ', 'T')}Z` : text));
  const mayShift = lackZones && (end - start > 3 * day || isOfClockChange(start) || isOfClockChange(end));
  // Less than nothing: a clock was put back in between, or they are no start and end.
  return end >= start
    ? { label, kind, value: String(end - start), ...(mayShift ? { lacksZone: true } : {}) }
    : undefined;
}

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
    return durationFact(rule, json);
  }
  const [field, filter] = splitFilter(rule.field);
  const value = filtered(textOf(valueAt(json, field)), filter);
  const note = rule.note === undefined ? undefined : textOf(valueAt(json, rule.note));
  if (value === undefined) {
    return undefined;
  }
  return { label: rule.label, kind: rule.kind, value, ...(note === undefined ? {} : { note }) };
}

/**
 * What is worth reading of a body without opening it; empty where the body is not of the scheme's kind. Of several
 * rules with a label, the first that finds something counts.
 */
export function factsOf(scheme: Scheme, parts: RequestParts): Fact[] {
  const facts = (scheme.facts ?? []).flatMap((rule) => factOf(rule, parts.exactJson) ?? []);
  return facts.filter(({ label }, index) => facts.findIndex((fact) => fact.label === label) === index);
}
