/** A date and time of RFC 3339 in the parts that writers spell otherwise. */
export interface DateText {
  readonly time: string;
  /** Digits, without the point; empty for none. */
  readonly fraction: string;
  readonly zone: string;
}

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/;

export function dateOf(text: string): DateText | undefined {
  if (text.length < 19 || text.length > 36) {
    return undefined;
  }
  const [, time, fraction = '', zone = ''] = form.exec(text) ?? [];
  return time === undefined ? undefined : { time, fraction, zone };
}

/** Whether two spellings say the same time, and differ in the zeros at the end of its fraction. */
export function isSameDate(one: string, other: string): boolean {
  const [a, b] = [dateOf(one), dateOf(other)];
  const isTime = a !== undefined && b !== undefined && a.time === b.time && a.zone === b.zone;
  return isTime && a.fraction.replace(/0+$/, '') === b.fraction.replace(/0+$/, '');
}
