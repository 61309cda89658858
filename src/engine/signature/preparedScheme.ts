import type { KeyObject } from 'node:crypto';
import type { Secret, Secrets } from '../../protocol/engine.ts';
import { keyOf } from './digest.ts';
import type { Scheme } from './scheme.ts';
import { compileTemplate, type Template } from './template.ts';

export interface Key {
  readonly label: string;
  readonly key: KeyObject;
}

/** A scheme with the saved secrets that a request is held against. */
export interface PreparedScheme {
  readonly scheme: Scheme;
  readonly content: Template;
  readonly keys: readonly Key[];
}

export function prepareScheme(scheme: Scheme, secrets: readonly Secret[]): PreparedScheme {
  return {
    scheme,
    content: compileTemplate(scheme.verify.content),
    keys: secrets.map(({ label, value }) => ({ label, key: keyOf(value, scheme.verify.key) })),
  };
}

/** Every scheme with its secrets, by scheme id. */
export function prepareSchemes(schemes: readonly Scheme[], secrets: Secrets): Map<string, PreparedScheme> {
  return new Map(schemes.map((scheme) => [scheme.id, prepareScheme(scheme, secrets[scheme.id] ?? [])]));
}
