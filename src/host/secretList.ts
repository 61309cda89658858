import type { Secret, Secrets } from '../protocol/engine.ts';
import type { Translate } from './translate.ts';

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
  return isRecord(value) && typeof value['label'] === 'string' && typeof value['value'] === 'string';
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

export function secretsOf(secrets: Secrets, provider: string): readonly Secret[] {
  return Object.hasOwn(secrets, provider) ? (secrets[provider] ?? []) : [];
}

function nextNumber(list: readonly Secret[]): number {
  const numbers = list.map(({ label }) => Number(/\d+$/.exec(label)?.[0] ?? 0));
  return Math.max(0, ...numbers) + 1;
}

export interface AddedSecret {
  readonly secrets: Secrets;
  readonly label: string;
}

/** With one more secret, under a label that no other of the provider has. */
export function addSecret(secrets: Secrets, provider: string, value: string, t: Translate): AddedSecret {
  const list = secretsOf(secrets, provider);
  const label = t('Secret {0}', nextNumber(list));
  return { secrets: { ...secrets, [provider]: [...list, { label, value }] }, label };
}

export function removeSecret(secrets: Secrets, provider: string, label: string): Secrets {
  const { [provider]: list = [], ...others } = secrets;
  const rest = list.filter((secret) => secret.label !== label);
  return rest.length === 0 ? others : { ...others, [provider]: rest };
}
