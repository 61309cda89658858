export interface EnvCandidate {
  readonly name: string;
  readonly value: string;
}

/** As `.env` files, Compose, shells, PowerShell and JSON write it. */
const assignment =
  /^\s*(?:-\s+)?["']?(?:(?:export|set|ENV|ARG)\s+|\$env:)?["']?([A-Za-z_][\w.-]*)["']?\s*[=:]\s?(.*)$/;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

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

/** A text with a backslash and one of these characters as what that stands for. */
const unescaped =
  (characters: RegExp) =>
  (text: string): string =>
    text.replace(/\\(.)/gs, (both, character: string) =>
      characters.test(character) ? (escapes[character] ?? character) : both,
    );

const asItStands = (text: string): string => text;

/** How quoted text is read: by Ruby, PHP and Compose; by Python; by Node and Docker; by npm's dotenv. */
const inQuotes: Readonly<Record<string, readonly ((text: string) => string)[]>> = {
  '"': [unescaped(/./s), unescaped(/[\\'"nrtfv]/), asItStands, unescaped(/[nr]/)],
  "'": [asItStands, unescaped(/'/), unescaped(/['\\]/)],
  '`': [asItStands],
};

/** The first word as a shell reads it, without what `$` means: parts in quotes and parts without. Null where a quote is open. */
function shellWord(text: string): string | null {
  let word = '';
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === '\\' && (quote === '' || (quote === '"' && /["\\$`]/.test(next)))) {
      word += next;
      index += 1;
    } else if (character === quote) {
      quote = '';
    } else if (quote === '' && /["']/.test(character)) {
      quote = character;
    } else if (quote === '' && /\s/.test(character)) {
      break;
    } else {
      word += character;
    }
  }
  return quote === '' ? word : null;
}

/** What a value in quotes may stand for; empty where it is not in quotes from its beginning to its end. */
function quotedReadings(whole: string): readonly string[] {
  const [quote = ''] = whole;
  const ways = inQuotes[quote] ?? [];
  const ends = [quote === '"', quote !== '`'].map((skipsEscaped) => closed(whole, skipsEscaped));
  return ends.flatMap((end) =>
    end !== null && /^\s*(?:#|$)/.test(end[1]) ? ways.map((read) => read(end[0])) : [],
  );
}

/**
 * What a value may stand for: its readers (Compose, shells, npm's dotenv, Node, those of Python, Ruby and PHP) differ in
 * quotes, escapes and comments, and Compose and make have `$$` for `$`.
 */
function readings(written: string): readonly string[] {
  const whole = written.trim();
  const isQuoted = /^["'`]/.test(whole) && quotedText(whole) !== null;
  const plain = [whole.replace(/\s#.*$/s, ''), whole, whole.replace(/#.*$/s, '')];
  const values = [...(isQuoted ? quotedReadings(whole) : plain), shellWord(whole) ?? whole];
  return values.flatMap((value) => {
    const text = isQuoted ? value : value.trim();
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
  return lines.flatMap((line, index) => {
    const [, name = '', first = ''] = assignment.exec(line) ?? [];
    if (name === '') {
      return [];
    }
    const values = new Set(readings(wholeValue(first, lines.slice(index + 1, index + 1 + longestBlock))));
    return [...values].filter((value) => value !== '').map((value) => ({ name, value }));
  });
}
