import type { Translate } from './translate.ts';
import type { Verdict } from '../../protocol/verdict.ts';

/** The translated word of each verdict; in English it is `verdictWord` of the protocol. */
export function verdictName(verdict: Verdict, t: Translate): string {
  const names: Readonly<Record<Verdict, () => string>> = {
    valid: () => t('Valid'),
    authenticated: () => t('Authenticated'),
    invalid: () => t('Invalid'),
    missing: () => t('Missing signature'),
    malformed: () => t('Malformed signature'),
    expired: () => t('Expired'),
    noSecret: () => t('No secret'),
    unrecognised: () => t('Unrecognised'),
    unsigned: () => t('Unsigned'),
    refused: () => t('Refused'),
  };
  return names[verdict]();
}

/** `1,258,225`. */
export function numberText(count: number, language?: string): string {
  return new Intl.NumberFormat(language).format(count);
}

/** `1 byte`, `1,258,225 bytes`. */
export function byteCountText(count: number, t: Translate): string {
  return count === 1 ? t('1 byte') : t('{0} bytes', numberText(count));
}

/** `all 1,258,225 body bytes`. */
export function bodyBytesText(bytes: number, t: Translate): string {
  return bytes === 1 ? t('the 1 body byte') : t('all {0} body bytes', numberText(bytes));
}

/** `391 B`, `1.5 KB`, `10 MB`: of 1,024 each, as VS Code itself counts. */
export function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toFixed(1))} ${units[unit] ?? 'B'}`;
}

/** `10 min 0 s`, `2 h 5 min`, `0.4 s`. */
export function durationText(milliseconds: number, t: Translate): string {
  const seconds = milliseconds / 1000;
  if (Math.abs(seconds) < 60) {
    return t('{0} s', Number(seconds.toFixed(seconds < 10 ? 1 : 0)));
  }
  const minutes = Math.trunc(seconds / 60);
  return Math.abs(minutes) < 60
    ? t('{0} min {1} s', minutes, Math.abs(Math.trunc(seconds % 60)))
    : t('{0} h {1} min', Math.trunc(minutes / 60), Math.abs(minutes % 60));
}

/** A length of time in its largest unit: `45 s`, `14 min`, `2 h`, `3 days`. */
export function spanText(seconds: number, t: Translate): string {
  if (Math.round(seconds) < 60) {
    return t('{0} s', Math.round(seconds));
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) {
    return t('{0} min', minutes);
  }
  const hours = Math.round(seconds / 3600);
  return hours < 48 ? t('{0} h', hours) : t('{0} days', Math.round(hours / 24));
}

/** An age (seconds) beside the limit that it exceeds: exact where the largest unit would not tell them apart. */
export function ageText(age: number, limit: number, t: Translate): string {
  const text = spanText(age, t);
  return text === spanText(limit, t) ? durationText(age * 1000, t) : text;
}

/** Times of events, in the person's language, on a 24 hour clock. */
export class Times {
  /** As it was given: that of the person. */
  readonly language: string;
  readonly #time: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #zoned: Intl.DateTimeFormat;
  readonly #now: () => number;

  constructor(language: string, now: () => number) {
    this.language = language;
    // Day before month, as in most of the world, where the language alone does not say.
    const locale = language === 'en' ? 'en-GB' : language;
    const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    this.#time = new Intl.DateTimeFormat(locale, clock);
    this.#day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    this.#date = new Intl.DateTimeFormat(locale, date);
    this.#zoned = new Intl.DateTimeFormat(locale, { ...clock, ...date, timeZoneName: 'short' });
    this.#now = now;
  }

  /** `just now`, `20 s ago`; null for what is a minute old, or has a time that is yet to come. */
  recent(at: number, t: Translate): string | null {
    const age = this.#now() - at;
    if (age < 0 || age >= 60_000) {
      return null;
    }
    return age < 10_000 ? t('just now') : t('{0} s ago', Math.trunc(age / 10_000) * 10);
  }

  /** `12:02:31`, with the day before it where that is not today. */
  row(at: number): string {
    const time = this.#time.format(at);
    const isToday = new Date(at).toDateString() === new Date(this.#now()).toDateString();
    return isToday ? time : `${this.#day.format(at)}, ${time}`;
  }

  /** `23 Nov`, with the year where it is not this one; null for today. */
  day(at: number): string | null {
    const [then, now] = [new Date(at), new Date(this.#now())];
    if (then.toDateString() === now.toDateString()) {
      return null;
    }
    return (then.getFullYear() === now.getFullYear() ? this.#day : this.#date).format(at);
  }

  /** `23 Nov 2026, 12:21:12 GMT+1`. */
  zoned(at: number): string {
    return this.#zoned.format(at);
  }
}
