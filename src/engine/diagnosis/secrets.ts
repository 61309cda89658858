import { Buffer } from 'node:buffer';
import type { Cause, CauseId } from '../../protocol/diagnosis.ts';
import type { KeyRule } from '../signature/scheme.ts';
import { inTurns } from './inTurns.ts';
import { cause, type Variant } from './hypothesis.ts';
import { encodingOf, keyBytes, otherKeys, type SecretRule } from './secretKeys.ts';
import { completedTexts, damagedTexts, twiceCompletedTexts } from './secretText.ts';
import type { KeyMaterial } from './space.ts';
import type { SavedSecret } from './subject.ts';

/** Longer secrets are tried as they are and not altered: none is that long. */
const longestSecret = 4096;

/** What senders sign with that have no secret. */
const missing: readonly (readonly [string, CauseId])[] = [
  ['', 'secret-empty'],
  ['undefined', 'secret-undefined'],
  ['null', 'secret-null'],
  ['None', 'secret-null'],
  ['nil', 'secret-null'],
  ['NULL', 'secret-null'],
  ['[object Object]', 'secret-undefined'],
  ['""', 'secret-empty'],
  ["''", 'secret-empty'],
  ['NaN', 'secret-undefined'],
  ['false', 'secret-empty'],
  ['[object Promise]', 'secret-undefined'],
];

type Candidate = Variant<KeyMaterial>;

const isOfSaved = ({ detail }: Cause): boolean => detail['in'] === 'saved';

/** What should be saved for a key; nothing where the listener would read it as another key, or the sender may be at fault. */
function correctionOf(
  text: string,
  key: Uint8Array,
  rule: KeyRule,
  causes: readonly Cause[],
): { corrected?: string } {
  const isRight = causes.length > 0 && causes.every(isOfSaved) && keyBytes(text, rule)?.equals(key);
  return isRight === true ? { corrected: text } : {};
}

/** Nothing where the text is no key. */
function candidates(
  { label, value }: SavedSecret,
  key: Buffer | undefined,
  causes: readonly Cause[],
): Candidate[] {
  return key === undefined ? [] : [{ value: { key, text: Buffer.from(value, 'utf8'), label }, causes }];
}

/** How much a person would wonder: a smaller number is likelier. A damage that the saved copy has is looked at first. */
function rankOf({ causes }: Candidate): number {
  const ofCause = ({ id, detail }: Cause): number => {
    const isShortened = id === 'secret-truncated' || id === 'secret-case';
    // Other text is what is said where nothing tells what it is. That a blank was a + is hardly ever what happened.
    const isVague = detail['mark'] === 'text' || detail['plus'] === 'space';
    return detail['in'] === 'saved' && !isVague ? 0 : isShortened || isVague ? 2 : 1;
  };
  return causes.reduce((sum, each) => sum + ofCause(each), causes.length - 1);
}

function* asTheyAre(secrets: readonly SavedSecret[], rule: KeyRule, provider: string): Generator<Candidate> {
  for (const secret of secrets.filter(({ isOwn }) => isOwn)) {
    yield* candidates(secret, keyBytes(secret.value, rule), []);
  }
  const others = secrets.filter(({ isOwn }) => !isOwn);
  const isOfProvider = ({ owner }: SavedSecret): boolean => owner === provider;
  for (const secret of [...others.filter(isOfProvider), ...others.filter((other) => !isOfProvider(other))]) {
    const id = isOfProvider(secret) ? 'secret-other' : 'secret-other-provider';
    const other = cause(id, { label: secret.label, owner: secret.owner });
    yield* candidates(secret, keyBytes(secret.value, rule), [other]);
    if (rule.encoding !== 'utf8') {
      const asText = cause('secret-not-decoded', { expected: rule.encoding });
      yield* candidates(secret, Buffer.from(secret.value, 'utf8'), [other, asText]);
    }
  }
}

function* alterations(secret: SavedSecret, rule: SecretRule): Generator<Candidate> {
  const texts = damagedTexts(secret.value);
  const keys = otherKeys(secret.value, rule);
  for (let isOpen = true; isOpen;) {
    const text = texts.next();
    if (text.done !== true) {
      yield* withText(secret, rule, text.value);
    }
    const key = keys.next();
    if (key.done !== true && key.value.value.length > 0) {
      const { value: bytes, causes } = key.value;
      // A key that is a text stands in a signed content as that text.
      const spelled = (rule.prefix ?? '') + bytes.toString(encodingOf(rule));
      const corrected = correctionOf(spelled, bytes, rule, causes);
      yield { value: { key: bytes, text: bytes, label: secret.label, ...corrected }, causes };
    }
    isOpen = text.done !== true || key.done !== true;
  }
}

const nameOfKey = ({ value: { key } }: Candidate): string => Buffer.from(key).toString('latin1');

/** Where several alterations come to one key, the likeliest of them is named, at the place of the first. */
function* altered(secret: SavedSecret, rule: SecretRule): Generator<Candidate> {
  const likeliest = new Map<string, Candidate>();
  for (const one of alterations(secret, rule)) {
    const known = likeliest.get(nameOfKey(one));
    if (known === undefined || rankOf(one) < rankOf(known)) {
      likeliest.set(nameOfKey(one), one);
    }
  }
  yield* likeliest.values();
}

function* withText(
  secret: SavedSecret,
  rule: KeyRule,
  { text, causes }: { readonly text: string; readonly causes: readonly Cause[] },
): Generator<Candidate> {
  const key = keyBytes(text, rule);
  for (const { value } of candidates({ ...secret, value: text }, key, causes)) {
    yield { value: { ...value, ...correctionOf(text, value.key, rule, causes) }, causes };
  }
}

/** No saved secret is named: none of them verifies. */
function* withoutSecret(): Generator<Candidate> {
  for (const [text, id] of missing) {
    const bytes = Buffer.from(text, 'utf8');
    yield {
      value: { key: bytes, text: bytes, label: '' },
      causes: [cause(id, text === '' ? {} : { signed: text })],
    };
  }
}

function* completed(secrets: readonly SavedSecret[], rule: KeyRule): Generator<Candidate> {
  for (const secret of secrets) {
    for (const text of completedTexts(secret.value)) {
      yield* withText(secret, rule, text);
    }
  }
}

function* all(secrets: readonly SavedSecret[], rule: SecretRule, provider: string): Generator<Candidate> {
  const own = secrets.filter(({ isOwn, value }) => isOwn && value.length <= longestSecret);
  yield* asTheyAre(secrets, rule, provider);
  const changes = inTurns(own.map((secret) => altered(secret, rule)));
  // The likeliest alterations of a secret, then none at all, then the others.
  for (let count = own.length * 24; count > 0; count -= 1) {
    const next = changes.next();
    if (next.done === true) {
      break;
    }
    yield next.value;
  }
  yield* withoutSecret();
  yield* changes;
  yield* completed(own, rule);
}

/**
 * The saved secrets as keys, those that count for the request first, then others, then each own one as a copy of it may
 * have gone wrong. `provider` is the name of the request's. No two have the same key.
 */
export function* secretVariants(
  secrets: readonly SavedSecret[],
  rule: SecretRule,
  provider = '',
): Generator<Variant<KeyMaterial>> {
  const seen = new Set<string>();
  for (const variant of all(secrets, rule, provider)) {
    const key = nameOfKey(variant);
    if (!seen.has(key)) {
      seen.add(key);
      yield variant;
    }
  }
}

/**
 * The own secrets with two characters more at one end: thousands, worth their time only where nothing else was found
 * and the body is short.
 */
export function* secretCompletions(
  secrets: readonly SavedSecret[],
  rule: KeyRule,
): Generator<Variant<KeyMaterial>> {
  for (const secret of secrets.filter(({ isOwn, value }) => isOwn && value.length <= longestSecret)) {
    for (const text of twiceCompletedTexts(secret.value)) {
      yield* withText(secret, rule, text);
    }
  }
}
