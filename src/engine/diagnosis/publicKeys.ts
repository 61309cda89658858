import { publicKeyMatches } from '../signature/digest.ts';
import { keysOf } from '../signature/keys.ts';
import type { PublicKeyAlgorithm, SignatureRule } from '../signature/scheme.ts';
import { cause, type Variant, type Variants } from './hypothesis.ts';
import type { Clock } from './clock.ts';
import { LazyList } from './lazyList.ts';
import type { Found, SearchResult } from './search.ts';
import type { Framing, Target } from './space.ts';
import type { Subject } from './subject.ts';

/** What may have been otherwise where the sender has a private key: verifying takes a hundred times a digest's time. */
export interface PublicKeySpace {
  readonly targets: readonly Variant<Target>[];
  readonly bodies: Variants<Uint8Array>;
  readonly framings: Variants<Framing>;
}

/** Framings that are tried with a body that is as it came. */
const framingsTried = 40;

interface Attempt {
  readonly body: Variant<Uint8Array>;
  readonly framing: Variant<Framing>;
}

/** Every framing of the body as it came, then every body in the scheme's own framing. */
function* attempts(space: PublicKeySpace): Generator<Attempt> {
  const bodies = new LazyList(space.bodies);
  const framings = new LazyList(space.framings);
  const received = bodies.at(0);
  const asItIs = framings.at(0);
  if (received === undefined || asItIs === undefined) {
    return;
  }
  for (let index = 0; index < framingsTried; index += 1) {
    const framing = framings.at(index);
    if (framing !== undefined) {
      yield { body: received, framing };
    }
  }
  for (let index = 1, body = bodies.at(1); body !== undefined; index += 1, body = bodies.at(index)) {
    yield { body, framing: asItIs };
  }
}

/** Tries every saved key on what the request may have been when it was signed. */
export function searchPublicKeys(
  rule: SignatureRule & { readonly algorithm: PublicKeyAlgorithm },
  space: PublicKeySpace,
  { secrets }: Subject,
  clock: Clock,
): SearchResult {
  const keys = secrets.flatMap((secret) => {
    const causes = secret.isOwn
      ? []
      : [cause('secret-other-provider', { label: secret.label, owner: secret.owner })];
    return keysOf([secret], rule.key, false).map((key) => ({ ...key, causes }));
  });
  let tried = 0;
  for (const { body, framing } of attempts(space)) {
    for (const { key, label, text, causes } of keys) {
      const pieces = framing.value(body.value, text);
      for (const target of space.targets) {
        tried += 1;
        if (publicKeyMatches(rule.algorithm, key, pieces, target.value.bytes)) {
          const all = [...target.causes, ...causes, ...body.causes, ...framing.causes];
          const found: Found = { causes: all, secretLabel: label, body: body.value };
          return { found, tried, isCutShort: false };
        }
      }
      if (clock.isOver) {
        return { found: null, tried, isCutShort: true };
      }
    }
  }
  return { found: null, tried, isCutShort: false };
}
