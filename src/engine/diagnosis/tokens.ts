import { Buffer } from 'node:buffer';
import { sameBytes } from '../signature/sameBytes.ts';
import type { Clock } from './clock.ts';
import type { Variants } from './hypothesis.ts';
import type { SearchResult } from './search.ts';
import type { KeyMaterial } from './space.ts';

/** The value of a token header, with the name of an authentication scheme in front of it and without. */
function tokensOf(received: readonly string[]): Uint8Array[] {
  return received.flatMap((value) => {
    const bare = value.slice(value.indexOf(' ') + 1);
    const isBasic = /^basic /i.test(value);
    const texts = isBasic ? [Buffer.from(bare, 'base64').toString('latin1'), bare] : [value, bare];
    return texts.map((text) => Buffer.from(text.trim(), 'latin1'));
  });
}

/** Holds a received token against every secret and what may have been done to it. */
export function searchTokens(
  received: readonly string[],
  secrets: Variants<KeyMaterial>,
  body: Uint8Array,
  clock: Clock,
): SearchResult {
  const tokens = tokensOf(received);
  let tried = 0;
  for (const { value, causes } of secrets) {
    tried += 1;
    if (tokens.some((token) => token.length > 0 && sameBytes(token, value.text))) {
      return { found: { causes, secretLabel: value.label, body }, tried, isCutShort: false };
    }
    if (clock.isOver) {
      return { found: null, tried, isCutShort: true };
    }
  }
  return { found: null, tried, isCutShort: false };
}
