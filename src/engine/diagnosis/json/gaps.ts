import { Kind, type JsonTree } from './tree.ts';
import type { JsonText } from './tokens.ts';

/** How many characters a token takes, quotes included. */
export function lengthOf(tree: JsonTree, index: number): number {
  const kind = tree.kinds[index];
  const length = tree.texts[index]?.length ?? 0;
  if (kind === Kind.key || kind === Kind.string) {
    return length + 2;
  }
  return length || 1;
}

/** Where the space in front of a token starts; for the index behind the last token, where the space at the end does. */
export function gapStart(json: JsonText, index: number): number {
  return index === 0 ? 0 : (json.starts[index - 1] ?? 0) + lengthOf(json, index - 1);
}

/** What stands in front of a token: space, and a comma or colon. */
export function gapBefore(json: JsonText, index: number): string {
  return json.text.slice(gapStart(json, index), json.starts[index] ?? json.text.length);
}
