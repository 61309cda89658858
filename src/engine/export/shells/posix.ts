import { Buffer } from 'node:buffer';
import type { CurlCall, CurlOption } from '../curl.ts';

/** What a terminal takes in one line where the shell does not edit it: the rest would be lost, with a quote in it. */
const longestLine = 4000;
/** Bytes of a body that may be an argument. */
const longestArgument = 32 * 1024;

const printable = /^[ -~]*$/;

/**
 * Whether a text reads alike within single quotes in every shell. Not so: control characters, which an interactive
 * shell takes for keys; bytes from 128 on, which an interactive shell outside of UTF-8 takes for keys too; `\\` and
 * `\'`, which fish reads as one character; and `!` beside a quote, which bash may expand from its history.
 */
function isQuotable(text: string): boolean {
  return printable.test(text) && !/\\(?:[\\']|$)/.test(text) && !(text.includes("'") && text.includes('!'));
}

const singleQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const [backslash, hyphen, zero] = [0x5c, 0x2d, 0x30];
/** Characters of a byte in the format of printf: a backslash and three octal digits. */
const octalLength = 4;

/** Bytes that stand for themselves in the format of printf and in every quoting. */
const isOrdinary = (byte: number): boolean =>
  byte >= 0x20 && byte < 0x7f && byte !== 0x21 && byte !== 0x25 && byte !== 0x27 && byte !== 0x5c;

/** `printf` with a format that writes exactly these bytes: all but the ordinary ones as octal numbers. */
function printfOf(bytes: Uint8Array): string {
  const format = Buffer.allocUnsafe(bytes.length * octalLength);
  let length = 0;
  for (const [at, byte] of bytes.entries()) {
    // A hyphen in front would begin an option.
    if (isOrdinary(byte) && (at > 0 || byte !== hyphen)) {
      format[length] = byte;
      length += 1;
    } else {
      format[length] = backslash;
      format[length + 1] = zero + (byte >> 6);
      format[length + 2] = zero + ((byte >> 3) & 7);
      format[length + 3] = zero + (byte & 7);
      length += octalLength;
    }
  }
  return `printf '${format.toString('latin1', 0, length)}'`;
}

/** One word of a command. A value that ends in a line break is none: `$(…)` would take it off. */
function word(value: string): string {
  if (/^[\w./:-]+$/.test(value)) {
    return value;
  }
  return isQuotable(value) ? singleQuoted(value) : `"$(${printfOf(Buffer.from(value, 'latin1'))})"`;
}

const optionText = ([flag, value]: CurlOption): string =>
  value === undefined ? flag : `${flag} ${word(value)}`;

/** The body as an argument, where it can be one: `@` at its beginning would name a file. */
function bodyArgument(body: Uint8Array): string | undefined {
  const text = body.length > longestArgument ? '@' : Buffer.from(body).toString('latin1');
  return text.startsWith('@') || !isQuotable(text) ? undefined : `--data-binary ${singleQuoted(text)}`;
}

/** Lines that a terminal may cut are no lines: within a cut quote the next one would be read as commands. */
function joined(parts: readonly string[]): string {
  const isShort = parts.every(({ length }) => length < longestLine);
  return parts.join(isShort ? ' \\\n  ' : ' ');
}

/**
 * A command for bash, zsh, dash and other POSIX shells, and for fish. Pasted or run as a script, it sends the bytes
 * and does nothing else: a value is within single quotes or written by printf, and never in a comment.
 */
export function posixCommand({ options, body }: CurlCall): string {
  const [first = '', ...rest] = options.map(optionText);
  const argument = body === null ? '' : bodyArgument(body);
  const dataOption = argument ?? '--data-binary @-';
  const command = joined([`curl ${first}`, ...rest, ...(dataOption === '' ? [] : [dataOption])]);
  return body === null || argument !== undefined ? command : pipedInto(command, body);
}

function pipedInto(command: string, body: Uint8Array): string {
  const source = printfOf(body);
  const isShort = source.length < longestLine;
  return isShort ? `${source} |\n${command}` : `${source} | ${command.replaceAll(' \\\n  ', ' ')}`;
}
