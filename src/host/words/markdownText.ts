import { displayText } from './displayText.ts';

/** CommonMark 0.31, section 2.4: any of these stands for itself behind a backslash. */
const punctuation = /[!-/:-@[-`{-~]/g;

/**
 * Text that a sender wrote, for Markdown: nothing in it becomes a link, an image, an icon or markup, not even an address
 * that stands alone, which Markdown would otherwise link.
 */
export function markdownText(text: string, limit?: number): string {
  return displayText(text, limit).replace(punctuation, String.raw`\$&`);
}

/** Lines of Markdown, one below the other; empty ones are left out. */
export function markdownLines(lines: readonly string[]): string {
  return lines.filter(Boolean).join('  \n');
}
