import { Buffer } from 'node:buffer';
import { createSecretKey } from 'node:crypto';
import { hexHash } from '../signature/digest.ts';
import { textOf, valueAt } from '../signature/json.ts';
import type { JwtRule } from '../signature/scheme.ts';
import { readJwt, signJwt, type Jwt } from '../signature/verifiers/jwt.ts';
import type { Clock } from './clock.ts';
import { searchHash } from './hashes.ts';
import type { Variants } from './hypothesis.ts';
import type { SearchResult } from './search.ts';
import type { KeyMaterial } from './space.ts';

/** What may have been otherwise where a JWT holds the hash of the body. */
export interface JwtSpace {
  readonly received: string;
  readonly secrets: Variants<KeyMaterial>;
  readonly bodies: Variants<Uint8Array>;
}

function searchSecrets(jwt: Jwt, { secrets, bodies }: JwtSpace, clock: Clock): SearchResult {
  const [received] = bodies;
  const body = received?.value ?? new Uint8Array(0);
  let tried = 0;
  for (const { value, causes } of jwt.algorithm === 'HS256' ? secrets : []) {
    tried += 1;
    if (value.key.length > 0 && signJwt(jwt.signed, createSecretKey(value.key)).equals(jwt.signature)) {
      const { label: secretLabel, corrected } = value;
      return { found: { causes, secretLabel, corrected, body }, tried, isCutShort: false };
    }
    if (clock.isOver) {
      return { found: null, tried, isCutShort: true };
    }
  }
  return { found: null, tried, isCutShort: false };
}

/** Looks for the secret that signed a JWT, or, where that one is saved, for the body whose hash it has. */
export function searchJwts(
  { bodyHash }: JwtRule,
  space: JwtSpace,
  isSecretRight: boolean,
  clock: Clock,
): SearchResult {
  const jwt = readJwt(space.received);
  if (jwt === undefined) {
    return { found: null, tried: 0, isCutShort: false };
  }
  if (!isSecretRight || bodyHash === undefined) {
    return searchSecrets(jwt, space, clock);
  }
  const claimed = textOf(valueAt(jwt.claims, bodyHash.claim));
  const hashOf = (body: Uint8Array): string => {
    const hex = hexHash(bodyHash.algorithm, body);
    return bodyHash.encoding === 'hex' ? hex : Buffer.from(hex, 'hex').toString(bodyHash.encoding);
  };
  return searchHash(claimed === undefined ? [] : [claimed], hashOf, space.bodies, clock);
}
