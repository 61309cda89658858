import { unseenIn } from '../../protocol/unseen.ts';
import type { Translate } from './translate.ts';

const longest = 300;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** As JSON and JavaScript would escape it: every font has these characters. */
function standIn(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const escape = code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  return shortEscapes[character] ?? escape;
}

/**
 * Text that a sender wrote, on one line and in the order in which it was written: control, bidi and invisible characters
 * become escapes (`\n`, `\u202e`). At most `limit` characters.
 */
export function displayText(text: string, limit = longest): string {
  const cut = text.length > limit ? `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : text;
  let shown = '';
  let start = 0;
  for (const { at, character } of unseenIn(cut)) {
    shown += cut.slice(start, at) + standIn(character);
    start = at + character.length;
  }
  return shown + cut.slice(start);
}

/** A text of several lines, each of them as `displayText` has it but not cut off. A line ends with LF, or CR and LF. */
export function displayLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => displayText(line, line.length))
    .join('\n');
}

/** For notifications, in which `[text](command:...)` would become a link. */
export function notificationText(text: string, limit = 120): string {
  return displayText(text, limit).replaceAll('](', '] (');
}

/** Names that a person or a sender chose, each in quotes. */
export function quoted(names: readonly string[], t: Translate): string {
  return names.map((name) => t('“{0}”', displayText(name))).join(', ');
}
