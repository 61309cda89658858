import { cause, type Variant } from '../hypothesis.ts';
import { letters } from '../literals.ts';
import { bytesOf, mostCharacters, textOf } from './text.ts';

type Variants = Generator<Variant<Uint8Array>>;

/** What a shell made of a body before the sender signed it: `echo $BODY` without quotes, `echo -n` of the sh of macOS. */
function* signedByShell(text: string): Variants {
  const joined = text.replace(/[ \t\n]+/g, ' ').trim();
  const unquoted = [cause('json-whitespace', { how: 'unquoted' })];
  if (joined !== text) {
    yield { value: bytesOf(joined), causes: unquoted };
    yield { value: bytesOf(`${joined}\n`), causes: unquoted };
  }
  // What `echo` makes of escapes, of which JSON is full, in the sh of Debian and macOS (POSIX.1-2017, echo, XSI).
  const read = text.replace(/\\([abfnrtv\\])/g, (_, letter: string) => letters[letter] ?? letter);
  if (read !== text) {
    for (const end of ['\n', '']) {
      yield { value: bytesOf(read + end), causes: [cause('body-edited', { how: 'echoed' })] };
    }
  }
  yield { value: bytesOf(`-n ${text}\n`), causes: [cause('body-edited', { how: 'echo' })] };
}

/** What lines of one width may have been put together with before they were broken: nothing, or blanks. */
function gluesOf(lines: readonly string[]): string[] {
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
  const areAll = (test: (line: string, next: string) => boolean): boolean =>
    lines.every((line, at) => at === lines.length - 1 || test(line, lines[at + 1] ?? ''));
  const isFolded = areAll(({ length }) => length === width);
  const isFilled = areAll((line, next) => line.length + 1 + (next.split(' ', 1)[0] ?? '').length > width);
  const isWrapped = width >= 20 && lines.length > 1;
  return [...(isWrapped && isFolded ? [''] : []), ...(isWrapped && isFilled ? [' '] : [])];
}

/** Lines that something broke a body into, all as long as they may be. */
function* unwrappedLines(text: string): Variants {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  for (const glue of gluesOf(lines)) {
    const causes = [cause('body-edited', { how: 'wrapped' })];
    yield { value: bytesOf(lines.join(glue)), causes };
    yield { value: bytesOf(`${lines.join(glue)}\n`), causes };
  }
}

const tokens = /"(?:[^"\\]|\\.)*"?|[ \t]+|[{}[\],]|[^"{}[\], \t]+/gs;
/** By its first character, which is looked at in each of up to millions of tokens. */
const isIndent = (token = ''): boolean => token[0] === ' ' || token[0] === '\t';
const isOpening = (token: string): boolean => token[0] === '{' || token[0] === '[';
const isClosing = (token = ''): boolean => token[0] === '}' || token[0] === ']';

/** JSON in one line with line ends where its indents show them: at `least` so many blanks behind a bracket. */
function inLines(all: readonly string[], least: number, lineEnd: string): string {
  const made: string[] = [];
  const broken: boolean[] = [];
  for (const [at, token] of all.entries()) {
    const next = all[at + 1];
    const [blanks, following] = isIndent(next) ? [next?.length ?? 0, all[at + 2]] : [0, next];
    if (isClosing(token)) {
      const end = broken.pop() === true ? [lineEnd] : [];
      made.splice(isIndent(made.at(-1)) ? -1 : made.length, 0, ...end);
    }
    made.push(token);
    if (isOpening(token)) {
      broken.push(blanks >= least && !isClosing(following));
    }
    if ((isOpening(token) || token[0] === ',') && broken.at(-1) === true) {
      made.push(lineEnd);
    }
  }
  return made.join('');
}

/** A file whose line ends `curl -d @file` removed, with its indents left: one that a person wrote, in no usual layout. */
function* withoutLineEnds(text: string): Variants {
  if (!/^\s*[{[][^\r\n]*$/.test(text)) {
    return;
  }
  const causes = [cause('body-newline-removed', { count: 'all' })];
  const all = text.match(tokens) ?? [];
  for (const least of [2, 1, 0]) {
    for (const lineEnd of ['\n', '\r\n']) {
      const lines = inLines(all, least, lineEnd);
      yield { value: bytesOf(lines + lineEnd), causes };
      yield { value: bytesOf(lines), causes };
    }
  }
}

/** A body as the shell of its sender, or an editor or mailer on the way, had it. */
export function* shellVariants(body: Uint8Array): Variants {
  const text = textOf(body, mostCharacters) ?? '';
  if (text !== '') {
    yield* withoutLineEnds(text);
    yield* unwrappedLines(text);
    yield* signedByShell(text);
  }
}
