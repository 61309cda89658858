/** A value of a `.env` file. */
export interface EnvValue {
  readonly name: string;
  readonly value: string;
}

/** Characters of a file that are read, and values of it. */
const longestFile = 256 * 1024;
const mostValues = 2000;

/** The start of a line that sets a name: `NAME=`, `export NAME=` or `NAME: `. */
const assignment = /^[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.-]{0,127})[^\S\n]*(?:=|:[^\S\n])[^\S\n]*/;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** What a double-quoted value means; other quotes keep backslashes as they are. */
function expanded(text: string, quote: string): string {
  return quote === '"'
    ? text.replace(/\\([nrt"\\$])/g, (_, character: string) => escapes[character] ?? character)
    : text;
}

/** Where the quote is that ends a value; negative where there is none. */
function closingQuote(text: string, quote: string): number {
  let index = text.indexOf(quote, 1);
  while (index > 0 && quote === '"' && text.charAt(index - 1) === '\\') {
    index = text.indexOf(quote, index + 1);
  }
  return index;
}

interface Read {
  /** What a value may be, the likeliest first. */
  readonly values: readonly string[];
  /** Characters of it. */
  readonly length: number;
}

/** A value without quotes: up to the end of the line, with what looks like a comment and without. */
function unquoted(text: string): Read {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  const whole = line.trim();
  const hash = whole.search(/(?:^|\s)#/);
  return { values: hash < 0 ? [whole] : [whole.slice(0, hash).trimEnd(), whole], length: line.length };
}

/** A value in quotes, which may go over several lines. */
function valueAt(text: string): Read {
  const quote = text.charAt(0);
  const end = quote !== '' && `"'\``.includes(quote) ? closingQuote(text, quote) : -1;
  if (end < 0) {
    return unquoted(text);
  }
  const inner = text.slice(1, end);
  return { values: [expanded(inner, quote), inner], length: end + 1 };
}

/**
 * The values of a `.env` file's text that may be secrets, in its order, as the usual loaders read them: `export`,
 * quotes, several lines, comments. Where loaders differ a name has several values. Values are never expanded.
 */
export function envCandidates(text: string): EnvValue[] {
  const found: EnvValue[] = [];
  let rest = text
    .slice(0, longestFile)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  while (rest !== '' && found.length < mostValues) {
    const [start = '', name] = assignment.exec(rest) ?? [];
    const { values, length } =
      name === undefined ? { values: [], length: 0 } : valueAt(rest.slice(start.length));
    for (const value of new Set(values.filter((candidate) => candidate !== ''))) {
      found.push({ name: name ?? '', value });
    }
    const end = rest.indexOf('\n', start.length + length);
    rest = end < 0 ? '' : rest.slice(end + 1);
  }
  return found.slice(0, mostValues);
}
