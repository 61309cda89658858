/** A part of a text: characters to show as they are, or one code point that could not be seen and needs a mark. */
export type TextRun =
  { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'mark'; readonly code: string };

/** `line`: a line break or a tab is a mark too. `block`: they are layout, but for a carriage return on its own. */
export type TextLayout = 'line' | 'block';

// Unicode: controls, format characters (bidi, zero width, tags), line separators, lone surrogates and what a
// renderer ignores. Not the Arabic number signs, which one sees, nor the two emoji presentation selectors.
const unseen =
  /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]--[\uFE0E-\uFE0F\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]]/gv;
const zeroWidthJoiner = '\u200D';
const emojiBefore = /[\p{Extended_Pictographic}\p{EMod}]\uFE0F?$/u;
const emojiAfter = /^\p{Extended_Pictographic}/u;

/** Splits `text` so that nothing in it can hide or reorder its neighbours. Without the marks no character is lost. */
export function visibleText(text: string, layout: TextLayout): readonly TextRun[] {
  const runs: TextRun[] = [];
  let start = 0;
  for (const match of text.matchAll(unseen)) {
    const end = match.index + match[0].length;
    if (isLayout(text, match.index, layout) || joinsEmoji(text, match.index)) continue;
    if (match.index > start) runs.push({ kind: 'plain', text: text.slice(start, match.index) });
    runs.push({ kind: 'mark', code: codePointName(match[0]) });
    start = end;
  }
  if (start < text.length) runs.push({ kind: 'plain', text: text.slice(start) });
  return runs;
}

/** Such as `U+202E`. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The same text as one string, for attributes and accessible names. */
export function visibleString(text: string): string {
  return visibleText(text, 'line')
    .map((run) => (run.kind === 'plain' ? run.text : run.code))
    .join('');
}

function isLayout(text: string, at: number, layout: TextLayout): boolean {
  if (layout === 'line') return false;
  const character = text[at];
  return character === '\n' || character === '\t' || (character === '\r' && text[at + 1] === '\n');
}

function joinsEmoji(text: string, at: number): boolean {
  if (text[at] !== zeroWidthJoiner) return false;
  return emojiBefore.test(text.slice(Math.max(0, at - 3), at)) && emojiAfter.test(text.slice(at + 1, at + 3));
}
