import { configurationSection } from '../shared/contributions.ts';

/** One that has no end reaches to that of the text, so that no text takes long. */
const string = String.raw`"(?:[^"\\]|\\[^])*(?:"|$)`;
const stringsCommentsAndSpace = new RegExp(String.raw`${string}|//.*|/\*[^]*?(?:\*/|$)|\s+`, 'g');
/** After a value, as VS Code allows it. */
const stringsAndTrailingCommas = new RegExp(String.raw`${string}|,(?<=[^[{,\s] *,)(?= *[}\]])`, 'g');

/** Strings, and what is no comment for want of an end, which takes four characters at least. */
function stays(found: string): boolean {
  return found.startsWith('"') || (found.startsWith('/*') && !(found.endsWith('*/') && found.length > 3));
}

function blanked(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => (stays(found) ? found : ' '));
}

/**
 * Whether VS Code reads a settings file to its end: JSON with comments, trailing commas and any white space, or nothing
 * at all. Of one with a syntax error it takes what it can make out, and leaves out the rest without a word.
 */
export function isReadable(text: string): boolean {
  const json = blanked(blanked(text, stringsCommentsAndSpace), stringsAndTrailingCommas);
  try {
    return json.trim() === '' || JSON.parse(json) !== undefined;
  } catch {
    return false;
  }
}

/** Whether settings of this extension are written in a settings file, also in one that cannot be read. */
export function isMentionedIn(text: string): boolean {
  return text.includes(`${configurationSection}.`);
}
