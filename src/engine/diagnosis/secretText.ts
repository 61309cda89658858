import type { Cause } from '../../protocol/diagnosis.ts';
import { cause } from './hypothesis.ts';
import { ends, environment, invisible, shortened, written, type Damage } from './secretDamage.ts';

/** A secret's text as it may have been instead, with what that is the mark of; details never hold a part of it. */
export interface SecretText {
  readonly text: string;
  readonly causes: readonly Cause[];
}

/** One thing after another that a copy may have all of: each in its turn, on what the one before left. */
function cleaned(text: string): SecretText {
  const steps = [
    ...invisible.filter((damage) => damage.in === 'saved' && damage.id !== 'secret-whitespace'),
    ...environment.filter(({ detail }) => detail?.prefix === 'NAME='),
    ...ends.filter((damage) => damage.in === 'saved'),
  ];
  let current = text;
  const causes: Cause[] = [];
  for (const { id, change, in: side } of steps) {
    const next = change(current);
    if (next !== current && next !== '' && !causes.some((known) => known.id === id)) {
      causes.push(cause(id, { in: side }));
    }
    current = next === '' ? current : next;
  }
  return { text: current, causes };
}

function* damaged(text: string, list: readonly Damage[]): Generator<SecretText> {
  for (const { id, in: side, detail, change } of list) {
    const changed = change(text);
    if (changed !== text && changed !== '') {
      yield { text: changed, causes: [cause(id, { in: side, ...detail })] };
    }
  }
}

/** What a copy of a secret may have become, the likeliest first, up to what cuts it or changes its letters. */
export function* damagedTexts(text: string): Generator<SecretText> {
  yield* damaged(text, ends);
  yield* damaged(text, environment);
  yield cleaned(text);
  yield* damaged(text, invisible);
  yield* damaged(text, written);
  yield* damaged(text, shortened);
}

/** The characters that a secret of this kind has. */
function alphabetOf(text: string): string {
  const digits = '0123456789';
  if (/^[0-9a-f]+$/.test(text)) {
    return `${digits}abcdef`;
  }
  if (/^[0-9A-F]+$/.test(text)) {
    return `${digits}ABCDEF`;
  }
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return `${letters}${digits}-_+/=.!@#$%^&*~?:;,`;
}

/** A copy that lost its first or last character: every one that it may have been. */
export function* completedTexts(text: string): Generator<SecretText> {
  const causes = (where: string): Cause[] => [
    cause('secret-truncated', { in: 'saved', where, characters: '1' }),
  ];
  for (const character of text === '' ? '' : alphabetOf(text)) {
    yield { text: text + character, causes: causes('end') };
    yield { text: character + text, causes: causes('start') };
  }
}
