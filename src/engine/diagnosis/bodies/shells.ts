import { cause, type Variant } from '../hypothesis.ts';
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

/** A body as the shell of its sender, or an editor or mailer on the way, had it. */
export function* shellVariants(body: Uint8Array): Variants {
  const text = textOf(body, mostCharacters) ?? '';
  if (text !== '') {
    yield* unwrappedLines(text);
    yield* signedByShell(text);
  }
}
