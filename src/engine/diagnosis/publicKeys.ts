import { Buffer } from 'node:buffer';
import type { Cause } from '../../protocol/diagnosis.ts';
import { publicKeyMatches } from '../signature/digest.ts';
import { keysOf, type Key } from '../signature/keys.ts';
import { compileRule } from '../signature/preparedScheme.ts';
import type { PublicKeyAlgorithm, SignatureRule } from '../signature/scheme.ts';
import { cause, type Variant, type Variants } from './hypothesis.ts';
import type { Clock } from './clock.ts';
import { LazyList } from './lazyList.ts';
import type { Found, SearchResult } from './search.ts';
import { damagedTexts } from './secretText.ts';
import type { Framing } from './space.ts';
import type { Subject } from './subject.ts';
import { signsSecret } from '../signature/template.ts';
import type { Target } from './digestTexts.ts';

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

/** What the test tools of providers sign with in place of the text that a webhook has, by the scheme's id. */
const simulated: Readonly<Record<string, string>> = {
  // https://developer.paypal.com/api/rest/webhooks/simulator/
  paypal: 'WEBHOOK_ID',
};

/** A saved key with the text that may stand in the content. */
interface TriedKey extends Key {
  readonly causes: readonly Cause[];
}

function savedKeys({ secrets }: Subject, rule: SignatureRule): TriedKey[] {
  return secrets.flatMap((secret) => {
    const causes = secret.isOwn
      ? []
      : [cause('secret-other-provider', { label: secret.label, owner: secret.owner })];
    return keysOf([secret], rule.key, false).map((key) => ({ ...key, causes }));
  });
}

/** Altered texts that are tried beside a key. */
const mostTexts = 80;

/** The texts that may stand beside a key: those that are saved, as copies may have gone wrong, and a simulator's. */
function* textsBeside(
  { secrets, prepared: { scheme } }: Subject,
  rule: SignatureRule,
): Generator<Omit<TriedKey, 'key'>> {
  const texts = secrets.filter((secret) => secret.isOwn && keysOf([secret], rule.key, false).length === 0);
  for (const { label, value } of texts) {
    yield { label, text: Buffer.from(value), causes: [] };
  }
  const simulator = Object.hasOwn(simulated, scheme.id) ? simulated[scheme.id] : undefined;
  if (simulator !== undefined) {
    const causes = [cause('secret-undefined', { signed: simulator, by: 'simulator' })];
    yield { label: '', text: Buffer.from(simulator), causes };
  }
  for (const { label, value } of texts) {
    for (const { text, causes } of [...damagedTexts(value)].slice(0, mostTexts)) {
      yield { label, text: Buffer.from(text), causes };
    }
  }
}

/** The keys for the request as it came, and the fewer ones for what may have happened to it. */
function keysFor(subject: Subject, rule: SignatureRule): readonly [first: TriedKey[], then: TriedKey[]] {
  const saved = savedKeys(subject, rule);
  if (!signsSecret(compileRule(rule).content)) {
    return [saved, saved];
  }
  const own = saved.filter(({ causes }) => causes.length === 0);
  const all = [...textsBeside(subject, rule)].flatMap(({ label, text, causes }) =>
    own.map((key) => ({
      key: key.key,
      label: label === '' ? key.label : `${key.label}, ${label}`,
      text,
      causes,
    })),
  );
  return [all, all.filter(({ causes }) => causes.every(({ id }) => id === 'secret-undefined'))];
}

/** Tries every saved key on what the request may have been when it was signed. */
export function searchPublicKeys(
  rule: SignatureRule & { readonly algorithm: PublicKeyAlgorithm },
  space: PublicKeySpace,
  subject: Subject,
  clock: Clock,
): SearchResult {
  const [first, then] = keysFor(subject, rule);
  let tried = 0;
  let keys = first;
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
    keys = then;
  }
  return { found: null, tried, isCutShort: false };
}
