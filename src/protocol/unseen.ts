// Unicode: controls, format characters (bidi, zero width, tags), line separators, lone surrogates and what a
// renderer ignores. Not the Arabic number signs, which one sees.
const unseen =
  /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}\p{Variation_Selector}]--[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]]/gv;

const zeroWidthJoiner = '\u200D';
const emojiSelector = '\uFE0F';
const textSelector = '\uFE0E';
const keycap = '\u20E3';
const pictureBefore = /\p{Extended_Pictographic}$/u;
// Not one class of both: Chromium 153 does not find U+1F3F3 in it.
const joinedBefore = /(?:\p{Extended_Pictographic}|\p{EMod})\uFE0F?$/u;
const pictureAfter = /^\p{Extended_Pictographic}/u;
const tag = /^[\u{E0020}-\u{E007F}]$/u;
const taggedFlags = /\p{RGI_Emoji_Tag_Sequence}/gv;
/** UTF-16 units of the longest flag that is written with tags, about. */
const flagUnits = 16;

/** Characters of `text` that could hide or reorder their neighbours, each with its place in UTF-16 units. */
export function* unseenIn(text: string): Generator<{ readonly at: number; readonly character: string }> {
  for (const { index: at, 0: character } of text.matchAll(unseen)) {
    if (!isInEmoji(text, at, character)) {
      yield { at, character };
    }
  }
}

/** Whether a character that is not seen is part of an emoji that is: between others it has no use but to hide. */
function isInEmoji(text: string, at: number, character: string): boolean {
  const before = text.slice(Math.max(0, at - 3), at);
  if (character === zeroWidthJoiner) {
    return joinedBefore.test(before) && pictureAfter.test(text.slice(at + 1, at + 3));
  }
  if (character === emojiSelector || character === textSelector) {
    const isKeycap = character === emojiSelector && text[at + 1] === keycap && /[0-9#*]$/.test(before);
    return isKeycap || pictureBefore.test(before);
  }
  return tag.test(character) && isInFlag(text, at);
}

/** The flags of England, Scotland and Wales are a black flag and tags. */
function isInFlag(text: string, at: number): boolean {
  const start = Math.max(0, at - flagUnits);
  const flags = text.slice(start, at + flagUnits).matchAll(taggedFlags);
  return [...flags].some(({ index, 0: flag }) => index < at - start && at - start < index + flag.length);
}
