import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import { sameBytes } from '../signature/sameBytes.ts';
import type { TokenRule } from '../signature/scheme.ts';
import type { Clock } from './clock.ts';
import { cause, type Variant, type Variants } from './hypothesis.ts';
import type { SearchResult } from './search.ts';
import type { KeyMaterial } from './space.ts';

function bytesOf(text: string): Buffer {
  return Buffer.from(text.trim(), 'latin1');
}

/** The value of a token header, with the name of an authentication scheme in front of it and without. */
function tokensOf(received: readonly string[], { auth }: TokenRule): Variant<Uint8Array>[] {
  return received.flatMap((value) => {
    const whole = { value: bytesOf(value), causes: auth === undefined ? [] : [lacksPrefix] };
    const [name = '', ...words] = value.split(' ');
    if (words.length === 0) {
      return [whole];
    }
    const bare = words.join(' ');
    const isOwn = name.toLowerCase() === auth?.toLowerCase();
    const causes = isOwn ? [] : [cause('header-prefix', { prefix: name })];
    const decoded = Buffer.from(bare, 'base64').toString('latin1');
    const texts = name.toLowerCase() === 'basic' ? [decoded, bare] : [bare];
    return [whole, ...texts.map((text) => ({ value: bytesOf(text), causes }))];
  });
}

const lacksPrefix = cause('header-prefix', { prefix: '' });

/** Nothing is signed: what is said of a secret is that it was sent. */
export function asToken({ id, detail }: Cause): Cause {
  return cause(id, { ...detail, sent: 'token' });
}

/** What is received, and what body came with it. */
export interface ReceivedToken {
  readonly values: readonly string[];
  readonly body: Uint8Array;
}

/** Holds a received token against every secret and what may have been done to it. */
export function searchTokens(
  rule: TokenRule,
  { values, body }: ReceivedToken,
  secrets: Variants<KeyMaterial>,
  clock: Clock,
): SearchResult {
  const tokens = tokensOf(values, rule).filter((token) => token.value.length > 0);
  let tried = 0;
  for (const { value, causes } of secrets) {
    tried += 1;
    const token = tokens.find((other) => sameBytes(other.value, value.text));
    if (token !== undefined) {
      const all = [...token.causes, ...causes].map(asToken);
      const { label: secretLabel, corrected } = value;
      return { found: { causes: all, secretLabel, corrected, body }, tried, isCutShort: false };
    }
    if (clock.isOver) {
      return { found: null, tried, isCutShort: true };
    }
  }
  return { found: null, tried, isCutShort: false };
}
