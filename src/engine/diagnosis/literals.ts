/** What a letter behind a backslash stands for. */
export const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The text between the quotes of a literal of Python or Ruby. */
export function unescapedLiteral(literal: string): string {
  return literal.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|u\{([0-9a-f]{1,6})\}|([^]))/gi,
    (escape, ...groups: readonly (string | undefined)[]) => {
      const digits = groups.slice(0, 4).find((group) => group !== undefined);
      const letter = groups[4] ?? '';
      const code = Number.parseInt(digits ?? '', 16);
      return digits === undefined
        ? (letters[letter] ?? letter)
        : code > 0x10ffff
          ? escape
          : String.fromCodePoint(code);
    },
  );
}
