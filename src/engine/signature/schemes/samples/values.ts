import { randomBytes, randomInt } from 'node:crypto';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** A new id as vendors write them: what kind of thing it is, and letters and digits. */
export function newId(prefix: string, length = 24): string {
  return prefix + Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** So many new digits, the first not 0. */
export function newDigits(length: number): string {
  return Array.from({ length }, (_, index) => String(randomInt(index === 0 ? 1 : 0, 10))).join('');
}

/** So many new bytes in hexadecimal, as in a commit's hash. */
export const newHex = (bytes: number): string => randomBytes(bytes).toString('hex');

/** Seconds since the epoch. */
export const seconds = (now: number): number => Math.floor(now / 1000);

/** `2026-01-02T03:04:05.678Z` */
export const iso = (now: number): string => new Date(now).toISOString();

/** `2026-01-02T03:04:05Z` */
export const isoSeconds = (now: number): string => iso(now).replace(/\.\d+Z$/, 'Z');

/** A form as browsers and most senders write it. */
export const form = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams(fields).toString();

export const formType = 'application/x-www-form-urlencoded';
