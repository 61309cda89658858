import { Buffer } from 'node:buffer';
import { HumanError } from '../../../common/errors.ts';
import type { CurlCall, CurlOption } from '../curl.ts';

/** Characters of a line that cmd.exe takes, less some for the program's own path. */
const longestLine = 8000;

/** What cmd.exe has no certain way to say: variables are put in before any quote or caret is looked at. */
const unsayable = [
  { pattern: /%/, name: 'a percent sign' },
  { pattern: /!/, name: 'an exclamation mark' },
  { pattern: /[\r\n]/, name: 'a line break' },
  { pattern: /[^ -~]/, name: 'a byte that is not printable ASCII' },
] as const;

function tooLong(): HumanError {
  return new HumanError('The request is longer than a line of cmd: copy the command for PowerShell instead.');
}

/** @throws HumanError where cmd.exe cannot be told a value without changing it, or not at all. */
function check(value: string, place: string): void {
  if (value.length > longestLine) {
    throw tooLong();
  }
  const found = unsayable.find(({ pattern }) => pattern.test(value));
  if (found !== undefined) {
    throw new HumanError(
      `${place} holds ${found.name}, which cannot be said safely in cmd: copy the command for PowerShell instead.`,
    );
  }
}

/** One argument as the C runtime of a program reads it: backslashes count only before a double quote. */
function argument(value: string): string {
  return `"${value.replaceAll(/(\\*)("|$)/g, '$1$1$2').replaceAll('"', String.raw`\"`)}"`;
}

/** With a caret before whatever has a meaning for cmd.exe, the double quote first: so no part is quoted for it. */
const escaped = (text: string): string => text.replaceAll(/["^&|<>()]/g, '^$&');

const word = (value: string): string => (/^[\w./:-]+$/.test(value) ? value : escaped(argument(value)));

function optionText([flag, value]: CurlOption): string {
  if (value === undefined) {
    return flag;
  }
  const place = flag === '-H' ? `The header ${value.split(/[:;]/, 1)[0] ?? ''}` : 'The request line';
  check(value, place);
  return `${flag} ${word(value)}`;
}

/**
 * A command for the command prompt of Windows, on one line.
 * @throws HumanError where that cannot be told the request without changing it.
 */
export function cmdCommand({ options, body }: CurlCall): string {
  const text = body === null ? '' : Buffer.from(body).toString('latin1');
  check(text, 'The body');
  if (text.startsWith('@')) {
    throw new HumanError(
      'The body begins with @, which curl takes for a file: copy the command for PowerShell instead.',
    );
  }
  const data = body === null ? [] : [`--data-binary ${text === '' ? '^"^"' : word(text)}`];
  const command = ['curl.exe', ...options.map(optionText), ...data].join(' ');
  if (command.length > longestLine) {
    throw tooLong();
  }
  return command;
}
