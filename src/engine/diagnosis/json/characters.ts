import { valueOf } from './spelling.ts';
import type { StringStyle } from './stringStyle.ts';
import { Kind, type JsonTree } from './tree.ts';

const pair = '\u{1f600}';

function isPair(text: string, at: number): boolean {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff;
}

/** Every character that the strings of a tree have, once; one pair stands for all beyond the first plane. */
export function charactersOf(tree: JsonTree): string {
  const seen = new Uint8Array(0x10000);
  const units: number[] = [];
  let hasPair = false;
  for (let index = 0; index < tree.texts.length; index += 1) {
    if (tree.kinds[index] === Kind.key || tree.kinds[index] === Kind.string) {
      const value = valueOf(tree.texts[index] ?? '');
      for (let at = 0; at < value.length; at += 1) {
        const unit = value.charCodeAt(at);
        if (isPair(value, at)) {
          hasPair = true;
          at += 1;
        } else if (seen[unit] === 0) {
          seen[unit] = 1;
          units.push(unit);
        }
      }
    }
  }
  const characters = units.sort((a, b) => a - b).map((unit) => String.fromCharCode(unit));
  return characters.join(' ') + (hasPair ? pair : '');
}

/** Tells apart the styles that spell any of these characters otherwise. */
export function spellingOf(style: StringStyle, characters: string): string {
  return style.restyled(JSON.stringify(characters).slice(1, -1));
}
