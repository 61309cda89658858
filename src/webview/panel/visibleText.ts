import { unseenIn } from '../../protocol/unseen.ts';

/** A part of a text: characters to show as they are, or one code point that could not be seen and needs a mark. */
export type TextRun =
  { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'mark'; readonly code: string };

/** `line`: a line break or a tab is a mark too. `block`: they are layout, but for a carriage return on its own. */
export type TextLayout = 'line' | 'block';

/** Splits `text` so that nothing in it can hide or reorder its neighbours. Without the marks no character is lost. */
export function visibleText(text: string, layout: TextLayout): readonly TextRun[] {
  const runs: TextRun[] = [];
  let start = 0;
  for (const { at, character } of unseenIn(text)) {
    if (isLayout(text, at, layout)) continue;
    if (at > start) runs.push({ kind: 'plain', text: text.slice(start, at) });
    runs.push({ kind: 'mark', code: codePointName(character) });
    start = at + character.length;
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
