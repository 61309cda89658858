import { EnvVariables, shellWord } from './envVariables.ts';

export interface EnvCandidate {
  readonly name: string;
  readonly value: string;
}

/** As `.env` files, Compose, shells, PowerShell and JSON write it. */
const assignment =
  /^\s*(?:-\s+)?["']?(?:(?:export|set|ENV|ARG)\s+|\$env:)?["']?([A-Za-z_][\w.-]*)["']?\s*[=:]\s?(.*)$/;
const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', a: '\x07', b: '\b' },
};

/** The text up to the quote that closes it, and what stands behind it; null where none does. */
function closed(text: string, skipsEscaped: boolean): readonly [inner: string, behind: string] | null {
  const [quote = ''] = text;
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] === '\\' && skipsEscaped) {
      index += 1;
    } else if (text[index] === quote) {
      return [text.slice(1, index), text.slice(index + 1)];
    }
  }
  return null;
}

/** The text between the quotes at the beginning, null where none closes it. */
function quotedText(text: string): string | null {
  return closed(text, text.startsWith('"'))?.[0] ?? null;
}

/** A text with a backslash and one of these characters as what that stands for: `escapes`, where they count. */
const unescaped =
  (characters: RegExp, counting = /./) =>
  (text: string): string =>
    text.replace(/\\(.)/gs, (both, character: string) => {
      const meaning = counting.test(character) ? escapes[character] : undefined;
      return characters.test(character) ? (meaning ?? character) : both;
    });

/** As npm's dotenv does, whatever stands before the backslash. */
const withLineEnds = (text: string): string =>
  text.replace(/\\([nr])/g, (_both, character: string) => escapes[character] ?? '');

const asItStands = (text: string): string => text;

/** How quoted text is read: by PHP and Compose; by Ruby; by Python; by Node and Docker; by npm's dotenv and dotenv-expand. */
const inQuotes: Readonly<Record<string, readonly ((text: string) => string)[]>> = {
  '"': [unescaped(/./s), unescaped(/./s, /[nr]/), unescaped(/[\\'"nrtfvab]/), asItStands, withLineEnds],
  "'": [asItStands, unescaped(/'/), unescaped(/['\\]/), unescaped(/\$/)],
  '`': [asItStands],
};

/** What a value in quotes may stand for; empty where it is not in quotes from its beginning to its end. */
function quotedReadings(whole: string): readonly string[] {
  const [quote = ''] = whole;
  const ways = inQuotes[quote] ?? [];
  const ends = [quote === '"', quote !== '`'].map((skipsEscaped) => closed(whole, skipsEscaped));
  const inner = ends.flatMap((end) => (end !== null && /^\s*(?:#|$)/.test(end[1]) ? [end[0]] : []));
  // Ruby and npm's dotenv take the quotes off the ends, whatever stands between them.
  const taken =
    inner.length === 0 && whole.length > 1 && whole.endsWith(quote) ? [whole.slice(1, -1)] : inner;
  // Node takes what stands up to the next quote, others all of it where something follows.
  const next = closed(whole, false);
  const isEnded = next !== null && /^\s*(?:#|$)/.test(next[1]);
  const others = next === null ? [] : [next[0], ...(isEnded && quote !== '`' ? [] : [whole])];
  return [...taken.flatMap((text) => ways.map((read) => read(text))), ...others];
}

/** Without the blanks that every reader takes off: some leave those beyond ASCII. */
function asciiTrimmed(text: string): string {
  const isBlank = (index: number): boolean => ' \t\r'.includes(text.charAt(index) || 'end');
  let [start, end] = [0, text.length];
  while (isBlank(start)) {
    start += 1;
  }
  while (end > start && isBlank(end - 1)) {
    end -= 1;
  }
  return text.slice(start, end);
}

/**
 * What a value may stand for: its readers (Compose, shells, npm's dotenv, Node, those of Python, Ruby and PHP) differ in
 * quotes, escapes and comments, and Compose and make have `$$` for `$`.
 */
function readings(written: string): readonly string[] {
  const whole = written.trim();
  const isQuoted = /^["'`]/.test(whole) && closed(whole, false) !== null;
  const plain = [whole.replace(/\s#.*$/s, ''), whole, whole.replace(/#.*$/s, ''), asciiTrimmed(written)];
  const values = [...(isQuoted ? quotedReadings(whole) : plain), shellWord(whole) ?? whole];
  return values.flatMap((value, at) => {
    const text = isQuoted || at === 3 ? value : value.trim();
    return text.includes('$$') ? [text, text.replaceAll('$$', () => '$')] : [text];
  });
}

/** A value in quotes may go on over several lines. */
function wholeValue(first: string, rest: readonly string[]): string {
  const start = first.trimStart();
  if (!/^["'`]/.test(start) || quotedText(start) !== null) {
    return first;
  }
  for (let count = 1; count <= Math.min(rest.length, longestBlock); count += 1) {
    const text = [start, ...rest.slice(0, count)].join('\n');
    if (quotedText(text) !== null) {
      return text;
    }
  }
  return first;
}

/** Lines that one value may have: a key in PEM has fewer. */
const longestBlock = 100;

/** Every value that a `.env` file may give a name, each with its name; empty ones are left out. */
export function envCandidates(text: string): readonly EnvCandidate[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const above = new EnvVariables();
  return lines.flatMap((line, index) => {
    const [, name = '', first = ''] = assignment.exec(line) ?? [];
    if (name === '') {
      return [];
    }
    const whole = wholeValue(first, lines.slice(index + 1, index + 1 + longestBlock));
    const read = readings(whole);
    const values = new Set([
      ...read,
      ...read.flatMap((value) => above.readings(value)),
      shellWord(asciiTrimmed(whole), (text) => above.expanded(text)) ?? '',
    ]);
    above.set(name, above.replaced(read[0] ?? ''));
    return [...values].filter((value) => value !== '').map((value) => ({ name, value }));
  });
}
