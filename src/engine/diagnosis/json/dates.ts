/** A date and time of RFC 3339, or with a blank in place of its T, in the parts that writers spell otherwise. */
export interface DateText {
  readonly date: string;
  readonly time: string;
  readonly separator: string;
  /** Digits, without the point; empty for none. */
  readonly fraction: string;
  /** With what stands in front of it; empty for none. */
  readonly zone: string;
}

const form = /^(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?( ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?$/;

export function dateOf(text: string): DateText | undefined {
  if (text.length < 19 || text.length > 36) {
    return undefined;
  }
  const [, date = '', separator = '', time, fraction = '', zone = ''] = form.exec(text) ?? [];
  return time === undefined ? undefined : { date, time, separator, fraction, zone };
}

/** Minutes east of UTC; a time without a zone is taken for one in UTC. */
function offsetOf({ zone }: DateText): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
}

/** Milliseconds of the whole second; NaN for no date. */
function secondOf(date: DateText): number {
  return Date.parse(`${date.date}T${date.time}Z`) - offsetOf(date) * 60_000;
}

/** The same second in another zone, such as `+02:00`; undefined for no date. */
export function inZone(date: DateText, minutes: number): DateText | undefined {
  const moved = secondOf(date) + minutes * 60_000;
  if (!Number.isFinite(moved)) {
    return undefined;
  }
  const text = new Date(moved).toISOString();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const zone = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
  return { ...date, date: text.slice(0, 10), time: text.slice(11, 19), zone };
}

export function spelledDate({ date, separator, time, fraction, zone }: DateText): string {
  return `${date}${separator}${time}${fraction === '' ? '' : `.${fraction}`}${zone}`;
}

/** Whether two spellings say the same time: of its fraction one may have fewer digits. */
export function isSameDate(one: string, other: string): boolean {
  const [a, b] = [dateOf(one), dateOf(other)];
  if (a === undefined || b === undefined || secondOf(a) !== secondOf(b)) {
    return false;
  }
  const [long, short] = [a, b].map(({ fraction }) => fraction.replace(/0+$/, '')) as [string, string];
  return long.startsWith(short) || short.startsWith(long);
}
