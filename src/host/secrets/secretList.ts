import type { Correction } from '../../protocol/diagnosis.ts';
import type { Secret, Secrets } from '../../protocol/engine.ts';
import type { Signer } from '../../protocol/signer.ts';
import type { Translate } from '../words/translate.ts';

/** What a pasted secret may have around it that is not part of it. */
export type Surplus = 'whitespace' | 'lineEnds' | 'invisible';

export interface CleanedSecret {
  readonly value: string;
  readonly removed: readonly Surplus[];
}

const surrounding = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const forms: readonly (readonly [Surplus, RegExp])[] = [
  ['whitespace', /[^\S\r\n\u2028\u2029\ufeff]/u],
  ['lineEnds', /[\r\n\u2028\u2029]/u],
  ['invisible', /\p{Cf}/u],
];

/** A secret without the white space, line ends and invisible characters around it; those inside are its own. */
export function cleanSecret(typed: string): CleanedSecret {
  const surplus = (typed.match(surrounding) ?? []).join('');
  return {
    value: typed.replace(surrounding, ''),
    removed: forms.filter(([, form]) => form.test(surplus)).map(([kind]) => kind),
  };
}

/** What was removed, as a sentence; empty where nothing was. */
export function removedText(removed: readonly Surplus[], t: Translate): string {
  const words: Readonly<Record<Surplus, () => string>> = {
    whitespace: () => t('white space'),
    lineEnds: () => t('line ends'),
    invisible: () => t('invisible characters'),
  };
  const list = removed.map((kind) => words[kind]()).join(', ');
  return list === '' ? '' : t('Removed around what was pasted: {0}.', list);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSecret(value: unknown): value is Secret {
  return (
    isRecord(value) &&
    typeof value['label'] === 'string' &&
    typeof value['value'] === 'string' &&
    ['number', 'undefined'].includes(typeof value['addedAt'])
  );
}

function isSecrets(value: unknown): value is Secrets {
  return isRecord(value) && Object.values(value).every((list) => Array.isArray(list) && list.every(isSecret));
}

/** The secrets of a stored text, null where it is not one that was stored here. */
export function parseSecrets(text: string): Secrets | null {
  try {
    const value: unknown = JSON.parse(text);
    return isSecrets(value) ? value : null;
  } catch {
    return null;
  }
}

/** The secrets under a key: a provider's id, or `sourceKey` of a source. */
export function secretsOf(secrets: Secrets, key: string): readonly Secret[] {
  return Object.hasOwn(secrets, key) ? (secrets[key] ?? []) : [];
}

/** The saved secret that signs; undefined where there is none. */
export function signerSecret(secrets: Secrets, signer: Signer | null): Secret | undefined {
  return signer === null
    ? undefined
    : secretsOf(secrets, signer.key).find(({ label }) => label === signer.label);
}

/** The number of a label that was given here; null for a person's own. */
function numberOf(label: string, t: Translate): number | null {
  const [before = '', after = ''] = t('Secret {0}', '\n').split('\n');
  const number = Number(label.slice(before.length, label.length - after.length));
  return label.startsWith(before) && label.endsWith(after) && Number.isSafeInteger(number) ? number : null;
}

/** Whether a label says nothing about its secret. */
export function isNumbered(label: string, t: Translate): boolean {
  return numberOf(label, t) !== null;
}

/** One more than the highest number of the labels that were given here; a person's own labels do not count. */
function nextNumber(list: readonly Secret[], t: Translate): number {
  return Math.max(0, ...list.map(({ label }) => numberOf(label, t) ?? 0)) + 1;
}

export interface AddedSecret {
  readonly secrets: Secrets;
  readonly label: string;
}

/** With one more secret, added now, under a label that no other of the same key has. */
export function addSecret(secrets: Secrets, key: string, value: string, t: Translate): AddedSecret {
  const list = secretsOf(secrets, key);
  const label = t('Secret {0}', nextNumber(list, t));
  return { secrets: { ...secrets, [key]: [...list, { label, value, addedAt: Date.now() }] }, label };
}

export function removeSecret(secrets: Secrets, key: string, label: string): Secrets {
  const rest = secretsOf(secrets, key).filter((secret) => secret.label !== label);
  return rest.length === 0 ? withoutKey(secrets, key) : { ...secrets, [key]: rest };
}

/** Without any of the secrets under a key. */
export function withoutKey(secrets: Secrets, key: string): Secrets {
  return Object.fromEntries(Object.entries(secrets).filter(([other]) => other !== key));
}

export interface Renaming {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

export function renameSecret(secrets: Secrets, { key, from, to }: Renaming): Secrets {
  const list = secretsOf(secrets, key).map((secret) =>
    secret.label === from ? { ...secret, label: to } : secret,
  );
  return list.length === 0 ? secrets : { ...secrets, [key]: list };
}

/** With another value for a saved secret, which keeps its label, its place and its day. */
export function correctSecret(secrets: Secrets, { key, label, value }: Correction): Secrets {
  const list = secretsOf(secrets, key).map((secret) =>
    secret.label === label ? { ...secret, value } : secret,
  );
  return { ...secrets, [key]: list };
}

const longestLabel = 40;

/** Why a text cannot be the label of a secret beside these others, null where it can. */
export function labelProblem(label: string, others: readonly Secret[], t: Translate): string | null {
  if (label === '') {
    return t('A label cannot be empty.');
  }
  if (label.length > longestLabel) {
    return t('A label has at most {0} characters; this one has {1}.', longestLabel, label.length);
  }
  return others.some((secret) => secret.label === label)
    ? t('Another secret is labelled “{0}” already.', label)
    : null;
}
