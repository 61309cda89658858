export interface EnvCandidate {
  readonly name: string;
  readonly value: string;
}

const assignment = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s?(.*)$/;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The text up to the quote that closes it, null where none does. */
function quotedText(text: string): string | null {
  const [quote = ''] = text;
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] === '\\' && quote === '"') {
      index += 1;
    } else if (text[index] === quote) {
      return text.slice(1, index);
    }
  }
  return null;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}

/** What a value may stand for: readers of such files differ in quotes, escapes and comments. */
function readings(written: string): readonly string[] {
  const whole = written.trim();
  const inner = /^["'`]/.test(whole) ? quotedText(whole) : null;
  if (inner !== null) {
    return whole.startsWith('"') ? [unescaped(inner), inner] : [inner];
  }
  return [whole.replace(/\s+#.*$/, '').trim(), whole];
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
